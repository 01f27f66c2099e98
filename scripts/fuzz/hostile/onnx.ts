// Hostile ONNX, field by field: false lengths, groups without end.

import type { Bytes } from '../mutations';
import { bytesOf, type Hostile, joined, validOf, varint } from './bytes';

const key = (number: number, wire: number): Bytes => Uint8Array.of((number << 3) | wire);
/** A field that holds bytes. */
const field = (number: number, content: Uint8Array): Bytes =>
  joined(key(number, 2), varint(content.length), content);
const OURS = field(2, bytesOf('Retort')); // the producer
/** With one weight in its graph. */
const withWeight = (...fields: readonly Bytes[]): Bytes =>
  joined(OURS, field(7, field(5, joined(...fields))));
const size = joined(key(1, 0), varint(2 ** 31));
const FLOATS = joined(key(2, 0), varint(1));

const folder = await validOf('onnx');
const wrong = (what: string, bytes: Bytes, code: Hostile[2] = 'model-truncated'): Hostile => [
  what,
  { ...folder, 'model.onnx': bytes },
  code,
];

export const hostile: readonly Hostile[] = [
  wrong('another program’s', field(2, bytesOf('pytorch')), 'model-unknown'),
  wrong('a graph longer than the file', joined(OURS, key(7, 2), varint(2 ** 31 - 1))),
  wrong('groups in groups without end', joined(OURS, new Uint8Array(1e5).fill((7 << 3) | 3))),
  wrong('a weight of 2 ** 62 numbers', withWeight(size, size, FLOATS)),
  wrong('a weight of a thousand sizes', withWeight(...Array.from({ length: 1000 }, () => size))),
  wrong('a name of a megabyte', withWeight(field(8, new Uint8Array(1e6).fill(97)))),
];
