// The fields of a protobuf message that lies in a file, read from the file piece by piece: what is skipped is never in memory.

import { RetortError } from '../../lib/errors';

/** Bytes that are read at once. */
const WINDOW = 2 ** 16;
/** Of a message; a hostile file has more. */
const MOST_FIELDS = 200_000;
const VARINT = 10;

/** A field of bytes, by its place in the file, or a number. */
export interface Field {
  number: number;
  from: number;
  to: number;
  /** Of a field that is a number; NaN of one that holds bytes. */
  value: number;
}

const broken = (why: string): RetortError =>
  new RetortError('model-truncated', `This ONNX file is broken: ${why}. Download or export it again.`);

export class BlobFields {
  #at = 0;
  #window = new Uint8Array();

  constructor(private readonly blob: Blob) {}

  /** Some bytes. Throws RetortError('model-truncated') where the file ends before. */
  async bytes(from: number, to: number): Promise<Uint8Array> {
    if (to > this.blob.size) throw broken('it is cut off');
    if (from < this.#at || to > this.#at + this.#window.length) {
      const piece = this.blob.slice(from, Math.max(to, from + WINDOW));
      this.#window = new Uint8Array(await piece.arrayBuffer());
      this.#at = from;
    }
    return this.#window.subarray(from - this.#at, to - this.#at);
  }

  /** The fields of the message in a part of the file. Throws RetortError('model-truncated'). */
  async *in(
    { from, to }: Pick<Field, 'from' | 'to'> = { from: 0, to: this.blob.size },
  ): AsyncGenerator<Field> {
    let at = from;
    const varint = async (): Promise<number> => {
      const bytes = await this.bytes(at, Math.min(to, at + VARINT));
      let [value, factor] = [0, 1];
      for (const byte of bytes) {
        at++;
        value += (byte & 127) * factor;
        factor *= 128;
        if (byte < 128) return value;
      }
      throw broken('it is cut off, or no ONNX');
    };
    for (let fields = 0; at < to; fields++) {
      if (fields === MOST_FIELDS) throw broken('it has too many parts');
      const tag = await varint();
      const number = Math.floor(tag / 8);
      if (number === 0) throw broken('it is no ONNX');
      switch (tag % 8) {
        case 0:
          yield { number, from: at, to: at, value: await varint() };
          break;
        case 1:
          yield { number, from: at, to: (at += 8), value: NaN };
          break;
        case 2: {
          const length = await varint();
          if (length > to - at) throw broken('it is cut off, or no ONNX');
          yield { number, from: at, to: (at += length), value: NaN };
          break;
        }
        case 5:
          yield { number, from: at, to: (at += 4), value: NaN };
          break;
        default:
          throw broken('it holds what ONNX does not');
      }
      if (at > to) throw broken('it is cut off');
    }
  }

  /** A short text. */
  async text({ from, to }: Field): Promise<string> {
    if (to - from > 500) throw broken('a name in it is too long');
    return new TextDecoder().decode(await this.bytes(from, to));
  }
}
