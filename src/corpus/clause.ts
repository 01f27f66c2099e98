// One request in words: a tool, its arguments, and a sentence drawn from the tool's own patterns. Holds out phrasings: of
// every list of patterns, those at index 5, 11, 17 … are for tests only. Words that fill holes are marked, so that typos
// never touch a value that has to be copied.

import { tools } from '../agent/registry';
import type { ToolCall } from '../agent/types';
import { RetortError } from '../lib/errors';
import type { Rng } from '../lib/rng';
import { MOODS, pause, type Draw, type Mood, type Patterns, type RequestForm } from './frames';
import type { Split } from './held-out';
import { misspell } from './misspell';
import { phrasebook } from './phrasebook';
import { expand } from './phrasing';

/** Which side of the split phrasings and slot values come from. */
export interface Sides {
  patterns: Split;
  values: Split;
}

/** A request in words; slot words stand between OPEN and CLOSE. */
export interface Clause {
  call: ToolCall;
  text: string;
  mood: Mood;
}

export const OPEN = '\u0001';
export const CLOSE = '\u0002';

/** Holes whose words are ordinary ones: a typo in them costs nothing. */
const ORDINARY = new Set('from to topic bare control event activity noun people , why pre post'.split(' '));

/** The patterns of a list on one side of the split; one that is on both, being in the list twice, is training's. */
export function onSide<T>(list: readonly T[], side: Split): T[] {
  const train = list.filter((_, i) => i % 6 !== 5);
  if (side === 'train') return train;
  const known = new Set(train);
  return list.filter((pattern, i) => i % 6 === 5 && !known.has(pattern));
}

/** Marks the words of all holes but the ordinary ones; what an argument is copied from is never ordinary. */
export function marked(words: Record<string, string>, args: readonly string[] = []): Record<string, string> {
  const plain = (name: string, text: string): boolean =>
    ORDINARY.has(name) && !args.some((arg) => text.includes(arg));
  return Object.fromEntries(
    Object.entries(words).map(([name, text]) => [name, plain(name, text) ? text : `${OPEN}${text}${CLOSE}`]),
  );
}

/** Writes a pattern of the corpus's own: holes filled and marked, a comma as any pause. */
export function write(rng: Rng, pattern: string, words: Record<string, string>): string {
  return expand(pattern.replaceAll(', ', '{,} '), { ...marked(words), ',': pause(rng) }, rng);
}

type Drawn = ReturnType<Draw>;

/** A slip in a text that is copied, in words and argument alike: people do not type as the lists have it. */
function slip(rng: Rng, { args, words }: Drawn): Drawn {
  const at = args.findIndex((arg) => Object.values(words).includes(arg));
  const long = at < 0 ? [] : args[at]!.split(' ').filter((word) => /^[a-z]{5,}$/.test(word));
  if (long.length === 0) return { args, words };
  const word = rng.pick(long);
  const item = args[at]!;
  const typed = item.replace(word, misspell(word, rng));
  return {
    args: args.map((arg) => (arg === item ? typed : arg)),
    words: Object.fromEntries(Object.entries(words).map(([name, text]) => [name, text.replace(item, typed)])),
  };
}

const trained = new Map<string, ReadonlySet<string>>();

/** All patterns of a tool that training may see. */
function trainingPatterns(name: string): ReadonlySet<string> {
  let known = trained.get(name);
  if (!known) {
    const lists = phrasebook.get(name)!.requests.flatMap(({ patterns }) => Object.values(patterns));
    trained.set(name, (known = new Set(lists.flatMap((list) => onSide(list ?? [], 'train')))));
  }
  return known;
}

/** A pattern and its mood. */
export interface MoodPattern {
  mood: Mood;
  pattern: string;
}

/** Patterns of all moods in one list. */
export const inOneList = (patterns: Patterns): MoodPattern[] =>
  MOODS.flatMap((mood) => (patterns[mood] ?? []).map((pattern) => ({ mood, pattern })));

const sorted = {
  train: new WeakMap<RequestForm, MoodPattern[]>(),
  test: new WeakMap<RequestForm, MoodPattern[]>(),
};

/** All patterns of a tool's form on a side, each with its mood. */
export function patternsOf(name: string, form: RequestForm, side: Split): readonly MoodPattern[] {
  const known = sorted[side].get(form);
  if (known) return known;
  const trained = trainingPatterns(name);
  const patterns = MOODS.flatMap((mood) =>
    onSide(form.patterns[mood] ?? [], side)
      .filter((pattern) => side === 'train' || !trained.has(pattern))
      .map((pattern) => ({ mood, pattern })),
  );
  sorted[side].set(form, patterns);
  return patterns;
}

/** Picks by weight. */
export function weighted<T>(rng: Rng, items: readonly (readonly [T, number])[]): T {
  let at = rng.next() * items.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [item, weight] of items) {
    at -= weight;
    if (at < 0) return item;
  }
  return items[items.length - 1]![0];
}

/** Picks by the weight that each has. */
export function byWeight<T extends { weight: number }>(rng: Rng, items: readonly T[]): T {
  let at = rng.next() * items.reduce((sum, { weight }) => sum + weight, 0);
  return items.find(({ weight }) => (at -= weight) < 0) ?? items[0]!;
}

/** A request by one of a tool's forms; null where the form has no pattern on that side. */
export function drawForm(
  rng: Rng,
  sides: Sides,
  name: string,
  form: RequestForm,
  mood?: Mood,
): Clause | null {
  const all = patternsOf(name, form, sides.patterns);
  const fitting = mood ? all.filter((pattern) => pattern.mood === mood) : all;
  const choices = fitting.length > 0 ? fitting : all;
  if (choices.length === 0) return null; // a short list has no test side
  const picked = rng.pick(choices);
  const drawn = form.draw(rng, sides.values);
  const slips = tools.get(name)!.params.some(({ type }) => type.kind === 'text') && rng.next() < 0.05;
  const { args, words } = slips ? slip(rng, drawn) : drawn;
  return { call: { name, args }, text: expand(picked.pattern, marked(words, args), rng), mood: picked.mood };
}

/** A request of a given tool, or of any. @param mood only of this mood, where the tool has it. */
export function drawClause(rng: Rng, sides: Sides, name?: string, mood?: Mood): Clause {
  const chosen =
    name ??
    weighted(
      rng,
      [...phrasebook].map(([key, { weight }]) => [key, weight] as const),
    );
  const { requests } = phrasebook.get(chosen)!;
  if (requests.every((form) => patternsOf(chosen, form, sides.patterns).length === 0)) {
    throw new RetortError(
      'internal',
      `corpus/tools/${chosen}.json keeps no pattern for tests. Every sixth of a list is: give one of its lists more.`,
    );
  }
  for (;;) {
    const clause = drawForm(rng, sides, chosen, rng.pick(requests), mood);
    if (clause) return clause;
  }
}
