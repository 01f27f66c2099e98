// The shape of a table before it is read whole: by what its cells are parted, whether quotes enclose them, and whether its first
// row has names. From a sample of whole rows: a row that the sample cuts off says nothing.

import Papa from 'papaparse';
import { isKnownName } from './columns';

const SAMPLE_ROWS = 200;
const SAMPLE_CHARACTERS = 50_000;
const LONGEST_SAMPLE = 5_000_000;
/** In the order in which they win where several part all rows alike: a comma is also found in sentences. */
const DELIMITERS = ['\t', ';', '|', ','] as const;
/** Share of rows of one width from which on a character is what parts the cells. */
const LEAST_EVEN = 0.7;
/** Stand in where a file has no quotes or no delimiter: ASCII's own separators, which nobody types. */
export const NO_QUOTE = '\u001e';
const NO_DELIMITER = '\u001f';
/** The line with which Excel is told by what cells are parted. */
const SEPARATOR_LINE = /^"?sep=(.|\\t)"?[ \t]*\n/i;

export interface TableShape {
  delimiter: string;
  /** Rows of the sample, all whole. */
  sample: string[][];
}

/** The delimiter that a `sep=` line names, and the text below it. */
export function withoutSeparatorLine(text: string): { body: string; delimiter?: string } {
  const line = SEPARATOR_LINE.exec(text);
  if (!line) return { body: text };
  return { body: text.slice(line[0].length), delimiter: line[1] === '\\t' ? '\t' : line[1]! };
}

/** @param chosen the person's delimiter, which goes before any guess. */
export function tableShape(text: string, quoteChar: string, chosen: string | undefined): TableShape {
  const delimiter = chosen ?? guessDelimiter(text, quoteChar);
  return { delimiter, sample: wholeRows(text, delimiter, quoteChar).rows };
}

/** The first rows that are whole, more of the text being looked at where one row is longer than the sample. */
function wholeRows(
  text: string,
  delimiter: string,
  quoteChar: string,
): { rows: string[][]; broken: boolean } {
  for (let length = SAMPLE_CHARACTERS; ; length *= 10) {
    const sample = text.slice(0, length);
    const isCut = length < text.length;
    const { data, errors, meta } = Papa.parse<string[]>(sample, {
      delimiter,
      quoteChar,
      newline: '\n',
      preview: SAMPLE_ROWS,
      skipEmptyLines: true,
    });
    const mayBeCut = isCut && !meta.truncated;
    if (mayBeCut && data.length > 1) data.pop();
    const broken = errors.some(({ type, row }) => type === 'Quotes' && (row ?? 0) < data.length);
    if (!mayBeCut || data.length > 1 || length >= LONGEST_SAMPLE) return { rows: data, broken };
  }
}

function guessDelimiter(text: string, quoteChar: string): string {
  let best = { delimiter: NO_DELIMITER as string, even: 0 };
  for (const delimiter of DELIMITERS) {
    const even = evenness(text, delimiter, quoteChar);
    if (even > best.even) best = { delimiter, even };
  }
  return best.delimiter;
}

/** How well a delimiter parts a text: share of rows of the commonest width; 0 where it does not. */
function evenness(text: string, delimiter: string, quoteChar: string): number {
  let { rows, broken } = wholeRows(text, delimiter, quoteChar);
  // a quote that is never closed swallows the delimiters after it
  if (broken) ({ rows, broken } = wholeRows(text, delimiter, NO_QUOTE));
  const width = commonWidth(rows);
  if (width < 2) return 0;
  const even = rows.filter(({ length }) => length === width).length / rows.length;
  // names that people give to columns say it even where sentences have the same character
  const named = rows[0]!.length > 1 && rows[0]!.some(isKnownName);
  return named ? 1 + even : even >= LEAST_EVEN ? even : 0;
}

/** The number of cells that most rows have. */
export function commonWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || b - a)[0]?.[0] ?? 1;
}

const NUMBER = /^\s*[-+]?\d+(?:[.,]\d+)?\s*$/;
const LONGEST_NAME = 40;

/**
 * Whether the first row has the columns' names: one is a name that people give, or all are names and one is of another kind than
 * its column (a word above numbers; a name of one word above sentences, beside a label that never comes again).
 */
export function hasHeader([first = [], ...rows]: readonly (readonly string[])[]): boolean {
  if (first.some(isKnownName)) return true;
  if (rows.length < 2 || first.length < 2 || new Set(first).size < first.length) return false;
  const isName = (cell: string) =>
    cell.trim() !== '' &&
    cell.length <= LONGEST_NAME &&
    !NUMBER.test(cell) &&
    !/[.,;:!?"…。，！？]/.test(cell);
  if (!first.every(isName)) return false;
  const columns = first.map((name, i) => ({
    name: name.trim(),
    cells: rows.map((row) => (row[i] ?? '').trim()).filter((cell) => cell !== ''),
  }));
  if (columns.some(({ name, cells }) => cells.includes(name))) return false;
  const numbers = columns.some(({ cells }) => cells.length > 1 && cells.every((cell) => NUMBER.test(cell)));
  const sentences = columns.some(
    ({ name, cells }) =>
      !/\s/.test(name) && cells.filter((cell) => /\s/.test(cell)).length > cells.length * 0.8,
  );
  const labels = columns.some(({ cells }) => cells.length >= 6 && new Set(cells).size <= cells.length / 3);
  return numbers || (sentences && labels);
}
