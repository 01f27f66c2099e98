// The agent's corpus: dialogues drawn from the tools' own phrasings, answered by really running the tools in a small world.
// About 50 % one request, 20 % two (half of them dependent), 27 % none, 3 % ambiguous. The same seed gives the same
// dialogues, and dialogue i does not depend on how many are asked for.

import { runCall } from '../agent/registry';
import type { ToolCall } from '../agent/types';
import { RetortError } from '../lib/errors';
import { createRng, type Rng } from '../lib/rng';
import { drawAmbiguous } from './ambiguous';
import { answered, type Request } from './answered';
import { drawFollowUp, drawJoin, NUMBER_TOOLS } from './chains';
import { drawClause, weighted, type Clause, type Sides } from './clause';
import { fillResults, resultValue, type Dialogue } from './dialogue';
import { drawEmbedded } from './embedded';
import { drawFault } from './faults';
import type { Mood } from './frames';
import type { Split } from './held-out';
import { thing } from './items';
import { drawNothing } from './nothing';
import { drawPair } from './pairs';
import { drawShared } from './shared-requests';
import { drawTalk } from './talk';
import { worldEnvironment, type World } from './world';

/** Training text; the same with held-out slot values; with held-out phrasings; with both. */
export type CorpusSplit = 'train' | 'slot' | 'templ' | 'both';

export interface CorpusOptions {
  seed: number;
  count: number;
  split: CorpusSplit;
  /** The first dialogue's number, for a part of a corpus; 0 by default. */
  from?: number;
  /** Share of the dialogues that have two to four turns; none by default, which leaves those of one turn as they are. */
  talks?: number;
}

const SIDES: Readonly<Record<CorpusSplit, { patterns: Split; values: Split }>> = {
  train: { patterns: 'train', values: 'train' },
  slot: { patterns: 'train', values: 'test' },
  templ: { patterns: 'test', values: 'train' },
  both: { patterns: 'test', values: 'test' },
};

const FROM = Date.UTC(2024, 0, 1);
const TO = Date.UTC(2028, 0, 1);

/** A world on a minute of four years, with up to three things to do. */
function drawWorld(rng: Rng): World {
  const minutes = rng.int((TO - FROM) / 60_000);
  const todo = Array.from({ length: rng.int(4) }, () => thing(rng, 'train'));
  return { now: FROM + minutes * 60_000, seed: rng.int(2 ** 31), todo: [...new Set(todo)] };
}

async function dependent(rng: Rng, sides: Sides, world: World): Promise<Request | null> {
  if (rng.next() < 0.4) {
    const { calls, text, mood } = drawEmbedded(rng, sides);
    return { calls, text, mood, last: mood };
  }
  const first = drawClause(rng, sides, weighted(rng, NUMBER_TOOLS), rng.next() < 0.35 ? 'order' : undefined);
  if (first.call.name === 'dice' && first.call.args[0] !== '1' && rng.next() < 0.6) return null;
  const environment = worldEnvironment(world);
  const results = [await runCall(first.call, environment)];
  let { text } = first;
  const calls = [first.call];
  const others: ToolCall[][] = [];
  let last: Mood = first.mood;
  const steps = rng.next() < 0.06 ? 2 : 1;
  for (let step = 0; step < steps; step++) {
    const value = resultValue(results[step]!);
    if (value === null) return null;
    const before = calls[step]!;
    const next = drawFollowUp(rng, sides, before, Number(value));
    if (!next) return null;
    const place = (arg: string): string => arg.replaceAll('$1', `$${step + 1}`);
    const call = { name: next.call.name, args: next.call.args.map(place) };
    const join = drawJoin(rng, last);
    const polite =
      next.mood === 'order' && rng.next() < 0.08 ? rng.pick(['please ', 'can you ', 'could you ']) : '';
    text = `${text}${join}${polite}${next.text}`;
    last = next.mood;
    if (steps === 1) others.push(...alternatives(first, next.call));
    calls.push(call);
    results.push(await runCall(fillResults(call, results), environment));
  }
  return { calls, text, mood: first.mood, last, others };
}

/** Other right ways: two sums in one expression, a second conversion straight from the first unit. */
function alternatives(first: Clause, second: ToolCall): ToolCall[][] {
  const [expression] = first.call.args;
  if (first.call.name === 'calculate' && second.name === 'calculate') {
    const joined = second.args[0]!.replace('$1', `( ${expression!} )`);
    return joined.includes('$1') ? [] : [[{ name: 'calculate', args: [joined] }]];
  }
  if (first.call.name === 'convert' && second.name === 'convert' && second.args[0] === '$1')
    return [
      [first.call, { name: 'convert', args: [first.call.args[0]!, first.call.args[1]!, second.args[2]!] }],
    ];
  return [];
}

async function drawRequest(rng: Rng, sides: Sides, world: World): Promise<Request | null> {
  const kind = rng.next();
  if (kind < 0.015) {
    const { call, text, mood, reply: onError } = drawFault(rng, sides);
    if (call.name === 'todo_done') world.strict = true;
    return { calls: [call], text, mood, last: mood, onError };
  }
  if (kind < 0.5) {
    const { call, text, mood } = drawClause(rng, sides);
    if (call.name === 'todo_has' && rng.next() < 0.5) world.todo = [...world.todo, call.args[0]!];
    return { calls: [call], text, mood, last: mood };
  }
  if (kind < 0.6) return dependent(rng, sides, world);
  if (kind < 0.7) {
    const { calls, text, mood } = rng.next() < 0.25 ? drawShared(rng, sides) : drawPair(rng, sides);
    // the opening must fit any first clause
    return { calls, text, mood: mood === 'question' ? 'statement' : mood, last: mood };
  }
  if (kind < 0.97) {
    const { text, reply, mood } = drawNothing(rng, sides);
    return { calls: [], text, mood, last: mood, say: reply };
  }
  const { text, mood, answers } = drawAmbiguous(rng, sides);
  const chosen = rng.pick(answers);
  return {
    calls: chosen.calls,
    text,
    mood,
    last: mood,
    others: answers.filter((answer) => answer !== chosen).map(({ calls }) => calls),
    say: chosen.ask && rng.pick(chosen.ask),
    ambiguous: true,
  };
}

/** Draws until one comes to its end: a division by zero or too many dice are drawn again. */
async function untilDrawn(draw: (world: World) => Promise<Dialogue | null>, rng: Rng): Promise<Dialogue> {
  for (;;) {
    try {
      const dialogue = await draw(drawWorld(rng));
      if (dialogue) return dialogue;
    } catch (error) {
      if (!(error instanceof RetortError) || error.code !== 'tool-failed') throw error;
    }
  }
}

/** Draws dialogues; reproducible by seed, split and number. */
export async function generateDialogues({
  seed,
  count,
  split,
  from = 0,
  talks = 0,
}: CorpusOptions): Promise<Dialogue[]> {
  const base = createRng(seed).fork(split);
  const sides = SIDES[split];
  const out: Dialogue[] = [];
  for (let i = from; i < from + count; i++) {
    const rng = base.fork(String(i));
    const several = talks > 0 && base.fork(`talk ${i}`).next() < talks;
    const draw = async (world: World): Promise<Dialogue | null> => {
      if (several) return drawTalk(rng, sides, world, () => drawRequest(rng, sides, { ...world }));
      const request = await drawRequest(rng, sides, world);
      return request && { ...(await answered(rng, request, worldEnvironment(world))), world };
    };
    out.push(await untilDrawn(draw, rng));
  }
  return out;
}
