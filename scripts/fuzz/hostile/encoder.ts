// Hostile ONNX files that say they are encoders: false lengths, parts without end, inputs of another network, weights elsewhere.

import { bytesOf, type Hostile, joined, varint } from './bytes';
import type { Bytes } from '../mutations';

const key = (number: number, wire: number): Bytes => Uint8Array.of((number << 3) | wire);
/** A field that holds bytes. */
const field = (number: number, content: Uint8Array): Bytes =>
  joined(key(number, 2), varint(content.length), content);
const graphOf = (...fields: readonly Bytes[]): Bytes => field(7, joined(...fields));
const wrong = (what: string, bytes: Bytes, code: Hostile[2]): Hostile => [
  what,
  { 'model.onnx': bytes },
  code,
];
const size = joined(key(1, 0), varint(2 ** 31));

export const hostile: readonly Hostile[] = [
  wrong('nothing', new Uint8Array(), 'encoder-unfit'),
  wrong('a graph longer than the file', joined(key(7, 2), varint(2 ** 31 - 1)), 'model-truncated'),
  wrong('a number without end', new Uint8Array(1e5).fill(255), 'model-truncated'),
  wrong('groups in groups', new Uint8Array(1e5).fill((7 << 3) | 3), 'model-truncated'),
  wrong(
    'parts without end',
    field(
      7,
      Uint8Array.from({ length: 400_002 }, (_, i) => (i % 2 === 0 ? (9 << 3) | 2 : 0)),
    ),
    'model-truncated',
  ),
  wrong(
    'a weight of a thousand sizes',
    graphOf(field(5, joined(...Array.from({ length: 1000 }, () => size)))),
    'encoder-unfit',
  ),
  wrong('a name of a megabyte', graphOf(field(5, field(8, new Uint8Array(1e6).fill(97)))), 'model-truncated'),
  wrong(
    'an input described by a megabyte',
    graphOf(field(11, new Uint8Array(1e6).fill(97))),
    'encoder-unfit',
  ),
  wrong('weights in another file', graphOf(field(5, joined(size, key(14, 0), varint(1)))), 'encoder-unfit'),
  wrong(
    'an input of another network',
    graphOf(field(11, field(1, bytesOf('pixel_values')))),
    'encoder-unfit',
  ),
];
