// The agent's loop: the model writes plan, calls and reply token by token; at each <result> the call runs and its text is
// fed back. Constrained (constrain.ts) or free; free writing may be malformed, which ends in an error result or an early
// stop, never in an exception. Works for any TokenModel, which also decides when other tasks run; it holds no state between
// turns: what is remembered of earlier ones is given to it.

import { RetortError } from '../lib/errors';
import type { Rng } from '../lib/rng';
import type { PlanToken } from './confidence';
import { createConstraint, type Constraint } from './constrain';
import { normalise } from './normalise';
import { runCall } from './registry';
import { encodeTranscript, joinTurns, parseCall, parsePlan } from './transcript';
import { SPECIAL_TOKENS, type Environment, type SpecialToken, type Tool, type ToolCall } from './types';
import type { TokenCodec, TokenModel, Transcript } from './types';

export interface DialogueOptions {
  model: TokenModel;
  codec: TokenCodec;
  tools: ReadonlyMap<string, Tool>;
  environment: Environment;
  /** The user's message as typed. */
  user: string;
  /** The turns before it, of which the latest are read as far as the context allows; none by default. */
  before?: readonly Transcript[] | undefined;
  constrained: boolean;
  /** The words of replies besides what they copy, where they are known; constrained, a reply after calls keeps to them. */
  replyWords?: readonly string[] | undefined;
  /** Lets replies say anything, to measure what keeping to results costs and is worth. */
  freeReplies?: boolean;
  /** 0, the default, always takes the likeliest token; above 0 draws from softmax(logits / temperature) with rng. */
  temperature?: number;
  rng?: Pick<Rng, 'next'>;
  /** Most tokens that the agent writes; by default as many as the context holds. */
  maxTokens?: number;
  /** Stops writing; what was written so far is returned. */
  signal?: AbortSignal;
  /** Called for each token that the agent writes, with its probability under the model (softmax over the whole vocabulary). */
  onToken?(id: number, probability: number): void;
  /**
   * Asked before the first call runs; where it says no, nothing is done and the turn ends there ("held"). By default all may be done.
   * @param plan the tools that are planned. @param written its tokens (confidence.ts).
   */
  permit?(call: ToolCall, plan: readonly string[], written: readonly PlanToken[]): boolean;
  /** Called before a call runs. */
  onCall?(call: ToolCall): void;
  /** Called with a call's whole result, or with the error that stands for it. */
  onResult?(result: string, error?: RetortError): void;
}

/** One turn as it was written. */
export interface Dialogue extends Transcript {
  ids: number[];
  /** 1 where the agent wrote the token. */
  agentMask: number[];
  /** The plan's tokens, the one that ends it last. */
  planned: PlanToken[];
  /** Why writing ended before <eos>, where it did; held: the first call was not permitted. */
  stopped?: 'cancelled' | 'length' | 'malformed' | 'held';
  /** The call that was not permitted. */
  held?: ToolCall;
}

/** Tokens kept free for what the agent still has to write, when the prompt is measured and when a result is read. */
export const ROOM_TO_ANSWER = 32;
/** Tokens of a result that the model reads; a person sees all of it. */
const LONGEST_RESULT = 48;
/** Tokens kept free for a message's answer when earlier turns are read; half of a context that is not twice as long. */
const ROOM_FOR_TURN = 96;
/** Turns of a dialogue: this one and those that are remembered. */
export const MOST_TURNS = 4;
/** What a model remembers of a talk. @param turns those in a row that it learnt to read, the message's own among them. */
export const rememberedOf = <T>(said: readonly T[], turns = 1): readonly T[] =>
  turns > 1 ? said.slice(1 - turns) : [];

/** Calls in one turn; the grammar allows three, free writing might go on for ever. */
const MOST_CALLS = 4;

