// An import before it is kept: files read, rows examined, splits cut, and what is wrong with it if anything is. A draft with a
// problem can be looked at and mended by other choices, but makes no set.

import type { SplitName } from '../../catalog/data-findings';
import { errorOf, RetortError } from '../../lib/errors';
import type { ChatSet, ChatTool } from '../chat-set';
import { type TextSet, type TextSplit, UNLABELLED } from '../text-set';
import { cutMissingSplits } from './cut-splits';
import { examine, type GivenPart, isKept, type Rows } from './examine';
import { fileError } from './file-error';
import { labelsOf } from './labels';
import { MOST_BYTES } from './limits';
import { Pace, type PaceOptions } from './pace';
import { areChats, parseTools, readChats, readChatTools } from './read-chats';
import { readCsv } from './read-csv';
import { readJson } from './read-json';
import { readJsonLines } from './read-json-lines';
import { readText, type TextFile } from './read-text';
import { formatOf, isOutOfScope, splitOf } from './recognise';
import { type FileChoices, NO_COLUMN, type ReadSource } from './source';

export interface ImportFile {
  name: string;
  blob: Blob;
}

export interface Draft {
  kind: 'texts' | 'chats';
  sources: ReadSource[];
  /** The parts of all sources in order, with the split each goes to and the source it is from. */
  given: (GivenPart & { name: string; source: number })[];
  rows: Rows;
  labels: string[];
  /** Splits that the files did not bring. */
  cut: SplitName[];
  tools: ChatTool[];
  /** Why it cannot be kept. */
  problem: RetortError | null;
}

/** Reads and examines files. Throws only where it is stopped; what is wrong with the files is the draft's problem. */
export async function draftImport(
  files: readonly ImportFile[],
  choices: readonly FileChoices[],
  { seed, ...options }: PaceOptions & { seed: number },
): Promise<Draft> {
  const pace = new Pace(options);
  const { sources, tools } = await readSources(files, choices, pace);
  const found = sources.flatMap(({ parts }, source) => parts.map((part) => ({ ...part, source })));
  const given = found.map((part) => ({ ...part, split: splitFor(part, found.length, sources, choices) }));
  const kind = given.some(({ rows }) => rows.chats) ? 'chats' : 'texts';
  const rows = await examine(given, pace);
  const draft: Draft = { kind, sources, given, rows, labels: [], cut: [], tools, problem: null };
  try {
    for (const { problem } of sources) if (problem) throw problem;
    if (kind === 'chats' && given.some(({ rows: { chats } }) => !chats))
      throw new RetortError(
        'file-shape',
        'Some files have chats and others have texts with labels. Import them one kind at a time.',
      );
    draft.labels = labelsOf(
      rows,
      {
        fileOf: (row) => sources[given[rows.part[row]!]!.source]!.file.name,
        columnOf: (row) => {
          const { format, columns } = sources[given[rows.part[row]!]!.source]!;
          return format === 'csv' && columns && columns.label !== NO_COLUMN ? columns.label + 1 : undefined;
        },
      },
      draft.kind === 'chats' ? 1 : 2,
    );
    draft.cut = cutMissingSplits(rows, seed);
    checkSplits(rows);
  } catch (error) {
    draft.problem = errorOf(error);
  }
  return draft;
}

async function readSources(files: readonly ImportFile[], choices: readonly FileChoices[], pace: Pace) {
  const bytes = files.reduce((sum, { blob }) => sum + blob.size, 0);
  if (bytes > MOST_BYTES) {
    const problem = fileError(
      'file-too-large',
      { file: files[0]!.name },
      `${(bytes / 1e6).toFixed(0)} MB are more than the ${MOST_BYTES / 1e6} MB that fit. Import a part of the file.`,
    );
    const sources = files.map(({ name, blob }) => unread(name, blob.size, problem));
    return { sources, tools: [] };
  }
  const texts = await Promise.all(
    files.map(({ name, blob }) => settled(name, blob.size, () => readText(name, blob, pace))),
  );
  const tools = new Map<string, ChatTool>();
  // lists of tools first: dialogues are checked against them, whichever file comes first
  const firsts: (ReadSource | TextFile)[] = [];
  for (const text of texts)
    firsts.push('text' in text ? await settled(text.name, text.bytes, () => toolsOf(text, pace)) : text);
  for (const first of firsts)
    if ('tools' in first) for (const tool of first.tools ?? []) tools.set(tool.name, tool);
  const sources: ReadSource[] = [];
  for (const [i, first] of firsts.entries())
    sources.push(
      'text' in first
        ? await settled(first.name, first.bytes, () => readSource(first, choices[i] ?? {}, tools, pace))
        : first,
    );
  return { sources, tools: [...tools.values()] };
}

