// A request of the corpus and how it becomes a turn: its calls run in the world that it is said in, and the reply tells what came of
// them. What is asked is drawn elsewhere (generate.ts, talk.ts).

import { errorResult } from '../agent/loop';
import { normalise } from '../agent/normalise';
import { runCall, tools } from '../agent/registry';
import type { Environment, ToolCall, Transcript } from '../agent/types';
import { RetortError } from '../lib/errors';
import type { Rng } from '../lib/rng';
import { decorate } from './decorate';
import { fillResults, repliesTo, type Turn } from './dialogue';
import type { Mood } from './frames';
import { phrasebook } from './phrasebook';

/** What is asked before any tool ran. Calls may refer to earlier results by $1. */
export interface Request {
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

const JOINED = [', and ', '. ', ' and ', '; ', ', '];

/** Runs the calls of a request in a world and says what came of them. Throws RetortError('tool-failed') where one fails unexpectedly. */
export async function answered(rng: Rng, request: Request, environment: Environment): Promise<Turn> {
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
  };
}
