// Messages for which no tool fits: greetings, thanks, chat, requests that lack what a tool needs, and the many things that
// these tools cannot do, some of which sound like those they can ("what's the temperature in paris"); more by composition: outside.ts.
// Plan none, a reply.

import type { Rng } from '../lib/rng';
import { byWeight, onSide, write, type Sides } from './clause';
import type { Mood } from './frames';
import { person, thing } from './items';
import { drawOutside, drawSaid, outsidePatterns } from './outside';
import data from './phrases/nothing.json';
import { expand } from './phrasing';
import { anyNumber, city } from './slots';
import { wordsOf } from './words/lists';

export interface Nothing {
  text: string;
  reply: string;
  mood: Mood | null;
}

interface Topic {
  weight: number;
  patterns: readonly string[];
  replies: readonly string[];
}

const WORDS = Object.entries(data.words).map(([name, list]) => [name, wordsOf(list)] as const);

function words(rng: Rng, { values }: Sides): Record<string, string> {
  const drawn = Object.fromEntries(WORDS.map(([name, list]) => [name, rng.pick(list)]));
  const place = city(rng, values);
  return {
    ...drawn,
    city: place.words,
    city2: city(rng, values).words,
    name: person(rng, values),
    thing: thing(rng, values),
    n: anyNumber(rng, values, { min: 1, max: 100, inWords: 0.1 }).words,
  };
}

function draw(rng: Rng, sides: Sides, topics: readonly Topic[], refuse: boolean): Nothing {
  const topic = byWeight(rng, topics);
  const pattern = rng.pick(onSide(topic.patterns, sides.patterns));
  const answer = rng.pick(topic.replies);
  return {
    text: write(rng, pattern, words(rng, sides)),
    reply: refuse ? expand(rng.pick(data.refusals), { it: answer }, rng) : expand(answer, {}, rng),
    mood: null,
  };
}

/** A message that no tool fits, and a right reply. */
export function drawNothing(rng: Rng, sides: Sides): Nothing {
  const kind = rng.next();
  if (kind < 0.09) return draw(rng, sides, data.chat, false);
  if (kind < 0.17) return { ...draw(rng, sides, data.missing, false), mood: 'order' };
  if (kind < 0.57)
    return { ...drawOutside(rng, sides), mood: rng.pick(['order', 'order', 'question', null, null]) };
  if (kind < 0.85) return { ...drawSaid(rng, sides), mood: rng.next() < 0.15 ? 'statement' : null };
  return { ...draw(rng, sides, data.outside, true), mood: rng.next() < 0.5 ? null : 'question' };
}

/** How many patterns there are, for the statistics. */
export const nothingPatterns = [...data.chat, ...data.missing, ...data.outside].reduce(
  (sum, { patterns }) => sum + patterns.length,
  outsidePatterns,
);
