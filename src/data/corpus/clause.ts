// One request in words: a tool, its arguments, and a sentence drawn from the tool's own patterns. Holds out phrasings: of
// every list of patterns, those at index 5, 11, 17 … are for tests only. Words that fill holes are marked, so that typos
// never touch a value that has to be copied.

import { expand } from '../../agent/phrasing';
import { tools } from '../../agent/registry';
import type { RequestForm, Split, ToolCall } from '../../agent/types';
import type { Rng } from '../../lib/rng';

/** Which side of the split phrasings and slot values come from. */
export interface Sides {
  patterns: Split;
  values: Split;
}

export type Mood = 'order' | 'question' | 'statement';

/** A request in words; slot words stand between OPEN and CLOSE. */
export interface Clause {
  call: ToolCall;
  text: string;
  mood: Mood;
}

export const OPEN = '\u0001';
export const CLOSE = '\u0002';

/** The share of each tool among single requests; copying is hardest for expressions, so they come most. */
export const WEIGHTS: Readonly<Record<string, number>> = {
  calculate: 4.2,
  convert: 2.4,
  time: 1.4,
  days_until: 1.2,
  today: 0.6,
  timer: 1.8,
  alarm: 1.5,
  todo_add: 2.6,
  todo_list: 0.7,
  todo_done: 1.7,
  dice: 1.1,
  coin: 0.7,
  random: 1.1,
  set: 1.2,
  train: 1,
  explain: 1.1,
};

/** Holes whose words are ordinary ones: a typo in them costs nothing. */
const ORDINARY = new Set(['from', 'to', 'topic', 'bare', 'control', 'event', 'activity', 'noun', 'people']);

/** The patterns of a list on one side of the split. */
export function onSide<T>(list: readonly T[], side: Split): T[] {
  return list.filter((_, i) => (i % 6 === 5) === (side === 'test'));
}

/** Marks the words of all holes but the ordinary ones. */
export function marked(words: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words).map(([name, text]) => [name, ORDINARY.has(name) ? text : `${OPEN}${text}${CLOSE}`]),
  );
}

const MOODS: readonly Mood[] = ['order', 'question', 'statement'];

/** All patterns of a form on a side, each with its mood. */
export function patternsOf(form: RequestForm, side: Split): { mood: Mood; pattern: string }[] {
  return MOODS.flatMap((mood) =>
    onSide(form.patterns[mood] ?? [], side).map((pattern) => ({ mood, pattern })),
  );
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

/** A request of a given tool, or of any. @param mood only of this mood, where the tool has it. */
export function drawClause(rng: Rng, sides: Sides, name?: string, mood?: Mood): Clause {
  const chosen =
    name ??
    weighted(
      rng,
      [...tools.keys()].map((key) => [key, WEIGHTS[key] ?? 1] as const),
    );
  const tool = tools.get(chosen)!;
  for (;;) {
    const form = rng.pick(tool.requests);
    const all = patternsOf(form, sides.patterns);
    const fitting = mood ? all.filter((pattern) => pattern.mood === mood) : all;
    const choices = fitting.length > 0 ? fitting : all;
    if (choices.length === 0) continue; // a short list has no test side
    const picked = rng.pick(choices);
    const { args, words } = form.draw(rng, sides.values);
    return {
      call: { name: chosen, args },
      text: expand(picked.pattern, marked(words), rng),
      mood: picked.mood,
    };
  }
}
