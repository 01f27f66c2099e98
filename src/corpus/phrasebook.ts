// How people ask for each tool: tools/NAME.json, one file of data a tool, found by itself. A tool whose values take more than a
// plain draw has its draws in code beside it, tools/NAME.ts. Never in the page's bundle: what runs is agent/tools/.
//   weight    the tool's share among single requests (1: as usual)
//   replies   what to answer; {result} and {NAME of a parameter} are filled in
//   reasons   why people ask, or the name of the tool with the same reasons; frame says where they stand (frames.ts)
//   words     lists of words (words/lists.ts), or canonical values each with the words for it
//   groups    choices that many patterns share (phrasing.ts)
//   forms     ways of asking, by name: see FormData
// Of every list of patterns the sixth, twelfth … are kept for tests (clause.ts).

import { RetortError } from '../lib/errors';
import type { Rng } from '../lib/rng';
import {
  framedAround,
  framedWithin,
  MOODS,
  type Draw,
  type Mood,
  type Patterns,
  type RequestForm,
} from './frames';
import type { Split } from './held-out';
import { person, taskItem, thing, thingItem } from './items';
import { withGroups } from './phrasing';
import { anyDay, anyNumber, city, clockTime, date, datedDay, timeOfDay, type Slot } from './slots';
import { wordsOf } from './words/lists';

type Lines = string | readonly string[];

/** Of what kind the words in a hole are: a kind of SLOTS, a number in a range, or the name of a list in the file's words. */
export type SlotData = string | { number: readonly [least: number, most: number]; decimals?: number };

/** Patterns, or the name of the form that has the same ones. */
type PatternData = readonly string[] | string;

/** A way of asking: what is drawn, unless code draws it, and patterns by mood; reasoned ones begin with the reason, {why}. */
export interface FormData extends Partial<Record<Mood | 'reasoned', PatternData>> {
  /** How often beside the tool's other forms; 1 by default. */
  share?: number;
  /** The call's arguments: a value, or {hole} for the value of what is drawn there. */
  args?: readonly string[];
  /** What is drawn for each hole, in order. */
  slots?: Readonly<Record<string, SlotData>>;
  /** Reasons of this form's own. */
  reasons?: readonly string[];
}

export interface ToolData {
  about?: string;
  weight: number;
  replies: readonly string[];
  frame?: 'within' | 'around';
  reasons?: readonly string[] | string;
  words?: Readonly<Record<string, unknown>>;
  groups?: Readonly<Record<string, string>>;
  forms: Readonly<Record<string, FormData>>;
}

/** How people ask for a tool, ready to be drawn from. */
export interface Phrases {
  weight: number;
  replies: readonly string[];
  /** Forms to pick from; one of a larger share stands there several times. */
  requests: readonly RequestForm[];
  /** The patterns of a form as the file has them, without reasons around them. */
  plain(form: string): Patterns;
}

type SlotKind = (rng: Rng, split: Split) => Slot;
const same = (words: string): Slot => ({ value: words, words });

/** What can be drawn for a hole by name alone. */
export const SLOTS: Readonly<Record<string, SlotKind>> = {
  time: timeOfDay,
  clock: clockTime,
  date,
  dated: datedDay,
  anydate: anyDay,
  city,
  person: (rng, split) => same(person(rng, split)),
  thing: (rng, split) => same(thing(rng, split)),
  goods: thingItem,
  task: taskItem,
};

/** One of the words of a list; of canonical values with words for each, a value and one of its words. */
function pickFrom(list: unknown): SlotKind | null {
  if (typeof list === 'string' || Array.isArray(list)) {
    const words = wordsOf(list as Lines);
    return (rng) => same(rng.pick(words));
  }
  if (typeof list !== 'object' || list === null) return null;
  const values = Object.entries(list as Record<string, Lines>).map(([value, ways]) => ({
    value,
    ways: wordsOf(ways),
  }));
  return (rng) => {
    const { value, ways } = rng.pick(values);
    return { value, words: rng.pick(ways) };
  };
}

