// CSV and TSV: Papa Parse cuts the cells, in chunks; this keeps the line of every row, maps the columns, and refuses a file whose
// quotes do not pair up, with the place of the first that does not (wrong-quote.ts). The table's shape is table-shape.ts's.

import Papa from 'papaparse';
import { RetortError } from '../../../lib/errors';
import { mapColumns } from '../columns';
import { bitOf } from '../examine';
import { fileError } from '../file-error';
import { MOST_ROWS } from '../limits';
import { OneLabel } from '../one-label';
import type { Pace } from '../pace';
import type { FileFormat } from '../file-format';
import type { TextFile } from '../read-file';
import { formatOf } from '../recognise';
import { type FileChoices, NO_COLUMN, noRows, type RawRows, type ReadSource } from '../source';
import { commonWidth, hasHeader, NO_QUOTE, tableShape, withoutSeparatorLine } from '../table-shape';
import { newlines, unbalanced } from '../wrong-quote';

const CHUNK = 200_000;
const SHOWN_ROWS = 5;

/** Any text that is nothing else. */
export const format: FileFormat = {
  id: 'csv',
  label: { en: 'table', 'zh-CN': '表格' },
  general: true,
  claims: ({ kind, text }) => kind === 'text' && formatOf(text!) === 'csv',
  open: async ({ facts: { name }, text }, pace) => ({
    read: (choices) => readCsv({ name, text: text! }, choices, pace),
  }),
};

type Table = Pick<ReadSource, 'csv' | 'columns' | 'severalLabels' | 'parts' | 'problem'>;

/** Reads a table of cells; a broken one comes back without rows, with its problem. */
async function readCsv(file: TextFile, choices: FileChoices, pace: Pace): Promise<Table> {
  const { text: whole } = file;
  const quotes = choices.quotes ?? true;
  const quoteChar = quotes ? '"' : NO_QUOTE;
  const { body: text, delimiter: named } = withoutSeparatorLine(whole);
  const { sample, delimiter } = tableShape(text, quoteChar, choices.delimiter ?? named);
  if (sample.length === 0)
    throw fileError('file-shape', { file: file.name }, 'the file has no rows. Choose another one.');
  const header = choices.header ?? hasHeader(sample);
  const width = commonWidth(header ? sample.slice(0, 1) : sample);
  const names = Array.from({ length: width }, (_, i) => (header && sample[0]![i]?.trim()) || `${i + 1}`);
  const cells = sample.slice(header ? 1 : 0);
  const columns = mapColumns(names, cells, choices);

  const rows = noRows();
  const label = new OneLabel(rows, choices.firstLabel);
  let line = named === undefined ? 1 : 2;
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
    rows.texts.push(cells[columns.text] ?? '');
    rows.lines.push(start);
    label.add(columns.label === NO_COLUMN ? '' : cells[columns.label], start);
    if (rows.texts.length > MOST_ROWS)
      throw fileError(
        'file-too-large',
        { file: file.name, line: start },
        `there are more than ${MOST_ROWS} rows. Import a part of the file.`,
      );
  };
  const source: Table = {
    csv: { delimiter, quotes, header },
    columns: { names, sample: cells.slice(0, SHOWN_ROWS), ...columns },
    parts: [{ name: '', rows }],
  };
  try {
    await inChunks(text, { delimiter, quoteChar, newline: '\n' }, pace, ({ data, errors }) => {
      const broken = errors.find(({ type }) => type === 'Quotes');
      // rows are not to be trusted from the first wrong quote on
      if (broken) throw unbalanced(file.name, whole, line, data, broken.row ?? 0, delimiter);
      for (const cells of data) take(cells);
    });
    const problem = label.problem(file.name, names[columns.label] ?? '');
    if (problem) throw problem;
  } catch (error) {
    if (!(error instanceof RetortError) || error.code === 'cancelled') throw error;
    source.problem = error; // another delimiter, column, or no quotes may mend it
    source.parts = [];
  }
  if (label.several > 0) source.severalLabels = { rows: label.several, first: choices.firstLabel ?? false };
  if (!header) markLoneFirst(rows);
  return source;
}

/** A first row whose label never comes again may be the names of the columns. */
function markLoneFirst(rows: RawRows): void {
  const { labels } = rows;
  const label = labels[0]?.trim();
  if (!label || labels.length < 3 || labels.findIndex((one, i) => i > 0 && one.trim() === label) > 0) return;
  rows.faults ??= new Map();
  const { flags = 0, ...more } = rows.faults.get(0) ?? {};
  rows.faults.set(0, { ...more, flags: flags | bitOf('perhaps-names') });
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
