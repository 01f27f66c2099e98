// JSON Lines: an object a line. Its names are columns, which the person maps to text and label as those of a CSV.

import { fileError } from './file-error';
import { JsonCursor } from './json-cursor';
import { MOST_ROWS } from './limits';
import type { Pace } from './pace';
import { cellOf } from './read-json';
import type { TextFile } from './read-text';
import { mapColumns } from './recognise';
import { type FileChoices, NO_COLUMN, noRows, type ReadSource } from './source';

const SAMPLE_LINES = 50;
const SHOWN_ROWS = 5;

export interface JsonLine {
  value: Record<string, unknown>;
  /** From 1. */
  line: number;
  /** Offset after the line. */
  at: number;
}

/** The objects of a file, line by line; empty lines are passed over. Throws RetortError naming line and column. */
export function* jsonLines({ name, text }: Pick<TextFile, 'name' | 'text'>): Generator<JsonLine, void> {
  let line = 0;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const at = newline < 0 ? text.length : newline + 1;
    const words = text.slice(start, newline < 0 ? text.length : newline);
    start = at;
    line++;
    if (words.trim() === '') continue;
    yield { value: objectOf(name, words, line), line, at };
  }
}

function objectOf(file: string, words: string, line: number): Record<string, unknown> {
  // the cursor bounds the depth and, unlike JSON.parse, says where a line is broken
  const cursor = new JsonCursor(file, words, line);
  const value = cursor.value();
  if (cursor.peek() !== '')
    throw cursor.error('the object is over, but more follows. Put each object on a line of its own.');
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw fileError(
      'file-shape',
      { file, line },
      'in JSON Lines each line is an object such as {"text": "…", "label": "…"}. Change this line.',
    );
  return value as Record<string, unknown>;
}

/** Reads rows of text and label. Throws RetortError('file-broken' or 'file-shape') naming line and column. */
export async function readJsonLines(file: TextFile, choices: FileChoices, pace: Pace): Promise<ReadSource> {
  const { text, ...about } = file;
  const sample: Record<string, unknown>[] = [];
  for (const { value } of jsonLines(file)) if (sample.push(value) >= SAMPLE_LINES) break;
  const names = [...new Set(sample.flatMap((value) => Object.keys(value)))];
  const cells = sample.map((value) => names.map((name) => cellOf(value[name]) ?? ''));
  if (names.length === 0)
    throw fileError(
      'file-shape',
      { file: file.name },
      'its objects are empty. Each needs a text and a label.',
    );
  const columns = mapColumns(names, cells, choices);
  const textName = names[columns.text]!;
  const labelName = columns.label === NO_COLUMN ? null : names[columns.label]!;
  const rows = noRows();
  for (const { value, line, at } of jsonLines(file)) {
    const cell = (name: string): string => {
      const found = cellOf(value[name]);
      if (found === null)
        throw fileError(
          'file-shape',
          { file: file.name, line },
          `“${name}” is a list or an object, not a text. Choose another column, or change the line.`,
        );
      return found;
    };
    rows.texts.push(cell(textName));
    rows.labels.push(labelName === null ? '' : cell(labelName));
    rows.lines.push(line);
    if (rows.texts.length > MOST_ROWS)
      throw fileError(
        'file-too-large',
        { file: file.name, line },
        `there are more than ${MOST_ROWS} rows. Import a part of the file.`,
      );
    if (rows.texts.length % 256 === 0 && pace.tired) await pace.rest(at, text.length);
  }
  return {
    file: about,
    format: 'json-lines',
    columns: { names, sample: cells.slice(0, SHOWN_ROWS), ...columns },
    parts: [{ name: '', rows }],
  };
}
