// What a person sees of a draft before keeping it: counts, findings, labels, lengths; and its rows, a page at a time.
// Plain data: these objects cross to the page.

import { params } from '../../catalog/params';
import { type Finding, FINDINGS, SPLITS, type SplitName } from '../../catalog/data-findings';
import type { FileKind } from '../../catalog/file-kinds';
import type { ErrorCode, RetortError } from '../../lib/errors';
import type { Localised } from '../../lib/localised';
import { percentiles } from '../../lib/percentiles';
import { ROOM_TO_ANSWER } from '../../agent/loop';
import { plainTexts } from '../../agent/transcript';
import { transcriptOf } from '../chat-dialogues';
import { settingsFor, suggestSettings, type SuggestedSettings } from '../suggest-settings';
import { chatSetOf, type Draft, textSetOf } from './draft';
import { bitOf, isKept } from './examine';
import { formatOfId } from './formats';
import { isOutOfScope } from './recognise';
import type { ReadSource } from './source';
import { UnreadableFile } from './unreadable';

export type PerSplit = Record<SplitName, number>;

interface Problem {
  code: ErrorCode;
  message: string;
  /** The file that is none that can be read, and what it is. */
  unreadable?: { file: string; kind: FileKind };
}

export interface FilePreview extends Pick<
  ReadSource,
  'format' | 'csv' | 'columns' | 'severalLabels' | 'namedBy'
> {
  name: string;
  /** What the page calls its format; none of chats, tools and names, for which it has words of its own. */
  formatLabel?: Localised;
  bytes: number;
  notes: ReadSource['file']['notes'];
  parts: { name: string; rows: number; split: SplitName }[];
  problem?: Problem;
}

export interface Preview {
  kind: Draft['kind'];
  files: FilePreview[];
  /** Rows that will be kept. */
  rows: PerSplit;
  /** Rows read, kept or not. */
  read: number;
  unlabelled: number;
  /** Splits cut out of training. */
  cut: SplitName[];
  labels: ({ name: string } & PerSplit)[];
  outOfScope: string | null;
  findings: { finding: Finding; rows: number }[];
  /** Labels that are spelt in several ways, the commonest first. */
  spellings: string[][];
  /** Labels of which no row is tested. */
  untested: string[];
  /** Whether all labels are numbers, which a list of names can be chosen for. */
  numbered: boolean;
  words: { median: number; most: number; longest: number };
  tools: string[];
  settings: SuggestedSettings | null;
  problem: Problem | null;
}

export interface PreviewRow {
  file: string;
  line: number;
  split: SplitName;
  text: string;
  label: string;
  kept: boolean;
  findings: Finding[];
  /** More about the reason, where there is more to say. */
  detail?: string;
  /** The row that this one repeats or contradicts. */
  twin?: { file: string; line: number; label: string };
}

function labelOf(format: string | null): Pick<FilePreview, 'formatLabel'> {
  const known = formatOfId(format);
  return known ? { formatLabel: known.label } : {};
}

