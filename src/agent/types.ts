// The agent layer's vocabulary: tools, their arguments, the transcript, and the world that tools act on.
// A transcript: <user> words<plan> tool; tool<call> tool( arg, arg)<result> text<say> words<eos>

import type { Localised } from '../lib/localised';
import type { Rng } from '../lib/rng';
import { WEEKDAYS } from './words/weekdays';

/** How an argument is written and which values constrained decoding allows for it. */
export type ArgType =
  | { kind: 'number'; defaults?: readonly string[] }
  | { kind: 'expression' }
  | { kind: 'enum'; values: readonly string[] }
  | { kind: 'city' }
  /** defaults: what it may be without being said. */
  | { kind: 'time'; defaults?: readonly string[] }
  | { kind: 'date'; defaults?: readonly string[] }
  /** The user's own words; list: several of them too, "milk & eggs" for "milk, eggs". longest: in words, 8 by default. */
  | { kind: 'text'; defaults?: readonly string[]; list?: true; longest?: number }
  /** Any words but the marks of a call: tools of a person's own, of whose arguments nothing is known. */
  | { kind: 'free' };

export interface ToolParam {
  name: string;
  type: ArgType;
  help: Localised;
}

/** When an alarm rings: at the next such time, once on a day, or again and again. */
export const ALARM_DAYS = [
  'next',
  'today',
  'tomorrow',
  ...WEEKDAYS,
  'daily',
  'weekdays',
  'weekends',
] as const;
export type AlarmDay = (typeof ALARM_DAYS)[number];

export interface Alarm {
  /** Local "hh:mm". */
  time: string;
  day: AlarmDay;
  /** What it is for; its time where nobody said. */
  label: string;
}

export type RingKind = 'timer' | 'alarm';

/** A timer or an alarm that is waiting to ring. */
export interface Ring {
  kind: RingKind;
  label: string;
  /** When it rings next, in milliseconds since the epoch. */
  at: number;
}

export const STOPWATCH_ACTIONS = ['start', 'stop', 'read', 'reset'] as const;
export type StopwatchAction = (typeof STOPWATCH_ACTIONS)[number];

/** The world a tool acts on, injected: the page's own, a simulated one for corpus and evaluation. */
export interface Environment {
  /** Milliseconds since the epoch. */
  now(): number;
  /** IANA name of the person's time zone. */
  timeZone(): string;
  rng: Pick<Rng, 'int' | 'next'>;
  todo: {
    list(): Promise<string[]>;
    add(item: string): Promise<void>;
    /** Removes the item that matches best; resolves to its text, or null where none does. */
    remove(item: string): Promise<string | null>;
    /** Removes all; resolves to what was there. */
    clear(): Promise<string[]>;
  };
  notes: {
    list(): Promise<string[]>;
    add(text: string): Promise<void>;
  };
  /** Starts a timer; it fires in the environment. */
  startTimer(seconds: number, label: string): Promise<void>;
  setAlarm(alarm: Alarm): Promise<void>;
  rings: {
    /** What is waiting, soonest first: all of a kind, or the one whose label matches best. */
    find(kind: RingKind, label: string | null): Promise<Ring[]>;
    cancel(ring: Ring): Promise<void>;
  };
  /** Resolves to the seconds that it has counted. */
  stopwatch(action: StopwatchAction): Promise<number>;
  playground: {
    /** Moves a control; resolves to the value that it now has (clamped to its range). */
    set(control: string, value: number): Promise<number>;
    /** Starts, pauses … training; resolves to the new state in a word. */
    train(action: string): Promise<string>;
  };
}

/** One call as written: `convert( 5, km, mi)` is { name: 'convert', args: ['5', 'km', 'mi'] }. */
export interface ToolCall {
  name: string;
  args: string[];
}

/** What calls do to the world, the gravest last: how sure one must be of them follows from it (confidence.ts). */
export const EFFECTS = ['reads', 'adds', 'changes'] as const;
export type Effect = (typeof EFFECTS)[number];

/** A tool: what it is called, what it takes, what it does. One file each in agent/tools/. How people ask for it: corpus/tools/. */
export interface Tool {
  name: string;
  label: Localised;
  help: Localised;
  /** Something a person can type to try it. */
  example: Localised;
  params: readonly ToolParam[];
  /** What a call leaves behind; one that only reads leaves nothing. */
  effect?: Exclude<Effect, 'reads'>;
  /** Runs the tool; resolves to a short lower-case text the model can copy. Throws RetortError('tool-failed') with a remedy. */
  run(args: string[], environment: Environment): Promise<string>;
}

/** A finished dialogue: calls and results in order, then the reply. */
export interface Transcript {
  user: string;
  plan: string[];
  steps: { call: ToolCall; result: string }[];
  say: string;
}

/** Names of the special tokens, in id order (0 to 6) at the head of the vocabulary. */
export const SPECIAL_TOKENS = ['<pad>', '<user>', '<plan>', '<call>', '<result>', '<say>', '<eos>'] as const;
export type SpecialToken = (typeof SPECIAL_TOKENS)[number];
export const specialId = (token: SpecialToken): number => SPECIAL_TOKENS.indexOf(token);

/** What constrained decoding and the agent loop need of a tokeniser (data/tokenizer.ts has the real one). */
export interface TokenCodec {
  readonly vocabSize: number;
  /** Ids of a text without special tokens in it. */
  encode(text: string): number[];
  /** The text of ids; special tokens appear by name. */
  decode(ids: readonly number[]): string;
  special(token: SpecialToken): number;
}

/** Next-token logits from a model that keeps its own key-value cache. */
export interface TokenModel {
  /** Forgets everything fed so far. */
  reset(): void;
  /** Feeds token ids; resolves to the logits after the last one, [V] (valid until the next push). Other tasks may run first. */
  push(ids: readonly number[]): Promise<Float32Array>;
  readonly context: number;
}
