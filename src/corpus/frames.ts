// What people say around a request: reasons before and after it, and the pauses between clauses, which are as often nothing
// as a comma. Patterns write "," for every pause; the words come from holes that a form's draw fills. A tool's data file says
// where its reasons stand: "within" its patterns, which then have a hole {why}, or "around" them.

import type { Rng } from '../lib/rng';
import type { Split } from './held-out';
import { expand } from './phrasing';

export const MOODS = ['order', 'question', 'statement'] as const;
export type Mood = (typeof MOODS)[number];

/** Patterns by mood, since openings and endings differ: orders ("set a timer"), questions ("what is"), statements ("i need to"). */
export type Patterns = Partial<Record<Mood, readonly string[]>>;

/** Draws canonical arguments, and the words for the {holes} of the patterns. */
export type Draw = (rng: Rng, split: Split) => { args: string[]; words: Record<string, string> };

/** One way of asking: arguments and the words that name them, and patterns with holes for those words (phrasing.ts). */
export interface RequestForm {
  draw: Draw;
  patterns: Patterns;
}

const PAUSES = [',', ',', ',', ',', '', '', '', '.', '.', ' -', ';', '!', '...', ' so', ' and'] as const;

/** A pause between clauses, for the hole {,}. */
export const pause = (rng: Rng): string => rng.pick(PAUSES);

const paused = (pattern: string): string => pattern.replaceAll(', ', '{,} ');

/** A reason, which may use the other words, and the pause beside it. */
function reason(
  words: Record<string, string>,
  reasons: readonly string[],
  rng: Rng,
): { why: string; mark: string } {
  const why = expand(rng.pick(reasons), words, rng);
  return { why, mark: pause(rng) };
}

/**
 * A form with free pauses and, for a quarter of the orders and questions, a reason after them: "set a timer for 10 min, i'm making
 * pasta". @param reasoned patterns that begin with the reason, {why}.
 */
export function framedWithin(
  { draw, patterns }: RequestForm,
  reasoned: readonly string[],
  reasons: readonly string[],
): RequestForm {
  const withReason = (pattern: string): string =>
    reasoned.length > 0 ? `${paused(pattern)}[[{,} {why}]]` : paused(pattern);
  return {
    draw(rng, split) {
      const { args, words } = draw(rng, split);
      const { why, mark } = reason(words, reasons, rng);
      return { args, words: { ...words, ',': mark, why } };
    },
    patterns: {
      order: (patterns.order ?? []).map(withReason),
      question: (patterns.question ?? []).map(withReason),
      statement: [...(patterns.statement ?? []), ...reasoned].map(paused),
    },
  };
}

/**
 * A form with free pauses and now and then a reason before or after: "my kid is asking, what's 12 * 7". The holes {pre} and
 * {post} hold the reason with its pause, or nothing.
 */
export function framedAround({ draw, patterns }: RequestForm, reasons: readonly string[]): RequestForm {
  const around = (list: readonly string[] = []): string[] =>
    list.map((pattern) => `{pre}${paused(pattern)}{post}`);
  return {
    draw(rng, split) {
      const { args, words } = draw(rng, split);
      const { why, mark } = reason(words, reasons, rng);
      const at = rng.next();
      const frame = {
        ',': mark,
        pre: at < 0.06 ? `${why}${mark} ` : '',
        post: at > 0.85 ? `${pause(rng)} ${why}` : '',
      };
      return { args, words: { ...words, ...frame } };
    },
    patterns: {
      order: around(patterns.order),
      question: around(patterns.question),
      statement: around(patterns.statement),
    },
  };
}
