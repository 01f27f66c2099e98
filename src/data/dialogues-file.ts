// dialogues.jsonl: the prompts that a teacher learnt and wrote answers to, with their right answers, shipped gzipped beside its
// model, so that training rests on what the teacher knows and not on the tools that the code has today. One JSON text a line:
//   the head: { format, train, test, replies }, numbers of dialogues, and by tool what it may reply (its keys are the tools)
//   a dialogue: { text, world, golds?, ambiguous?, later? }; without golds its own calls are the one right answer; later turns are
//   { text, golds?, ambiguous? }. Training's, then tests'.
// Lines are parsed when they are asked for: a run with few labels needs few. Not how dialogues are made (corpus/).

import * as v from 'valibot';
import { formatTranscript, parseTranscript } from '../agent/transcript';
import type { Dialogue, Replies, Turn } from '../corpus/dialogue';
import { gunzip } from '../lib/gunzip';
import { RetortError } from '../lib/errors';
import { hashString } from '../lib/rng';

const FORMAT = 'retort-dialogues/1';

export interface DialogueSet {
  /** Number of training dialogues. */
  count: number;
  /** Training dialogue i. */
  dialogue(i: number): Dialogue;
  /** The held-out ones, with new phrasings and new values. */
  test(): readonly Dialogue[];
  /** What each tool may reply; its keys are the tools of the dialogues. */
  replies: Replies;
}

const headSchema = v.object({
  format: v.literal(FORMAT),
  train: v.number(),
  test: v.number(),
  replies: v.record(v.string(), v.array(v.string())),
});

const callSchema = v.object({ name: v.string(), args: v.array(v.string()) });
const turnSchema = v.object({
  text: v.string(),
  golds: v.optional(v.array(v.array(callSchema))),
  ambiguous: v.optional(v.literal(true)),
});
type TurnLine = v.InferOutput<typeof turnSchema>;
const lineSchema = v.object({
  ...turnSchema.entries,
  world: v.object({
    now: v.number(),
    seed: v.number(),
    todo: v.array(v.string()),
    strict: v.optional(v.literal(true)),
  }),
  later: v.optional(v.array(turnSchema)),
});

const broken = (cause?: unknown): RetortError =>
  new RetortError(
    'model-truncated',
    'The dialogues of the shipped teacher are cut off. Reload the page to download them again.',
    { cause },
  );

const callsOf = ({ transcript }: Pick<Turn, 'transcript'>) => transcript.steps.map(({ call }) => call);

function turnLine(turn: Turn): TurnLine {
  const own = JSON.stringify(turn.golds) === JSON.stringify([callsOf(turn)]);
  return {
    text: formatTranscript(turn.transcript),
    ...(!own && { golds: turn.golds }),
    ...(turn.ambiguous && { ambiguous: true }),
  };
}

function lineOf(dialogue: Dialogue): string {
  const { world, later } = dialogue;
  const { text, ...rest } = turnLine(dialogue);
  const line: v.InferOutput<typeof lineSchema> = {
    text,
    world,
    ...rest,
    ...(later && { later: later.map(turnLine) }),
  };
  return JSON.stringify(line);
}

function turnOf({ text, golds, ambiguous }: TurnLine): Turn {
  const transcript = parseTranscript(text);
  if (!transcript) throw broken();
  return { transcript, golds: golds ?? [callsOf({ transcript })], ambiguous: ambiguous ?? false };
}

/** Throws RetortError('model-truncated') where the line is none. */
function dialogueOf(line: string): Dialogue {
  const { world, later, ...turn } = parsed(lineSchema, line);
  const { strict, ...rest } = world;
  return {
    ...turnOf(turn),
    ...(later && { later: later.map(turnOf) }),
    world: { ...rest, ...(strict && { strict }) },
  };
}

function parsed<T>(schema: v.GenericSchema<unknown, T>, line = ''): T {
  try {
    return v.parse(schema, JSON.parse(line));
  } catch (error) {
    throw broken(error);
  }
}

/** The text of the file. */
export function formatDialogues(options: {
  train: readonly Dialogue[];
  test: readonly Dialogue[];
  replies: Replies;
}): string {
  const { train, test, replies } = options;
  const head: v.InferOutput<typeof headSchema> = {
    format: FORMAT,
    train: train.length,
    test: test.length,
    replies: Object.fromEntries([...replies].map(([tool, list]) => [tool, [...list]])),
  };
  return [JSON.stringify(head), ...[...train, ...test].map(lineOf), ''].join('\n');
}

/** What transcripts of these dialogues carry, so that nobody takes them for those of others. */
export interface ShippedDialogues extends DialogueSet {
  fingerprint: number;
}

/** Reads the file, gzipped or not. Throws RetortError('model-truncated') where it is broken. */
export async function readDialogues(file: ArrayBuffer): Promise<ShippedDialogues> {
  const bytes = await gunzip(file).catch((error: unknown) => {
    throw broken(error);
  });
  const text = new TextDecoder().decode(bytes);
  const [head, ...lines] = text.split('\n');
  const { train, test, replies } = parsed(headSchema, head);
  if (lines.length !== train + test + 1) throw broken();
  return {
    count: train,
    dialogue: (i) => dialogueOf(lines[i]!),
    test: () => lines.slice(train, train + test).map(dialogueOf),
    replies: new Map(Object.entries(replies)),
    fingerprint: hashString(text),
  };
}
