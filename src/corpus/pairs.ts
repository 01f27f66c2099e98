// Two requests in one message that have nothing to do with each other: any two, joined by "and", "then", a full stop … Those that
// share their words are shared-requests.ts.

import type { ToolCall } from '../agent/types';
import type { Rng } from '../lib/rng';
import { drawClause, weighted, type Sides } from './clause';
import type { Mood } from './frames';
import { phrasebook } from './phrasebook';
import data from './phrases/pairs.json';

export interface Pair {
  calls: ToolCall[];
  text: string;
  mood: Mood;
}

const joins = Object.entries(data.joins);
const joinsAfterQuestion = Object.entries(data.joinsAfterQuestion);

/** The order in which a pair's tools are drawn: another order is another corpus. Tools that are not here come after, by name. */
const FIRST =
  'calculate convert time days_until today timer alarm todo_add todo_list todo_done dice coin random set train explain'.split(
    ' ',
  );
/** Rarer tools more often than alone. */
const PAIR_WEIGHTS = [...new Set([...FIRST, ...phrasebook.keys()])].map(
  (name) => [name, Math.sqrt(phrasebook.get(name)?.weight ?? 0)] as const,
);

/** Two different requests. */
export function drawPair(rng: Rng, sides: Sides): Pair {
  const name = weighted(rng, PAIR_WEIGHTS);
  let other = weighted(rng, PAIR_WEIGHTS);
  for (let i = 0; i < 4 && other === name; i++) other = weighted(rng, PAIR_WEIGHTS);
  // orders are the most usual here; the patterns' own shares would give few
  const a = drawClause(rng, sides, name, rng.next() < 0.55 ? 'order' : undefined);
  const b = drawClause(rng, sides, other, rng.next() < 0.55 ? 'order' : undefined);
  const calls = [a.call, b.call];
  const polite = b.mood === 'order' ? rng.pick(data.second) : '';
  const kind = rng.next();
  if (kind < 0.03) return { calls, mood: 'statement', text: `two things: ${a.text} and ${b.text}` };
  if (kind < 0.05) return { calls, mood: a.mood, text: `first ${a.text}, then ${b.text}` };
  if (kind < 0.06) return { calls, mood: a.mood, text: `1. ${a.text} 2. ${b.text}` };
  if (kind < 0.07 && a.mood === 'order') return { calls, mood: 'order', text: `both: ${a.text}, ${b.text}` };
  const join = weighted(rng, a.mood === 'question' ? joinsAfterQuestion : joins);
  return { calls, mood: b.mood, text: `${a.text}${join}${polite}${b.text}` };
}
