// An import before it is kept: files read, rows examined, splits cut, and what is wrong with it if anything is. A draft with a
// problem can be looked at and mended by other choices, but makes no set.

import type { SplitName } from '../../catalog/data-findings';
import { errorOf, RetortError } from '../../lib/errors';
import type { ChatSet, ChatTool } from '../chat-set';
import { type TextSet, type TextSplit, UNLABELLED } from '../text-set';
import { cutMissingSplits } from './cut-splits';
import { examine, type GivenPart, isKept, type Rows } from './examine';
import { labelsOf } from './labels';
import { Pace, type PaceOptions } from './pace';
import { type ImportFile, readSources } from './read-sources';
import { isOutOfScope, splitOf } from './recognise';
import { type FileChoices, type ImportChoices, NO_COLUMN, type ReadSource } from './source';

/** What holds where the person decides nothing. */
const asTheyCome: ImportChoices = { testShare: 0.1, mergeLabels: false };

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
  { seed, testShare, mergeLabels, ...options }: PaceOptions & Partial<ImportChoices> & { seed: number },
): Promise<Draft> {
  const pace = new Pace(options);
  const { sources, tools } = await readSources(files, choices, pace);
  const found = sources.flatMap(({ parts }, source) => parts.map((part) => ({ ...part, source })));
  const given = found.map((part) => ({ ...part, split: splitFor(part, found.length, sources, choices) }));
  const kind = given.some(({ rows }) => rows.chats) ? 'chats' : 'texts';
  const rows = await examine(given, mergeLabels ?? asTheyCome.mergeLabels, pace);
  const draft: Draft = { kind, sources, given, rows, labels: [], cut: [], tools, problem: null };
  try {
    for (const { problem } of sources) if (problem) throw problem;
    if (given.length === 0) throw nothingToLearn(sources);
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
          const { csv, columns } = sources[given[rows.part[row]!]!.source]!;
          return csv && columns && columns.label !== NO_COLUMN ? columns.label + 1 : undefined;
        },
        isBare: (row) => (sources[given[rows.part[row] ?? 0]!.source]!.columns?.names.length ?? 1) < 2,
      },
      kind,
    );
    draft.cut = cutMissingSplits(rows, seed, testShare ?? asTheyCome.testShare);
    checkSplits(rows, kind);
  } catch (error) {
    draft.problem = errorOf(error);
  }
  return draft;
}

/** Files that go with rows, without the rows. */
function nothingToLearn(sources: readonly ReadSource[]): RetortError {
  const what = sources.some(({ format }) => format === 'tools')
    ? 'a list of tools. Choose it together with the file of chats that call them.'
    : 'a list of names for labels. Choose it together with the file of rows whose labels are numbers.';
  return new RetortError('file-shape', `“${sources[0]?.file.name}” is ${what}`);
}

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
function checkSplits({ split, flags }: Rows, kind: Draft['kind']): void {
  const present = new Set<number>();
  for (const [row, index] of split.entries()) if (isKept(flags[row]!)) present.add(index);
  if (present.size < 3)
    throw new RetortError(
      'labels-unfit',
      kind === 'chats'
        ? 'There are too few chats to train, check and test on. Bring at least three that call some tool first; some hundred are better.'
        : 'There are too few rows to train, check and test on. Bring at least three rows of some label; some hundred are better.',
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
