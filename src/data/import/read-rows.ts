// Rows of text and label from the records of a JSON, JSON Lines or Parquet file: objects whose names are columns, pairs, or
// sentences listed under their label. One mapping of columns for the whole file, which the person can change. An object in a
// column gives columns of its own (row.text); a list of texts beside one label is as many rows.

import { mapColumns } from './columns';
import { fileError } from './file-error';
import { MOST_ROWS } from './limits';
import { labelsIn, OneLabel } from './one-label';
import type { Pace } from './pace';
import type { FileFacts } from './read-file';
import { splitOf } from './recognise';
import { firstOf, type JsonRecord, type Records } from './records';
import { type FileChoices, noRows, type Part, type ReadSource } from './source';

const SAMPLE = 200;
const SHOWN_ROWS = 5;

/** Throws RetortError('file-broken' or 'file-shape') naming the line. */
export async function readRows(
  file: FileFacts,
  format: string,
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
  const paths = byLabel ? [] : columnsOf(file.name, sample);
  const names = paths.map((path) => path.join('.'));
  const cells = sample.map(({ value }) => paths.map((path) => shown(cellIn(value, path))));
  const columns = mapColumns(names, cells, choices);
  const [textPath, labelPath] = [paths[columns.text], paths[columns.label]];
  const labelName = names[columns.label] ?? '';
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
    const label = byLabel ? (under === '' ? list : '') : labelPath && cellIn(value, labelPath);
    const texts = byLabel ? [sentenceOf(value)] : textsIn(value, textPath!, paths.length);
    if (texts === null) throw notAText(file.name, names[columns.text]!, line);
    for (const text of texts) {
      if (text === null) throw notARow(file.name, line);
      rows.texts.push(text);
      rows.lines.push(line);
      if (!into.label.add(label, line)) throw notAText(file.name, labelName, line);
    }
    if ((total += texts.length) > MOST_ROWS)
      throw fileError(
        'file-too-large',
        { file: file.name, line },
        `there are more than ${MOST_ROWS} rows. Import a part of the file.`,
      );
    if (rows.lines.length % 64 === 0 && pace.tired) await pace.rest(at, records.end);
  }

  const found = [...byList.values()];
  const several = found.reduce((sum, { label }) => sum + label.several, 0);
  const problem = found.map(({ label }) => label.problem(file.name, labelName)).find((one) => one !== null);
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

type Path = readonly string[];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The columns: the names of objects, and of objects in these; or of pairs their numbers. */
function columnsOf(file: string, sample: readonly JsonRecord[]): Path[] {
  const [first] = sample;
  const isPairs = Array.isArray(first!.value);
  const width = isPairs ? Math.max(2, (first!.value as unknown[]).length) : 0; // a label may be left out
  const paths = new Map<string, Path>();
  for (const i of Array(width).keys()) paths.set(`${i + 1}`, [`${i + 1}`]);
  for (const { value, line } of sample) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) !== isPairs)
      throw notARow(file, line);
    if (isPairs && (value as unknown[]).length > width) throw notARow(file, line);
    for (const [name, cell] of isPairs ? [] : Object.entries(value)) {
      const inner = isObject(cell) ? Object.keys(cell) : [];
      for (const path of inner.length > 0 ? inner.map((one) => [name, one]) : [[name]])
        paths.set(JSON.stringify(path), path);
    }
  }
  if (paths.size === 0)
    throw fileError('file-shape', { file }, 'its objects are empty. Each needs a text and a label.');
  return [...paths.values()];
}

function cellIn(row: unknown, [name, inner]: Path): unknown {
  if (Array.isArray(row)) return row[Number(name) - 1];
  const cell = isObject(row) ? row[name!] : undefined;
  if (inner === undefined) return cell;
  return isObject(cell) ? cell[inner] : undefined;
}

/** A cell as the person sees it. */
function shown(value: unknown): string {
  const labels = labelsIn(value);
  return labels ? labels.join(', ') : JSON.stringify(value);
}

/** The texts of a row, one as a rule; [null] where it is no row, null where its cell is no text. */
function textsIn(row: unknown, path: Path, width: number): (string | null)[] | null {
  if (typeof row !== 'object' || row === null || (Array.isArray(row) && row.length > width)) return [null];
  const value = cellIn(row, path);
  if (value === null || value === undefined) return [''];
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string') ? (value as string[]) : null;
  return typeof value === 'object' ? null : [String(value as string | number | boolean)];
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