/** Softmax probability of one id. In loops, as choose() is: a student that writes does both for each of its tokens. */
export function probabilityOf(logits: Float32Array, id: number): number {
  let [most, total] = [-Infinity, 0];
  for (let i = 0; i < logits.length; i++) most = Math.max(most, logits[i]!);
  for (let i = 0; i < logits.length; i++) total += Math.exp(logits[i]! - most);
  return Math.exp(logits[id]! - most) / total;
}

/** The likeliest of some ids, or one drawn at a temperature. */
export function choose(
  logits: Float32Array,
  allowed: readonly number[] | null,
  temperature: number,
  rng?: Pick<Rng, 'next'>,
): number {
  const count = allowed ? allowed.length : logits.length;
  const idOf = (i: number): number => (allowed ? allowed[i]! : i);
  let [best, most] = [-1, -Infinity];
  for (let i = 0; i < count; i++) {
    const logit = logits[idOf(i)]!;
    if (logit > most || best < 0) [best, most] = [idOf(i), logit];
  }
  if (!(temperature > 0) || !rng) return best;
  const weights = new Float64Array(count);
  let total = 0;
  for (let i = 0; i < count; i++) total += weights[i] = Math.exp((logits[idOf(i)]! - most) / temperature);
  let left = rng.next() * total;
  for (let i = 0; i < count; i++) if ((left -= weights[i]!) < 0) return idOf(i);
  return best;
}

/** What a model reads of a result. */
const readOf = (result: string, codec: TokenCodec, most = LONGEST_RESULT): number[] =>
  codec.encode(result === '' ? '' : ` ${result}`).slice(0, most);

/** The latest turns that fit beside a prompt, and their tokens. */
function remembered(
  { before = [], model, codec }: Pick<DialogueOptions, 'before' | 'model' | 'codec'>,
  prompt: number,
): { turns: readonly Transcript[]; ids: readonly number[] } {
  const room = model.context - prompt - Math.min(ROOM_FOR_TURN, model.context / 2);
  const read = rememberedOf(before, MOST_TURNS).map((turn) => {
    const steps = turn.steps.map(({ call, result }) => ({
      call,
      result: codec.decode(readOf(result, codec)).trim(),
    }));
    return { turn, ...encodeTranscript({ ...turn, steps }, codec) };
  });
  while (read.length > 0 && joinTurns(read).ids.length > room) read.shift();
  return { turns: read.map(({ turn }) => turn), ids: joinTurns(read).ids };
}

