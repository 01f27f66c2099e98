// The records of a JSON or Parquet file one by one, whatever they are: rows, pairs, chats, tools. A walk can be taken again, so
// that no file is held as objects as a whole.

import { fileError } from './file-error';
import { JsonCursor } from './json-cursor';
import { MOST_DEPTH } from './limits';
import type { TextFile } from './read-file';

export interface JsonRecord {
  /** Key of the list that it is in; empty for the only one. */
  list: string;
  value: unknown;
  /** Of the file, from 1; of a Parquet file, the row. */
  line: number;
  /** Offset after it, of `end`. */
  at: number;
}

export interface Records {
  walk(): Iterable<JsonRecord>;
  /** Last offset, for progress. */
  end: number;
}

type Text = Pick<TextFile, 'name' | 'text'>;

/** An object or a list a line; empty lines are passed over. Walking throws RetortError naming line and column. */
export const jsonLines = ({ name, text }: Text): Records => ({
  end: text.length,
  *walk() {
    let line = 0;
    for (let start = 0; start < text.length;) {
      const newline = text.indexOf('\n', start);
      const at = newline < 0 ? text.length : newline + 1;
      const words = text.slice(start, newline < 0 ? text.length : newline);
      start = at;
      line++;
      if (words.trim() === '') continue;
      yield { list: '', value: valueOf(name, words, line), line, at };
    }
  },
});

function valueOf(file: string, words: string, line: number): unknown {
  // the cursor bounds the depth and, unlike JSON.parse, says where a line is broken
  const cursor = new JsonCursor(file, words, line);
  const value = cursor.value();
  if (cursor.peek() !== '')
    throw cursor.error('the object is over, but more follows. Put each object on a line of its own.');
  if (typeof value !== 'object' || value === null)
    throw fileError(
      'file-shape',
      { file, line },
      'in JSON Lines each line is an object such as {"text": "…", "label": "…"}. Change this line.',
    );
  return value;
}

/** The entries of all lists of a JSON text, in objects however deep; what is no list is passed over. */
export const jsonLists = ({ name, text }: Text): Records => ({
  end: text.length,
  *walk() {
    const cursor = new JsonCursor(name, text);
    yield* listsOf(cursor, '', 0);
    if (cursor.peek() !== '') throw cursor.error('the JSON is over, but more follows. Remove what is below.');
  },
});

function* listsOf(cursor: JsonCursor, list: string, depth: number): Generator<JsonRecord, void> {
  if (depth > MOST_DEPTH)
    throw cursor.error(
      `brackets are nested more than ${MOST_DEPTH} deep. Flatten the file to rows of text and label.`,
    );
  if (cursor.peek() === '[') {
    cursor.expect('[', 'that opens a list of rows');
    for (let first = true; cursor.peek() !== ']'; first = false) {
      if (!first) cursor.expect(',', 'between two rows');
      cursor.peek();
      const { line } = cursor;
      yield { list, value: cursor.value(), line, at: cursor.at };
    }
    cursor.expect(']', 'that closes the list');
    return;
  }
  cursor.expect('{', 'that opens the splits');
  for (let first = true; cursor.peek() !== '}'; first = false) {
    if (!first) cursor.expect(',', 'between two lists');
    const key = cursor.value();
    if (typeof key !== 'string') throw cursor.error('here should be a name in quotes. Repair the JSON.');
    cursor.expect(':', `after “${key}”`);
    if (cursor.peek() === '[' || cursor.peek() === '{') yield* listsOf(cursor, key, depth + 1);
    else cursor.value(); // a name, a version: not rows
  }
  cursor.expect('}', 'that closes the splits');
}

/** Values that are at hand. */
export const recordsOf = (values: readonly unknown[]): Records => ({
  end: values.length,
  *walk() {
    for (const [i, value] of values.entries()) yield { list: '', value, line: i + 1, at: i + 1 };
  },
});

/** The first so many values. */
export function firstOf(records: Records, most: number): JsonRecord[] {
  const first: JsonRecord[] = [];
  for (const record of records.walk()) if (first.push(record) >= most) break;
  return first;
}
