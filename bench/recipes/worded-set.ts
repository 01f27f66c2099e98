// A stand-in for published sets of many close intents, which are not in this repository, in people's words: an intent is one way of
// asking for one tool, or a kind of small talk, so that many share most of their words ("an alarm at", "an alarm on a day"). Training
// and test share most phrasings, as in sets that people write; the others, and half of the values in them, are the test's alone.

import { normalise } from '../../src/agent/normalise';
import { drawForm, inOneList, onSide, type Sides, write } from '../../src/corpus/clause';
import { decorate } from '../../src/corpus/decorate';
import { type Mood, MOODS, type RequestForm } from '../../src/corpus/frames';
import type { Split } from '../../src/corpus/held-out';
import talk from '../../src/corpus/phrases/nothing.json';
import { phrasebook } from '../../src/corpus/phrasebook';
import { wordsOf } from '../../src/corpus/words/lists';
import type { TextSet, TextSplit } from '../../src/data/text-set';
import { createRng, type Rng } from '../../src/lib/rng';

/** Of the test's sentences, how many have a phrasing, and how many values, that training never saw. */
const UNSEEN = { phrasings: 0.15, values: 0.5 } as const;
/** Of the test and of the validation, beside so many to train. */
const TEST_SHARE = 0.3;
const VALIDATION_SHARE = 0.1;
/** Labels that a person gave to the wrong sentence, in training and test alike. */
const SLIPS = 0.01;
/** Phrasings that two ways of asking may have in common. */
const SHARED = 0.15;

interface Intent {
  name: string;
  draw(rng: Rng, sides: Sides): { text: string; mood: Mood | null };
}

/** The ways of asking for a tool that have phrasings of their own. */
function waysOf(requests: readonly RequestForm[]): RequestForm[] {
  const known = new Set<string>();
  return [...new Set(requests)].filter(({ patterns }) => {
    const phrasings = inOneList(patterns).map(({ pattern }) => pattern);
    const shared = phrasings.filter((pattern) => known.has(pattern)).length;
    for (const pattern of phrasings) known.add(pattern);
    return shared <= SHARED * phrasings.length;
  });
}

const asked: readonly Intent[] = [...phrasebook].flatMap(([tool, { requests }]) =>
  waysOf(requests).map((form, i) => ({
    name: `${tool} ${i + 1}`,
    draw: (rng: Rng, sides: Sides) =>
      drawForm(rng, sides, tool, form) ?? drawForm(rng, { ...sides, patterns: 'train' }, tool, form)!,
  })),
);

const lists = Object.entries(talk.words).map(([name, list]) => [name, wordsOf(list)] as const);
const said: readonly Intent[] = [...talk.outside, ...talk.chat, ...talk.missing].map(({ patterns }, i) => ({
  name: `talk ${i + 1}`,
  draw: (rng, { patterns: side }) => {
    const words = Object.fromEntries(lists.map(([name, list]) => [name, rng.pick(list)]));
    const more = {
      city: 'london',
      city2: 'rome',
      name: 'tom',
      thing: 'the door',
      n: String(rng.int(90) + 2),
    };
    return {
      text: write(rng, rng.pick(onSide(patterns, side)), { ...words, ...more }),
      mood: rng.pick(MOODS),
    };
  },
}));

/** @param labels at most 141; the first ones are requests, the last small talk. */
export function wordedSet({
  labels,
  perLabel,
  seed = 7,
}: {
  labels: number;
  perLabel: number;
  seed?: number;
}): TextSet {
  const all = createRng(seed).fork('intents').shuffle(asked).concat(said).slice(0, labels);
  const draw = (split: keyof Omit<TextSet, 'labels' | 'outOfScope'>, each: number): TextSplit => {
    const rng = createRng(seed).fork(split);
    const side = (share: number): Split => (split !== 'train' && rng.next() < share ? 'test' : 'train');
    const right = Array.from({ length: Math.round(each) * all.length }, (_, i) => i % all.length);
    const texts = right.map((label) => {
      const sides = { patterns: side(UNSEEN.phrasings), values: side(UNSEEN.values) };
      const { text, mood } = all[label]!.draw(rng, sides);
      return normalise(decorate(rng, text, mood));
    });
    const given = right.map((label) => (rng.next() < SLIPS ? rng.int(all.length) : label));
    return { texts, labels: Int32Array.from(given) };
  };
  return {
    labels: all.map(({ name }) => name),
    train: draw('train', perLabel),
    validation: draw('validation', perLabel * VALIDATION_SHARE),
    test: draw('test', perLabel * TEST_SHARE),
    outOfScope: null,
  };
}
