// CSV and TSV: Papa Parse cuts the cells, in chunks; this finds delimiter and columns, keeps the line of every row, and refuses a
// file whose quotes do not pair up, with the place of the first that does not.

import Papa from 'papaparse';
import { RetortError } from '../../lib/errors';
import { fileError } from './file-error';
import { MOST_ROWS } from './limits';
import type { Pace } from './pace';
import type { TextFile } from './read-text';
import { isKnownName, mapColumns } from './recognise';
import { type FileChoices, NO_COLUMN, noRows, type ReadSource } from './source';

const CHUNK = 200_000;
const SAMPLE_CHARACTERS = 50_000;
const SAMPLE_ROWS = 50;
const SHOWN_ROWS = 5;
/** Stand in where a file has no quotes or no delimiter: ASCII's own separators, which nobody types. */
const NO_QUOTE = '\u001e';
const NO_DELIMITER = '\u001f';

/** Reads a table of cells; a broken one comes back without rows, with its problem. */
export async function readCsv(file: TextFile, choices: FileChoices, pace: Pace): Promise<ReadSource> {
  const { text, ...about } = file;
  const quotes = choices.quotes ?? true;
  const quoteChar = quotes ? '"' : NO_QUOTE;
  const { rows: sample, delimiter } = sampleOf(file, quoteChar, choices.delimiter);
  if (sample.length === 0)
    throw fileError('file-shape', { file: file.name }, 'the file has no rows. Choose another one.');
  const header = choices.header ?? sample[0]!.some(isKnownName);
  const width = commonWidth(header ? sample.slice(0, 1) : sample);
  const names = Array.from({ length: width }, (_, i) => (header && sample[0]![i]?.trim()) || `${i + 1}`);
  const body = sample.slice(header ? 1 : 0);
  const { text: textColumn, label: labelColumn } = mapColumns(names, body, choices);

  const rows = noRows();
  let line = 1;
  let isFirst = header;
  const take = (cells: string[]): void => {
    const start = line;
    line += 1;
    for (const cell of cells) line += newlines(cell);
    if (cells.length === 1 && cells[0] === '') return; // an empty line
    if (isFirst) {
      isFirst = false;
      return;
    }
    if (cells.length !== width && (cells.length < width || cells.slice(width).some((cell) => cell !== '')))
      rows.uneven.add(rows.texts.length);
    rows.texts.push(cells[textColumn] ?? '');
    rows.labels.push(labelColumn === NO_COLUMN ? '' : (cells[labelColumn] ?? ''));
    rows.lines.push(start);
    if (rows.texts.length > MOST_ROWS)
      throw fileError(
        'file-too-large',
        { file: file.name, line: start },
        `there are more than ${MOST_ROWS} rows. Import a part of the file.`,
      );
  };
  const source: ReadSource = {
    file: about,
    format: 'csv',
    csv: { delimiter, quotes, header },
    columns: { names, sample: body.slice(0, SHOWN_ROWS), text: textColumn, label: labelColumn },
    parts: [{ name: '', rows }],
  };
  try {
    await inChunks(text, { delimiter, quoteChar, newline: '\n' }, pace, ({ data, errors }) => {
      const broken = errors.find(({ type }) => type === 'Quotes');
      // rows are not to be trusted from the first wrong quote on
      if (broken) throw unbalanced(file, line, data, broken.row ?? 0, delimiter);
      for (const cells of data) take(cells);
    });
    return source;
  } catch (error) {
    if (!(error instanceof RetortError) || error.code === 'cancelled') throw error;
    return { ...source, parts: [], problem: error }; // another delimiter or no quotes may mend it
  }
}

/** The first rows, and the delimiter that they are cut by. */
function sampleOf({ name, text }: TextFile, quoteChar: string, chosen: string | undefined) {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  const read = (delimiter: string, text = sample) =>
    Papa.parse<string[]>(text, {
      delimiter,
      quoteChar,
      newline: '\n',
      preview: SAMPLE_ROWS,
      skipEmptyLines: true,
    });
  const isTsv = /\.tsv$/i.test(name) && sample.includes('\t');
  const guess = () => {
    let { errors, meta } = read('');
    // a quote that is never closed swallows the delimiters after it
    if (errors.length > 0) ({ errors, meta } = read('', sample.replaceAll('"', '')));
    // sentences have commas; a list of them is no table
    return errors.some(({ type }) => type === 'Delimiter') ? NO_DELIMITER : meta.delimiter;
  };
  const delimiter = chosen ?? (isTsv ? '\t' : guess());
  const { data, meta } = read(delimiter);
  // the last row of a cut sample may be cut itself
  if (sample.length < text.length && data.length > 1 && !meta.truncated) data.pop();
  return { rows: data, delimiter };
}

/** The number of cells that most rows have. */
function commonWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || b - a)[0]?.[0] ?? 1;
}

function newlines(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count++;
  return count;
}

/** Papa Parse over a text, chunk by chunk, with rests in between. */
function inChunks(
  text: string,
  config: Papa.ParseConfig<string[]>,
  pace: Pace,
  take: (results: Papa.ParseResult<string[]>) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    Papa.parse<string[]>(text, {
      ...config,
      chunkSize: CHUNK,
      chunk(results: Papa.ParseResult<string[]>, parser: Papa.Parser) {
        parser.pause();
        try {
          take(results);
        } catch (error) {
          reject(error as Error);
          parser.abort();
          return;
        }
        pace.rest(results.meta.cursor, text.length).then(
          () => parser.resume(),
          (error: Error) => {
            reject(error);
            parser.abort();
          },
        );
      },
      complete: () => resolve(),
    });
  });
}

/** Names the cell whose quote is wrong. @param line line of the chunk's first row. @param row the row in the chunk. */
function unbalanced(file: TextFile, line: number, data: string[][], row: number, delimiter: string) {
  for (const cells of data.slice(0, row)) line += 1 + cells.reduce((sum, cell) => sum + newlines(cell), 0);
  const { text } = file;
  let start = 0;
  for (let i = 1; i < line; i++) start = text.indexOf('\n', start) + 1;
  const quote = wrongQuote(text, start, delimiter);
  return fileError(
    'file-broken',
    { file: file.name, line: line + newlines(text.slice(start, quote)), column: columnOf(text, quote) },
    'the quote that opens here is not closed before the end of its cell. Close it, write quotes inside a cell twice (""), or say that quotes are ordinary characters.',
  );
}

const columnOf = (text: string, offset: number): number => offset - text.lastIndexOf('\n', offset - 1);

/** Offset of the first opening quote, from the beginning of a row on, whose partner does not end its cell. */
function wrongQuote(text: string, start: number, delimiter: string): number {
  for (let at = start; at < text.length;) {
    if (text[at] !== '"') {
      const comma = text.indexOf(delimiter, at);
      const end = text.indexOf('\n', at);
      const next = Math.min(comma < 0 ? Infinity : comma + delimiter.length, end < 0 ? Infinity : end + 1);
      if (next === Infinity) break;
      at = next;
      continue;
    }
    let close = text.indexOf('"', at + 1);
    while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
    if (close < 0) return at;
    let after = close + 1;
    while (text[after] === ' ') after++;
    if (after < text.length && text[after] !== '\n' && !text.startsWith(delimiter, after)) return at;
    at = after + (text[after] === '\n' ? 1 : delimiter.length);
  }
  return start;
}
