// Errors that point into a file: which one, which line and character, and what to do about it.

import { type ErrorCode, RetortError } from '../../lib/errors';

export interface Place {
  file: string;
  /** Counted from 1. */
  line?: number | undefined;
  /** Character in the line, or cell in the row where a table is meant; counted from 1. */
  column?: number | undefined;
}

/** @param what one sentence on what is wrong and one on the remedy. */
export function fileError(code: ErrorCode, { file, line, column }: Place, what: string): RetortError {
  const where = [
    `“${file}”`,
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(column === undefined ? [] : [`column ${column}`]),
  ];
  return new RetortError(code, `${where.join(', ')}: ${what}`);
}

/** Line and character of an offset in a text whose lines end in \n. */
export function placeAt(file: string, text: string, offset: number): Required<Place> {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
    line++;
    start = end + 1;
  }
  return { file, line, column: offset - start + 1 };
}
