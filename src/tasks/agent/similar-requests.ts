// Requests of one kind, with phrasings and values that training never saw: what is asked of a student before and after a correction, to
// see whether it learnt the one sentence or the kind. Drawn by the generator from the corrected tools' own phrasings; where no tool
// was right, from those that no tool serves, or that lack something.

import { answered, type Request } from '../../corpus/answered';
import { drawAsked } from '../../corpus/asks';
import { drawClause, type Sides } from '../../corpus/clause';
import type { Dialogue } from '../../corpus/dialogue';
import { drawNothing } from '../../corpus/nothing';
import { phrasebook } from '../../corpus/phrasebook';
import { type World, worldEnvironment } from '../../corpus/world';
import { RetortError } from '../../lib/errors';
import { createRng, type Rng } from '../../lib/rng';
import type { Correction } from '../../protocol/correction';

const SEED = 20_260_701;
/** When it all happens; a Wednesday morning. */
const NOW = Date.UTC(2026, 6, 1, 9, 30);
const HELD_OUT: Sides = { patterns: 'test', values: 'test' };
/** Draws before a tool is given up whose requests fail in a small world. */
const MOST_DRAWS = 20;

/** What is asked for: a tool, or the way in which none was right. */
const kindsOf = (corrections: readonly Correction[]): string[] => [
  ...new Set(
    corrections.flatMap(({ kind, turn }) =>
      kind === 'call' ? turn.plan.filter((name) => phrasebook.has(name)) : [`: ${kind}`],
    ),
  ),
];

function requestOf(rng: Rng, kind: string, world: World): Request {
  if (kind === ': ask') {
    const { text, say } = drawAsked(rng, HELD_OUT, world.todo);
    return { text, mood: 'order', last: 'order', calls: [], say };
  }
  if (kind.startsWith(':')) {
    const { text, reply, mood } = drawNothing(rng, HELD_OUT);
    return { text, mood, last: mood, calls: [], say: reply };
  }
  const { call, text, mood } = drawClause(rng, HELD_OUT, kind);
  return { text, mood, last: mood, calls: [call] };
}

async function drawn(rng: Rng, kind: string): Promise<Dialogue | null> {
  for (let i = 0; i < MOST_DRAWS; i++) {
    const world: World = { now: NOW, seed: rng.int(2 ** 31), todo: ['milk', 'call mom'] };
    try {
      return { ...(await answered(rng, requestOf(rng, kind, world), worldEnvironment(world))), world };
    } catch (error) {
      if (!(error instanceof RetortError) || error.code !== 'tool-failed') throw error;
    }
  }
  return null;
}

/** So many requests in all, of each corrected kind as many; none of tools that the generator does not know. */
export async function similarRequests(corrections: readonly Correction[], most: number): Promise<Dialogue[]> {
  const kinds = kindsOf(corrections);
  const dialogues: Dialogue[] = [];
  for (const kind of kinds) {
    for (let i = 0; i < Math.floor(most / kinds.length); i++) {
      const dialogue = await drawn(createRng(SEED).fork(`${kind} ${i}`), kind);
      if (dialogue) dialogues.push(dialogue);
    }
  }
  return dialogues;
}
