// Tokens as text while they are written: which part of the transcript each belongs to, and whole characters only, since a
// byte-level token may end in the middle of one.

import { SPECIAL_TOKENS, type SpecialToken, type TokenCodec } from './types';

interface Piece {
  text: string;
  part: 'user' | 'plan' | 'call' | 'result' | 'say';
}

const PARTS: Partial<Record<SpecialToken, Piece['part']>> = {
  '<user>': 'user',
  '<plan>': 'plan',
  '<call>': 'call',
  '<result>': 'result',
  '<say>': 'say',
};

export class TokenStream {
  #part: Piece['part'] = 'plan';
  #ids: number[] = [];
  #told = 0;

  constructor(private readonly codec: Pick<TokenCodec, 'decode'>) {}

  /** The text that a token adds (a mark by its name); empty while a character is incomplete. */
  push(id: number): Piece {
    const mark = SPECIAL_TOKENS[id];
    if (mark) {
      this.#part = PARTS[mark] ?? this.#part;
      this.#ids = [];
      this.#told = 0;
      return { text: mark, part: this.#part };
    }
    this.#ids.push(id);
    const whole = this.codec.decode(this.#ids).replace(/\uFFFD+$/, '');
    const text = whole.slice(this.#told);
    this.#told = Math.max(this.#told, whole.length);
    return { text, part: this.#part };
  }
}