export function previewOf(draft: Draft): Preview {
  const { rows, labels, sources, given, kind, cut, tools, problem } = draft;
  const kept: PerSplit = { train: 0, validation: 0, test: 0 };
  const byLabel = new Map(labels.map((name) => [name, { name, train: 0, validation: 0, test: 0 }]));
  const counts = new Uint32Array(FINDINGS.length);
  const words: number[] = [];
  let unlabelled = 0;
  for (const [row, flags] of rows.flags.entries()) {
    for (let bit = 0; flags >> bit > 0; bit++) counts[bit]! += (flags >> bit) & 1;
    if (!isKept(flags)) continue;
    const split = SPLITS[rows.split[row]!]!;
    kept[split]++;
    words.push(wordsOf(rows.texts[row]!));
    const label = byLabel.get(rows.labels[row]!);
    if (label) label[split]++;
    else unlabelled++;
  }
  const [median, most, longest] = percentiles(words, [0.5, 0.95, 1]) as [number, number, number];
  return {
    kind,
    files: sources.map(({ file, format, parts, problem, csv, columns, severalLabels, namedBy }, source) => ({
      ...file,
      format,
      ...labelOf(format),
      ...(csv && { csv }),
      ...(columns && { columns }),
      ...(severalLabels && { severalLabels }),
      ...(namedBy && { namedBy }),
      parts: given
        .filter((part) => part.source === source)
        .map(({ name, rows, split }) => ({ name, rows: rows.texts.length, split })),
      ...(problem && parts.length === 0 && { problem: problemOf(problem) }),
    })),
    rows: kept,
    read: rows.texts.length,
    unlabelled,
    cut,
    labels: [...byLabel.values()],
    outOfScope: labels.find(isOutOfScope) ?? null,
    findings: FINDINGS.map((finding, i) => ({ finding, rows: counts[i]! })).filter(({ rows }) => rows > 0),
    spellings: rows.spellings,
    untested: [...byLabel.values()].filter(({ test }) => test === 0).map(({ name }) => name),
    numbered: labels.length > 0 && labels.every((label) => /^\d+$/.test(label)),
    words: { median, most, longest },
    tools: tools.map(({ name }) => name),
    settings: problem ? null : kind === 'chats' ? agentSettings(draft) : suggestSettings(textSetOf(draft)),
    problem: problem && problemOf(problem),
  };
}

const problemOf = (problem: RetortError): Problem => ({
  code: problem.code,
  message: problem.message,
  ...(problem instanceof UnreadableFile && { unreadable: { file: problem.file, kind: problem.kind } }),
});

/** Of chats: the context holds all that the agent reads and writes, with room for more. */
function agentSettings(draft: Draft): SuggestedSettings {
  const { tools, train } = chatSetOf(draft);
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  const textOf = (i: number) => plainTexts(transcriptOf(train[i]!, byName)).join(' ');
  const settings = settingsFor(train.length, textOf);
  return { ...settings, context: Math.min(params.context.max, settings.context + ROOM_TO_ANSWER) };
}

/** Runs of letters between spaces; writing without spaces counts by the character. */
function wordsOf(text: string): number {
  let words = 0;
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const space = code === 32 || code === 10 || code === 9 || code === 0xa0 || code === 0x3000;
    if (code >= 0x2e80 && code < 0xfb00 && !space) words++;
    else if (!space && !inside) words++;
    inside = !space;
  }
  return words;
}

/** Some rows in the order of the files: those with a finding, or all. */
export function previewRows(
  { rows, given, sources }: Draft,
  finding: Finding | null,
  offset: number,
  count: number,
): { rows: PreviewRow[]; total: number } {
  const wanted = finding === null ? null : bitOf(finding);
  const page: PreviewRow[] = [];
  const starts = startsOf(given.map((part) => part.rows.texts.length));
  const fileOf = (row: number) => sources[given[rows.part[row]!]!.source]!.file.name;
  let total = 0;
  for (const [row, flags] of rows.flags.entries()) {
    if (wanted !== null && (flags & wanted) === 0) continue;
    if (total >= offset && page.length < count) {
      const part = rows.part[row]!;
      const detail = given[part]!.rows.faults?.get(row - starts[part]!)?.detail;
      const twin = rows.twin.get(row);
      page.push({
        file: fileOf(row),
        line: rows.line[row]!,
        split: SPLITS[rows.split[row]!]!,
        text: rows.texts[row]!.slice(0, SHOWN_CHARACTERS),
        label: rows.labels[row]!.slice(0, SHOWN_CHARACTERS),
        kept: isKept(flags),
        findings: FINDINGS.filter((one) => (flags & bitOf(one)) > 0),
        ...(detail && { detail }),
        ...(twin !== undefined && {
          twin: {
            file: fileOf(twin),
            line: rows.line[twin]!,
            label: rows.labels[twin]!.slice(0, SHOWN_CHARACTERS),
          },
        }),
      });
    }
    total++;
  }
  return { rows: page, total };
}

const SHOWN_CHARACTERS = 300;

const startsOf = (lengths: readonly number[]): number[] => {
  let start = 0;
  return lengths.map((length) => (start += length) - length);
};
