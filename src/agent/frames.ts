// What people say around a request: reasons before and after it, and the pauses between clauses, which are as often nothing
// as a comma. Patterns write "," for every pause; the words come from holes that a form's draw fills.

import { expand } from './phrasing';
import type { Rng } from '../lib/rng';
import type { RequestForm } from './types';

type Patterns = RequestForm['patterns'];

const PAUSES = [',', ',', ',', ',', '', '', '', '.', '.', ' -', ';', '!', '...', ' so', ' and'] as const;

/** A pause between clauses, for the hole {,}. */
export const pause = (rng: Rng): string => rng.pick(PAUSES);

const paused = (pattern: string): string => pattern.replaceAll(', ', '{,} ');

/**
 * Patterns with free pauses and, for a quarter of the orders and questions, a reason after them: "set a timer for 10 min,
 * i'm making pasta". The reason stands in the hole {why}; `reasoned` are patterns that begin with it.
 */
export function freely(patterns: Patterns, reasoned: readonly string[] = []): Patterns {
  const withReason = (pattern: string): string =>
    reasoned.length > 0 ? `${paused(pattern)}[[{,} {why}]]` : paused(pattern);
  return {
    order: (patterns.order ?? []).map(withReason),
    question: (patterns.question ?? []).map(withReason),
    statement: [...(patterns.statement ?? []), ...reasoned].map(paused),
  };
}

/** The words of a form with those for {,} and {why} added; a reason may use the other words. */
export function withFrame(
  words: Record<string, string>,
  reasons: readonly string[],
  rng: Rng,
): Record<string, string> {
  const why = reasons.length > 0 ? expand(rng.pick(reasons), words, rng) : '';
  return { ...words, ',': pause(rng), why };
}

/**
 * A form with free pauses and now and then a reason before or after: "my kid is asking, what's 12 * 7". The holes {pre} and
 * {post} hold the reason with its pause, or nothing.
 */
export function framed(form: RequestForm, reasons: readonly string[]): RequestForm {
  const around = (pattern: string): string => `{pre}${paused(pattern)}{post}`;
  const { order, question, statement } = form.patterns;
  return {
    draw(rng, split) {
      const { args, words } = form.draw(rng, split);
      const { [',']: mark, why } = withFrame(words, reasons, rng);
      const at = rng.next();
      const frame = {
        ',': mark!,
        pre: at < 0.06 ? `${why}${mark} ` : '',
        post: at > 0.85 ? `${pause(rng)} ${why}` : '',
      };
      return { args, words: { ...words, ...frame } };
    },
    patterns: {
      order: order?.map(around),
      question: question?.map(around),
      statement: statement?.map(around),
    },
  };
}
