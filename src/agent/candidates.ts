// Which argument strings a call may have, given the user's words and earlier results: what constrained decoding chooses
// from. It proposes everything the words can mean and leaves the choice to the model; it ranks nothing.
// Expressions are not listed but built from operands (constrain-expression.ts).

import type { ArgType } from './types';
import { citiesIn } from './words/cities';
import { readNumber } from './words/numbers';
import { datesIn, timesIn } from './words/parse';
import { weekdayOf } from './words/weekdays';

/** What was said in a turn and found out. */
export interface TurnMaterial {
  /** The user's normalised words. */
  words: readonly string[];
  /** Texts of the results so far, in order. */
  results: readonly string[];
}

/** What a call can draw on. */
export interface Material extends TurnMaterial {
  /** The turns before this one, the latest last. */
  earlier?: readonly TurnMaterial[];
}

/** The turn itself and those before it. */
const allTurns = (material: Material): readonly TurnMaterial[] => [material, ...(material.earlier ?? [])];

const LONGEST_TEXT = 8;
const LONGEST_CITY = 3;

/** Marks that cannot stand in an argument, so that no span crosses them. */
const breaksArgument = (word: string): boolean => /[,();<>]/.test(word);
/** A span begins and ends with a word, a number or an emoji, not with a mark. */
const isContent = (word: string): boolean => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word);

/** Spans of the user's words, in order of their start, without repetition. */
export function spans(words: readonly string[], longest: number): string[] {
  const found = new Set<string>();
  for (let start = 0; start < words.length; start++) {
    if (!isContent(words[start]!)) continue;
    for (let end = start; end < Math.min(words.length, start + longest); end++) {
      const last = words[end]!;
      if (breaksArgument(last)) break;
      if (isContent(last)) found.add(words.slice(start, end + 1).join(' '));
    }
  }
  return [...found];
}

/** How a list's comma is written in an argument, where a comma cannot stand. */
const LIST_MARK = '&';
const LONGEST_LIST = 24;

/** Spans over commas, each written as the mark: "milk , eggs , and bread" -> "milk & eggs & bread". */
export function listSpans(words: readonly string[]): string[] {
  const found: string[] = [];
  for (let start = 0; start < words.length; start++) {
    if (!isContent(words[start]!)) continue;
    const written: string[] = [];
    for (let end = start; end < Math.min(words.length, start + LONGEST_LIST); end++) {
      const word = words[end]!;
      if (word === ',') {
        if (/^(and|or)$/.test(words[end + 1] ?? '')) end++;
        written.push(LIST_MARK);
        continue;
      }
      if (breaksArgument(word)) break;
      written.push(word);
      if (isContent(word) && written.includes(LIST_MARK)) found.push(written.join(' '));
    }
  }
  return found;
}

/** A number that the words say, and whether as digits or cardinal, rather than by an article or fraction ("an hour", "half"). */
interface Said {
  value: string;
  plain: boolean;
}

function numbersSaid(words: readonly string[]): Said[] {
  const found: Said[] = [];
  for (let at = 0; at < words.length; at++) {
    const read = readNumber(words, at);
    if (!read) continue;
    const plain = !/^(an?|half|quarter|once|twice|thrice)$/.test(words[at]!) || Number(read.value) > 3;
    const negative = /^(minus|negative)$/.test(words[at - 1] ?? '') && !readNumber(words, at - 2);
    if (negative) found.push({ value: `-${read.value}`, plain });
    found.push({ value: read.value, plain }); // "that in kg, minus 4" takes 4 away
    at += read.length - 1;
  }
  return found;
}

/** The numbers that a tool's result stands for: "3.107", "42 days", the 7 of "3 + 4 = 7"; a time such as 07:30 is none. */
export function resultNumbers(result: string): string[] {
  const outcome = result.slice(result.lastIndexOf('=') + 1);
  return [...outcome.matchAll(/(?<![\w.:])-?\d+(?:\.\d+)?(?![\w:]|\.\d)/g)].map(([number]) => number);
}

const count = (values: Iterable<string>): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

/** How often each number may be used in one call: as often as it is said or resulted, plus once as the parameter's default. */
export function numberSupply(material: Material, defaults: readonly string[] = []): Map<string, number> {
  const found = allTurns(material).flatMap(({ words, results }) => [
    ...numbersSaid(words).map(({ value }) => value),
    ...fractions(words),
    ...results.flatMap(resultNumbers),
  ]);
  return count([...found, ...defaults]);
}