/** Runs one turn from the user's message to <eos>. Throws RetortError('message-too-long') where the message does not fit. */
export async function runDialogue(options: DialogueOptions): Promise<Dialogue> {
  const { model, codec, tools, signal, temperature = 0 } = options;
  const user = normalise(options.user);
  const prompt = [codec.special('<user>'), ...codec.encode(user === '' ? '' : ` ${user}`)];
  if (prompt.length > model.context - ROOM_TO_ANSWER) {
    const most = model.context - ROOM_TO_ANSWER;
    throw new RetortError(
      'message-too-long',
      `The message has ${prompt.length} tokens; this model can read ${most}. Write a shorter message.`,
    );
  }
  const memory = remembered(options, prompt.length);
  const constraint: Constraint | null = options.constrained
    ? createConstraint({
        ...{ codec, tools, user, before: memory.turns },
        replyWords: options.replyWords,
        freeReplies: options.freeReplies ?? false,
      })
    : null;
  const dialogue: Dialogue = {
    user,
    plan: [],
    steps: [],
    say: '',
    ids: [...prompt],
    agentMask: prompt.map(() => 0),
    planned: [],
  };
  const written = new Map<SpecialToken, number[]>(); // the text after the last of each special token
  let section: number[] = [];
  let part: SpecialToken | null = null;

  model.reset();
  let logits = await model.push([...memory.ids, ...prompt]);
  for (let tokens = 0; ; tokens++) {
    if (signal?.aborted) dialogue.stopped = 'cancelled';
    else if (tokens >= (options.maxTokens ?? Infinity)) dialogue.stopped = 'length';
    if (dialogue.stopped) break;

    const id = choose(logits, constraint?.allowed() ?? null, temperature, options.rng);
    options.onToken?.(id, probabilityOf(logits, id));
    if (part === '<plan>') dialogue.planned.push({ id, logits: logits.slice() });
    constraint?.advance(id);
    dialogue.ids.push(id);
    dialogue.agentMask.push(1);
    const fed = [id];

    const token = SPECIAL_TOKENS[id];
    if (token === undefined) section.push(id);
    else if (token === '<eos>') break;
    else if (token === '<pad>' || token === '<user>' || dialogue.steps.length >= MOST_CALLS) {
      dialogue.stopped = 'malformed';
      break;
    } else {
      if (token === '<result>') {
        if (isHeld(dialogue, codec, written, options)) break;
        const text = await takeStep(dialogue, codec.decode(written.get('<call>') ?? []), options);
        constraint?.addResult(text);
        const room = Math.max(0, model.context - memory.ids.length - dialogue.ids.length - ROOM_TO_ANSWER);
        fed.push(...readOf(text, codec, Math.min(LONGEST_RESULT, room)));
        dialogue.ids.push(...fed.slice(1));
        dialogue.agentMask.push(...fed.slice(1).map(() => 0));
        written.delete('<call>');
      }
      section = [];
      part = token;
      written.set(token, section);
    }
    if (memory.ids.length + dialogue.ids.length >= model.context) {
      dialogue.stopped = 'length';
      break;
    }
    logits = await model.push(fed);
  }
  const read = (token: SpecialToken): string => codec.decode(written.get(token) ?? []).trim();
  dialogue.plan = parsePlan(read('<plan>'));
  dialogue.say = read('<say>');
  return dialogue;
}

/** Runs a dialogue turn by turn, each with those before it in memory; one that does not come to its end is the last. */
export async function* runTurns(
  users: readonly string[],
  options: Omit<DialogueOptions, 'user' | 'before'>,
): AsyncGenerator<Dialogue, void> {
  const before: Dialogue[] = [];
  for (const user of users) {
    const turn = await runDialogue({ ...options, user, before });
    yield turn;
    if (turn.stopped) return;
    before.push(turn);
  }
}

/** What the model reads in place of a result: the first sentence, without the way out, which is for the person. */
export function errorResult(error: RetortError): string {
  const [what] = error.message.split(/(?<=\.)\s/);
  return `error : ${normalise(what ?? '')}`;
}

/** Whether the first call may not be made; it is noted then. */
function isHeld(
  dialogue: Dialogue,
  codec: TokenCodec,
  written: ReadonlyMap<SpecialToken, number[]>,
  { permit }: DialogueOptions,
): boolean {
  if (!permit || dialogue.steps.length > 0) return false;
  const text = (token: SpecialToken): string => codec.decode(written.get(token) ?? []);
  const call = parseCall(text('<call>'));
  if (!call || permit(call, parsePlan(text('<plan>')), dialogue.planned)) return false;
  Object.assign(dialogue, { stopped: 'held', held: call });
  return true;
}

/** Runs the call just written and records it; resolves to the text that the model reads. */
async function takeStep(dialogue: Dialogue, callText: string, options: DialogueOptions): Promise<string> {
  const { tools, environment, onCall, onResult } = options;
  const call = parseCall(callText) ?? { name: '', args: [callText.trim()] };
  let result: string;
  try {
    onCall?.(call);
    if (call.name === '') {
      throw new RetortError(
        'tool-failed',
        `"${callText.trim()}" is not a call. Constrained decoding prevents this.`,
      );
    }
    result = await runCall(call, environment, tools);
    onResult?.(result);
  } catch (error) {
    if (!(error instanceof RetortError)) throw error;
    result = errorResult(error);
    onResult?.(result, error);
  }
  dialogue.steps.push({ call, result });
  return result;
}
