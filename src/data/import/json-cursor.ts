// Walks through a JSON text value by value and knows where it is, which JSON.parse does not tell in every browser; and refuses
// brackets within brackets without end, which would exhaust the stack later on. Small values go through JSON.parse.

import { fileError, placeAt } from './file-error';
import { MOST_DEPTH } from './limits';

/** What stands without quotes. */
const BARE = /^(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

const NEWLINE = 10;
const SPACES: ReadonlySet<number> = new Set([32, 9, 13, NEWLINE]);

export class JsonCursor {
  at = 0;
  #line = 1;
  #lineSeen = 0;

  constructor(
    private readonly file: string,
    private readonly text: string,
    /** Line on which the text begins in its file. */
    private readonly firstLine = 1,
  ) {}

  get end(): number {
    return this.text.length;
  }

  /** The next character that is no space; empty at the end. Moves to it. */
  peek(): string {
    while (SPACES.has(this.text.charCodeAt(this.at))) this.at++;
    return this.text[this.at] ?? '';
  }

  /** Moves over a character if it is the next one. */
  skip(character: string): boolean {
    if (this.peek() !== character) return false;
    this.at++;
    return true;
  }

  expect(character: string, what: string): void {
    if (!this.skip(character)) throw this.error(`here should be ${character} ${what}. Repair the JSON.`);
  }

  /** Reads a value of any kind. Throws RetortError('file-broken'). */
  value(): unknown {
    this.peek();
    const start = this.at;
    this.#pass();
    try {
      return JSON.parse(this.text.slice(start, this.at)) as unknown;
    } catch {
      throw this.error(
        'this is no JSON value. Repair it: texts in double quotes, no comma before a bracket that closes.',
        start,
      );
    }
  }

  /** The line that the cursor is on; counted on from where it was asked for last. */
  get line(): number {
    for (; this.#lineSeen < this.at; this.#lineSeen++)
      if (this.text.charCodeAt(this.#lineSeen) === NEWLINE) this.#line++;
    return this.#line + this.firstLine - 1;
  }

  error(what: string, at = this.at) {
    const place = placeAt(this.file, this.text, at);
    return fileError('file-broken', { ...place, line: place.line + this.firstLine - 1 }, what);
  }

  /** Moves over a value, counting brackets. */
  #pass(): void {
    let depth = 0;
    const begin = this.at;
    do {
      const character = this.peek();
      if (character === '')
        throw this.error(
          'the file ends before its brackets and quotes are closed. It may be cut off: get it again.',
          begin,
        );
      if (character === '"') this.#passString();
      else if (character === '{' || character === '[') {
        if (++depth > MOST_DEPTH)
          throw this.error(
            `brackets are nested more than ${MOST_DEPTH} deep. Flatten the file to rows of text and label.`,
          );
        this.at++;
      } else if (character === '}' || character === ']') {
        if (--depth < 0)
          throw this.error(
            'here should be a value, but a bracket closes. Remove the bracket, or the comma before it.',
          );
        this.at++;
      } else if (character === ',' || character === ':') {
        if (depth === 0) throw this.error('here should be a value. Repair the JSON.');
        this.at++;
      } else {
        const start = this.at;
        while (/[\w.+-]/.test(this.text[this.at] ?? '')) this.at++;
        if (!BARE.test(this.text.slice(start, Math.max(this.at, start + 1))))
          throw this.error('this is neither a text in double quotes nor a number. Repair the JSON.', start);
      }
    } while (depth > 0);
  }

  #passString(): void {
    const start = this.at;
    let close = this.text.indexOf('"', start + 1);
    while (close >= 0 && isEscaped(this.text, close)) close = this.text.indexOf('"', close + 1);
    if (close < 0) throw this.error('the quote that opens here is never closed. Close it.', start);
    this.at = close + 1;
  }
}

/** Whether an odd number of backslashes stands before an offset. */
function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}