function slotKind(slot: SlotData, words: ToolData['words']): SlotKind {
  if (typeof slot !== 'string') {
    const [min, max] = slot.number;
    return (rng, split) => anyNumber(rng, split, { min, max, decimals: slot.decimals ?? 0 });
  }
  const kind = pickFrom(words?.[slot]) ?? SLOTS[slot];
  if (kind) return kind;
  throw new RetortError(
    'internal',
    `No list "${slot}" in the words of this file, and no slot of that name: ${Object.keys(SLOTS).join(', ')}.`,
  );
}

/** The draw that a form's args and slots describe. */
function drawOf({ args = [], slots = {} }: FormData, words: ToolData['words']): Draw {
  const kinds = Object.entries(slots).map(([hole, slot]) => [hole, slotKind(slot, words)] as const);
  return (rng, split) => {
    const drawn: Record<string, Slot> = {};
    for (const [hole, kind] of kinds) drawn[hole] = kind(rng, split);
    return {
      args: args.map((arg) => arg.replace(/^\{(.+)\}$/, (_, hole: string) => drawn[hole]!.value)),
      words: Object.fromEntries(Object.entries(drawn).map(([hole, slot]) => [hole, slot.words])),
    };
  };
}

/** The phrases of one tool. @param reasonsOf the reasons of another tool. @param draws of forms that data alone does not describe. */
export function phrasesOf(
  data: ToolData,
  draws: Readonly<Record<string, Draw>> = {},
  reasonsOf: (tool: string) => readonly string[] = () => [],
): Phrases {
  const { weight, replies, frame, groups = {}, words } = data;
  const common = typeof data.reasons === 'string' ? reasonsOf(data.reasons) : (data.reasons ?? []);
  const list = (form: string, key: Mood | 'reasoned'): readonly string[] => {
    const patterns = data.forms[form]?.[key] ?? [];
    return typeof patterns === 'string'
      ? list(patterns, key)
      : patterns.map((pattern) => withGroups(pattern, groups));
  };
  const plain = (form: string): Patterns => Object.fromEntries(MOODS.map((mood) => [mood, list(form, mood)]));
  const framed = (name: string, form: FormData): RequestForm => {
    const asked = { draw: draws[name] ?? drawOf(form, words), patterns: plain(name) };
    const reasons = form.reasons ?? common;
    if (reasons.length === 0) return asked;
    return frame === 'within'
      ? framedWithin(asked, list(name, 'reasoned'), reasons)
      : framedAround(asked, reasons);
  };
  const requests = Object.entries(data.forms).flatMap(([name, form]) =>
    Array<RequestForm>(form.share ?? 1).fill(framed(name, form)),
  );
  return { weight, replies, requests, plain };
}

const nameOf = (path: string): string => /([^/]+)\.\w+$/.exec(path)![1]!;
const dataFiles = Object.entries(
  import.meta.glob<ToolData>('./tools/*.json', { eager: true, import: 'default' }),
).map(([path, data]) => [nameOf(path), data] as const);
const drawFiles = new Map(
  Object.entries(import.meta.glob<{ draws: Record<string, Draw> }>('./tools/*.ts', { eager: true })).map(
    ([path, { draws }]) => [nameOf(path), draws],
  ),
);
const dataOf = new Map(dataFiles);

function reasonsOf(tool: string): readonly string[] {
  const reasons = dataOf.get(tool)?.reasons;
  if (Array.isArray(reasons)) return reasons as readonly string[];
  throw new RetortError('internal', `tools/${tool}.json has no reasons of its own.`);
}

/** Every tool that people ask for, by name, in alphabetical order. */
export const phrasebook: ReadonlyMap<string, Phrases> = new Map(
  dataFiles
    .map(([name, data]) => [name, phrasesOf(data, drawFiles.get(name), reasonsOf)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);
