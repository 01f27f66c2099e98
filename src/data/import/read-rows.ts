// Rows of text and label from the records of a JSON, JSON Lines or Parquet file: objects whose names are columns, pairs, or
// sentences listed under their label. One mapping of columns for the whole file, which the person can change.

import { mapColumns } from './columns';
import { fileError } from './file-error';
import { MOST_ROWS } from './limits';
import { labelsIn, OneLabel } from './one-label';
import type { Pace } from './pace';
import type { FileFacts } from './read-text';
import { splitOf } from './recognise';
import { firstOf, type JsonRecord, type Records } from './records';
import { type FileChoices, noRows, type Part, type ReadSource } from './source';

const SAMPLE = 200;
const SHOWN_ROWS = 5;

/** Throws RetortError('file-broken' or 'file-shape') naming the line. */
export async function readRows(
  file: FileFacts,
  format: 'json' | 'json-lines' | 'parquet',
  records: Records,
  choices: FileChoices,
  pace: Pace,
): Promise<ReadSource> {
  const sample = firstOf(records, SAMPLE);
  if (sample.length === 0)
    throw fileError(
      'file-shape',
      { file: file.name },
      'there are no rows in it. Retort reads {"train": [["text", "label"], …], "val": …, "test": …}, or one such list.',
    );
  const byLabel = sample.every(({ value }) => sentenceOf(value) !== null);
  const names = byLabel ? [] : namesOf(file.name, sample);
  const cells = sample.map(({ value }) => names.map((name) => shown(cellIn(value, name))));
  const columns = mapColumns(names, cells, choices);
  const [textName, labelName] = [names[columns.text], names[columns.label]];
  const byList = new Map<string, { part: Part; label: OneLabel }>();
  let total = 0;

  for (const { list, value, line, at } of records.walk()) {
    // sentences under names of splits have no label; under any other name, that is their label
    const under = byLabel && splitOf(list) === null ? '' : list;
    let into = byList.get(under);
    if (!into) {
      const rows = noRows();
      byList.set(
        under,
        (into = { part: { name: under, rows }, label: new OneLabel(rows, choices.firstLabel) }),
      );
    }
    const { rows } = into.part;
    const text = byLabel ? sentenceOf(value) : textIn(file.name, value, textName!, names.length, line);
    if (text === null) throw notARow(file.name, line);
    rows.texts.push(text);
    rows.lines.push(line);
    const label = byLabel ? (under === '' ? list : '') : labelName && cellIn(value, labelName);
    if (!into.label.add(label, line)) throw notAText(file.name, labelName!, line);
    if (++total > MOST_ROWS)
      throw fileError(
        'file-too-large',
        { file: file.name, line },
        `there are more than ${MOST_ROWS} rows. Import a part of the file.`,
      );
    if (total % 256 === 0 && pace.tired) await pace.rest(at, records.end);
  }

  const found = [...byList.values()];
  const several = found.reduce((sum, { label }) => sum + label.several, 0);
  const problem = found
    .map(({ label }) => label.problem(file.name, labelName ?? ''))
    .find((one) => one !== null);
  // lists of other things, beside those of rows
  const parts = found.map(({ part }) => part).filter(({ rows }) => rows.texts.some((text) => text !== ''));
  return {
    file,
    format,
    ...(names.length > 0 && { columns: { names, sample: cells.slice(0, SHOWN_ROWS), ...columns } }),
    ...(several > 0 && { severalLabels: { rows: several, first: choices.firstLabel ?? false } }),
    parts: problem ? [] : parts.length > 0 ? parts : found.map(({ part }) => part),
    ...(problem && { problem }),
  };
}

/** The names of the columns: those of objects, or of pairs their numbers. */
function namesOf(file: string, sample: readonly JsonRecord[]): string[] {
  const names = new Set<string>();
  let isPairs: boolean | null = null;
  for (const { value, line } of sample) {
    if (typeof value !== 'object' || value === null) throw notARow(file, line);
    if (isPairs !== null && isPairs !== Array.isArray(value)) throw notARow(file, line);
    isPairs = Array.isArray(value);
    for (const name of Object.keys(value)) names.add(isPairs ? `${Number(name) + 1}` : name);
    if (isPairs && line === sample[0]!.line && names.size < 2) names.add('2'); // a text whose label is left out
  }
  if (names.size === 0)
    throw fileError('file-shape', { file }, 'its objects are empty. Each needs a text and a label.');
  if (isPairs) {
    const width = Math.max(2, (sample[0]!.value as unknown[]).length);
    const wrong = sample.find(({ value }) => (value as unknown[]).length > width);
    if (wrong) throw notARow(file, wrong.line);
  }
  return [...names];
}

const cellIn = (row: unknown, name: string): unknown =>
  Array.isArray(row) ? row[Number(name) - 1] : (row as Record<string, unknown> | null)?.[name];

/** A cell as the person sees it. */
function shown(value: unknown): string {
  const labels = labelsIn(value);
  return labels ? labels.join(', ') : JSON.stringify(value);
}

function textIn(file: string, row: unknown, name: string, width: number, line: number): string | null {
  if (typeof row !== 'object' || row === null || (Array.isArray(row) && row.length > width)) return null;
  const value = cellIn(row, name);
  if (typeof value === 'object' && value !== null) throw notAText(file, name, line);
  return value === null || value === undefined ? '' : String(value as string | number | boolean);
}

/**
 * A sentence that stands alone: as a string, or in pieces with their slots, as Chatito ([{"value": …}, …]) and Snips
 * ({"data": [{"text": …}, …]}) write it. null for anything else.
 */
function sentenceOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) {
    const pieces = value.map((piece: unknown) => {
      if (typeof piece !== 'object' || piece === null) return null;
      const { value, text = value } = piece as { value?: unknown; text?: unknown };
      return typeof text === 'string' ? text : null;
    });
    return pieces.length === 0 || pieces.includes(null) ? null : pieces.join('');
  }
  if (typeof value !== 'object' || value === null) return null;
  const entries = Object.entries(value);
  return entries.length === 1 && entries[0]![0] === 'data' && Array.isArray(entries[0]![1])
    ? sentenceOf(entries[0]![1])
    : null;
}

const notARow = (file: string, line: number) =>
  fileError(
    'file-shape',
    { file, line },
    'a row should be ["text", "label"] or {"text": …, "label": …}. Change it, or import the file as another format.',
  );

const notAText = (file: string, name: string, line: number) =>
  fileError(
    'file-shape',
    { file, line },
    `“${name}” is a list or an object, not a text. Choose another column, or change the line.`,
  );