/** A list of tools as a source; any other file as it is. Tools listed by dialogues go with the file's text. */
async function toolsOf(
  file: TextFile,
  pace: Pace,
): Promise<ReadSource | (TextFile & { tools?: ChatTool[] })> {
  const { text, ...about } = file;
  const format = formatOf(text);
  const tools = format === 'csv' || text.length > LONGEST_TOOL_LIST ? null : toolList(text);
  if (tools) return { file: about, format: 'tools', tools, parts: [] };
  return format === 'json-lines' && areChats(file)
    ? { ...file, tools: await readChatTools(file, pace) }
    : file;
}

const LONGEST_TOOL_LIST = 1_000_000;

/** A list of tools, by itself or as the one thing in an object; null for anything else. */
function toolList(text: string): ChatTool[] | null {
  try {
    const value = JSON.parse(text) as { tools?: unknown; messages?: unknown } | null;
    return Array.isArray(value) ? parseTools(value) : value?.messages ? null : parseTools(value?.tools);
  } catch {
    return null; // the readers of rows say what is wrong with it
  }
}

function readSource(
  file: TextFile,
  choices: FileChoices,
  tools: ReadonlyMap<string, ChatTool>,
  pace: Pace,
): Promise<ReadSource> {
  const format = formatOf(file.text);
  if (format === 'csv') return readCsv(file, choices, pace);
  if (format === 'json') return readJson(file, pace);
  if (!areChats(file)) return readJsonLines(file, choices, pace);
  if (tools.size === 0)
    throw fileError(
      'file-shape',
      { file: file.name, line: 1 },
      'chats need the list of tools, as “tools” in their lines or in a JSON file of its own. Choose both files together.',
    );
  return readChats(file, tools, pace);
}

/** What is wrong with a file becomes its problem, so that the other files can still be looked at. */
async function settled<T>(name: string, bytes: number, read: () => Promise<T>): Promise<T | ReadSource> {
  try {
    return await read();
  } catch (error) {
    const problem = errorOf(error);
    if (problem.code === 'cancelled') throw problem;
    return unread(name, bytes, problem);
  }
}

const unread = (name: string, bytes: number, problem: RetortError): ReadSource => ({
  file: { name, bytes, notes: [] },
  format: null,
  parts: [],
  problem,
});

/** The split that the person chose, else the one that the name speaks of; a part that is alone is for training. */
function splitFor(
  { name, source }: { name: string; source: number },
  parts: number,
  sources: readonly ReadSource[],
  choices: readonly FileChoices[],
): SplitName {
  const chosen = choices[source]?.splits;
  if (chosen && Object.hasOwn(chosen, name)) return chosen[name]!;
  if (parts === 1) return 'train';
  return splitOf(name || sources[source]!.file.name) ?? 'train';
}

/** A split may not be empty, even after cutting. */
function checkSplits({ split, flags }: Rows): void {
  const present = new Set<number>();
  for (const [row, index] of split.entries()) if (isKept(flags[row]!)) present.add(index);
  if (present.size < 3)
    throw new RetortError(
      'labels-unfit',
      'There are too few rows to train, check and test on. Bring at least three rows of some label; some hundred are better.',
    );
}

/** The kept rows of each split, in the order of the files. */
function keptRows({ split, flags }: Rows): readonly [number[], number[], number[]] {
  const kept: [number[], number[], number[]] = [[], [], []];
  for (const [row, index] of split.entries()) if (isKept(flags[row]!)) kept[index]!.push(row);
  return kept;
}

/** The set of a draft of texts. Throws the draft's problem. */
export function textSetOf({ rows, labels, problem }: Draft): TextSet {
  if (problem) throw problem;
  const index = new Map(labels.map((label, i) => [label, i]));
  const splitOfRows = (kept: readonly number[]): TextSplit => ({
    texts: kept.map((row) => rows.texts[row]!),
    labels: Int32Array.from(kept, (row) => index.get(rows.labels[row]!) ?? UNLABELLED),
  });
  const [train, validation, test] = keptRows(rows);
  const outOfScope = labels.findIndex(isOutOfScope);
  return {
    labels,
    train: splitOfRows(train),
    validation: splitOfRows(validation),
    test: splitOfRows(test),
    outOfScope: outOfScope < 0 ? null : outOfScope,
  };
}

/** The set of a draft of chats. Throws the draft's problem. */
export function chatSetOf({ rows, given, tools, problem }: Draft): ChatSet {
  if (problem) throw problem;
  const all = given.flatMap((part) => part.rows.chats ?? []);
  const chatsOf = (kept: readonly number[]) => kept.map((row) => all[row]!); // only faulty rows have none
  const [train, validation, test] = keptRows(rows);
  return { tools, train: chatsOf(train), validation: chatsOf(validation), test: chatsOf(test) };
}
