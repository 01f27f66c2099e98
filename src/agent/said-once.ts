// What was said once means one thing: the words that one argument of a call was read from are not in another one of it. "Remind me to
// update the calendar at noon" is about the calendar, not about "the calendar at noon", and nobody asks how far a place is ahead of
// itself. What was said twice may be meant twice.

import type { ArgType } from './types';
import { citiesIn } from './words/cities';
import { timesIn } from './words/parse';
import { weekdayOf } from './words/weekdays';

/** An argument that a call has already. */
export interface Given {
  kind: ArgType['kind'];
  text: string;
}

type Words = readonly string[];

/** Days that several days of the week stand for. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  weekends: ['saturday', 'sunday', 'weekend'],
  weekdays: ['monday', 'friday', 'weekday'],
};

/** Words that lead to what was said, and mean nothing without it. */
const LEADS = / (at|by|around|on|every|this|next|from)$/;

function names(words: Words, { kind, text }: Given): boolean {
  switch (kind) {
    case 'city':
      return citiesIn(words).includes(text);
    case 'time':
      return timesIn(words).includes(text);
    case 'enum':
      return words.some((word) => {
        const said = weekdayOf(word) ?? word;
        return said === text || (PARTS[text]?.includes(said) ?? false);
      });
    default:
      return false;
  }
}

/** Several days in one word are named by each of theirs. */
const isNamedTwice = (words: Words, given: Given): boolean =>
  !(given.text in PARTS) &&
  words.some((_, at) => names(words.slice(0, at), given) && names(words.slice(at), given));

/**
 * Those of an argument's candidates that repeat no other argument of the call; all where nothing else is left.
 * @param words the user's, normalised, earlier turns first.
 */
export function saidOnce(
  candidates: readonly string[],
  kind: ArgType['kind'],
  given: readonly Given[],
  words: Words,
): readonly string[] {
  if (kind !== 'city' && kind !== 'text') return candidates;
  const taken = given.filter(
    (one) => (kind === 'text' || one.kind === kind) && (one.text === 'here' || names(words, one)),
  );
  const single = taken.filter((one) => !isNamedTwice(words, one));
  const repeats = (text: string, one: Given): boolean =>
    kind === 'city' ? text === one.text : names(text.split(' '), one) || LEADS.test(text);
  const free = candidates.filter((text) => !single.some((one) => repeats(text, one)));
  return free.length > 0 ? free : candidates;
}