/** "3 / 4" as a decimal, where it comes out short. */
function fractions(words: readonly string[]): string[] {
  return words.flatMap((word, i) => {
    const [top, bottom] = [Number(words[i - 1]), Number(words[i + 1])];
    if (word !== '/' || !(top > 0) || !(bottom > 0)) return [];
    const value = String(top / bottom);
    return value.length <= 5 ? [value] : [];
  });
}

/** "%", "percent"; of "per cent" the second word. */
const PERCENT = /^(%|percent|percentage|pct|per-cent|cent|hundredths?)$/;

/** Words that bring a number into an expression without saying it. */
const CONSTANTS: readonly (readonly [RegExp, string])[] = [
  [PERCENT, '100'],
  [/^(half|halve|halved|halves|double|doubled|doubles|twice|squared|square|sq)$/, '2'],
  [/^(triple|tripled|triples|thrice|treble|cube|cubed|third|thirds)$/, '3'],
  [/^(quarter|quarters|fourth|fourths|quadruple|quadrupled|quarter's)$/, '4'],
  [/^(fifth|fifths)$/, '5'],
  [/^(tenth|tenths)$/, '10'],
  [/^(root|roots|rooted|sqrt|square-root)$/, '0.5'],
];

/** Operands of an expression and how often each may occur. A result may occur twice, since it can be squared by itself. */
export function operandSupply(material: Material): Map<string, number> {
  const plain = numbersSaid(material.words).flatMap(({ value, plain: is }) => (is ? [value] : []));
  // "half of it", and then "no, minus" it
  const licensed = allTurns(material)
    .flatMap(({ words }) => words)
    .flatMap((word) => CONSTANTS.flatMap(([pattern, constant]) => (pattern.test(word) ? [constant] : [])));
  // divided by how many; a later step may have said some of the numbers
  if (material.words.some((word) => /^(average|mean|avg)$/.test(word))) {
    for (let many = 2; many <= plain.length; many++) licensed.push(String(many));
  }
  // the cube root of 27 is 27 ^ ( 1 / 3 )
  if (
    material.words.some(
      (word, i) => /^(cube|cubic|third)$/.test(word) && /^roots?$/.test(material.words[i + 1] ?? ''),
    )
  )
    licensed.push('1', '3');
  const results = allTurns(material).flatMap((turn) => turn.results.flatMap(resultNumbers));
  const before = (material.earlier ?? []).flatMap(({ words }) =>
    numbersSaid(words).flatMap(({ value, plain: is }) => (is ? [value] : [])),
  );
  // "15 % off 80" is 80 - 80 * 15 / 100
  const again = material.words.some((word) => PERCENT.test(word)) ? plain : [];
  return count([...plain, ...again, ...licensed, ...before, ...results, ...results]);
}

/**
 * Every string an argument may be, empty where the words offer none. Not for expressions, which are built from operandSupply, nor
 * for what is written freely.
 */
export function argumentCandidates(
  type: Exclude<ArgType, { kind: 'expression' | 'free' }>,
  material: Material,
): string[] {
  const { earlier = [] } = material;
  switch (type.kind) {
    case 'number':
      return [...numberSupply(material, type.defaults).keys()];
    case 'enum':
      return [...type.values];
    case 'city': {
      const known = citiesIn(material.words);
      const before = earlier.flatMap(({ words }) => citiesIn(words));
      // a place that nobody listed is still copied, so that the tool can say that it does not know it
      const unlisted = known.length > 0 ? [] : spans(material.words, LONGEST_CITY);
      return [...new Set([...known, 'here', ...unlisted, ...before])];
    }
    case 'time': {
      // "in the evening" belongs to the time that was said before
      const last = earlier.at(-1)?.words ?? [];
      const said = [material.words, [...last, ...material.words], ...earlier.map(({ words }) => words)];
      return [...new Set([...said.flatMap(timesIn), ...(type.defaults ?? [])])];
    }
    case 'date': {
      const weekdays = material.words.flatMap((word) => weekdayOf(word) ?? []);
      const dates = allTurns(material).flatMap(({ words }) => datesIn(words));
      return [...new Set([...dates, ...weekdays, ...(type.defaults ?? [])])];
    }
    case 'text': {
      const longest = type.longest ?? LONGEST_TEXT;
      const short = material.results.filter((result) => result !== '' && !breaksArgument(result));
      const lists = type.list ? listSpans(material.words) : [];
      // "the last one": an item of a list that was read out
      const before = earlier.flatMap(({ words, results }) => [
        ...spans(words, longest),
        ...listSpans(words),
        ...results.flatMap((result) => spans(result.split(' '), LONGEST_TEXT)),
      ]);
      const said = spans(material.words, longest);
      return [...new Set([...said, ...lists, ...short, ...before, ...(type.defaults ?? [])])];
    }
    default:
      return type satisfies never;
  }
}
