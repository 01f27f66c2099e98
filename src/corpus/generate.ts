// The agent's corpus: dialogues drawn from the tools' own phrasings, answered by really running the tools in a small world.
// About 52 % one request, 33 % two (half of them dependent), 10 % none, 5 % ambiguous. The same seed gives the same
// dialogues, and dialogue i does not depend on how many are asked for.

import { errorResult } from '../agent/loop';
import { normalise } from '../agent/normalise';
import { runCall, tools } from '../agent/registry';
import type { ToolCall, Transcript } from '../agent/types';
import { RetortError } from '../lib/errors';
import { createRng, type Rng } from '../lib/rng';
import { drawAmbiguous } from './ambiguous';
import { drawFollowUp, drawJoin, NUMBER_TOOLS } from './chains';
import { drawClause, weighted, type Clause, type Sides } from './clause';
import { decorate } from './decorate';
import { fillResults, repliesTo, resultValue, type Dialogue } from './dialogue';
import { drawEmbedded } from './embedded';
import { drawFault } from './faults';
import type { Mood } from './frames';
import type { Split } from './held-out';
import { thing } from './items';
import { drawNothing } from './nothing';
import { drawPair } from './pairs';
import { phrasebook } from './phrasebook';
import { drawShared } from './shared-requests';
import { worldEnvironment, type World } from './world';

/** Training text; the same with held-out slot values; with held-out phrasings; with both. */
export type CorpusSplit = 'train' | 'slot' | 'templ' | 'both';

export interface CorpusOptions {
  seed: number;
  count: number;
  split: CorpusSplit;
  /** The first dialogue's number, for a part of a corpus; 0 by default. */
  from?: number;
}

const SIDES: Readonly<Record<CorpusSplit, { patterns: Split; values: Split }>> = {
  train: { patterns: 'train', values: 'train' },
  slot: { patterns: 'train', values: 'test' },
  templ: { patterns: 'test', values: 'train' },
  both: { patterns: 'test', values: 'test' },
};

/** What is asked before any tool ran. Calls may refer to earlier results by $1. */
interface Request {
  text: string;
  mood: Mood | null;
  last: Mood | null;
  calls: ToolCall[];
  /** Right answers besides `calls`. */
  others?: ToolCall[][];
  say?: string;
  ambiguous?: boolean;
  /** The reply where the call fails; without it a failing request is drawn again. */
  onError?: string;
}

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
  if (kind < 0.52) {
    const { call, text, mood } = drawClause(rng, sides);
    return { calls: [call], text, mood, last: mood };
  }
  if (kind < 0.685) return dependent(rng, sides, world);
  if (kind < 0.85) {
    const { calls, text, mood } = rng.next() < 0.25 ? drawShared(rng, sides) : drawPair(rng, sides);
    // the opening must fit any first clause
    return { calls, text, mood: mood === 'question' ? 'statement' : mood, last: mood };
  }
  if (kind < 0.95) {
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

const JOINED = [', and ', '. ', ' and ', '; ', ', '];

async function finish(rng: Rng, request: Request, world: World): Promise<Dialogue> {
  const environment = worldEnvironment(world);
  const steps: Transcript['steps'] = [];
  let { say } = request;
  for (const planned of request.calls) {
    const call = fillResults(
      planned,
      steps.map(({ result }) => result),
    );
    try {
      steps.push({ call, result: await runCall(call, environment) });
    } catch (error) {
      if (!request.onError || !(error instanceof RetortError)) throw error;
      steps.push({ call, result: errorResult(error) });
      say = request.onError;
    }
  }
  const spoken = steps.map(({ call, result }) =>
    rng.pick(repliesTo(call, result, phrasebook.get(call.name)!.replies, tools.get(call.name)!.params)),
  );
  // of a chain only the end is wanted, mostly
  const chain = request.calls.some(({ args }) => args.some((arg) => arg.includes('$')));
  const said = chain && rng.next() < 0.75 ? spoken.slice(-1) : spoken;
  const golds = [request.calls, ...(request.others ?? [])];
  return {
    transcript: {
      user: normalise(decorate(rng, request.text, request.mood, request.last)),
      plan: request.calls.map(({ name }) => name),
      steps,
      say: say ?? said.join(rng.pick(JOINED)),
    },
    golds,
    ambiguous: request.ambiguous ?? false,
    world,
  };
}

async function drawDialogue(rng: Rng, sides: Sides): Promise<Dialogue> {
  for (;;) {
    const world = drawWorld(rng);
    try {
      const request = await drawRequest(rng, sides, world);
      if (request) return await finish(rng, request, world);
    } catch (error) {
      // a division by zero, too many dice: drawn again
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
}: CorpusOptions): Promise<Dialogue[]> {
  const base = createRng(seed).fork(split);
  const out: Dialogue[] = [];
  for (let i = from; i < from + count; i++) out.push(await drawDialogue(base.fork(String(i)), SIDES[split]));
  return out;
}
