// The place of a quote that does not pair up, for the message that refuses a table.

import { fileError } from './file-error';

export function newlines(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count++;
  return count;
}

/** Names the cell whose quote is wrong. @param line line of the first row of `data`. @param row the row in it. */
export function unbalanced(
  file: string,
  text: string,
  line: number,
  data: readonly (readonly string[])[],
  row: number,
  delimiter: string,
) {
  for (const cells of data.slice(0, row)) line += 1 + cells.reduce((sum, cell) => sum + newlines(cell), 0);
  let start = 0;
  for (let i = 1; i < line; i++) start = text.indexOf('\n', start) + 1;
  const quote = wrongQuote(text, start, delimiter);
  return fileError(
    'file-broken',
    { file, line: line + newlines(text.slice(start, quote)), column: columnOf(text, quote) },
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
