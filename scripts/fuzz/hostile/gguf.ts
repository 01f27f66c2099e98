// Hostile GGUF: false counts, lists without end.

import { serialiseGguf, type Value } from '../../../src/models/gguf/container';
import { bytesOf, type Hostile, joined, littleEndian } from './bytes';

/** Up to its counts, and what follows. */
const file = (tensors: bigint, keys: bigint, ...rest: readonly Uint8Array[]): Uint8Array =>
  joined(bytesOf('GGUF'), littleEndian(3n, 4), littleEndian(tensors), littleEndian(keys), ...rest);
/** A list of a kind of values, said to have so many. */
const list = (kind: bigint, count: bigint): Uint8Array => joined(littleEndian(kind, 4), littleEndian(count));
const LIST = 9n;
/** A key "a" with a list. */
const key = (kind: bigint, count: bigint): Uint8Array =>
  joined(littleEndian(1n), bytesOf('a'), littleEndian(LIST, 4), list(kind, count));
const ALIGNMENT = new Map<string, Value>([['general.alignment', { f32: 0.5 }]]);

const wrong = (what: string, bytes: Uint8Array, code: Hostile[2] = 'model-truncated'): Hostile => [
  what,
  { 'mine.gguf': bytes.slice() },
  code,
];

export const hostile: readonly Hostile[] = [
  wrong('the magic alone', bytesOf('GGUF'), 'model-unknown'),
  wrong('2 ** 64 − 1 keys', file(0n, 2n ** 64n - 1n)),
  wrong('2 ** 64 − 1 weights', file(2n ** 64n - 1n, 0n)),
  wrong('a list of 2 ** 62 values', file(0n, 1n, key(4n, 2n ** 62n))),
  wrong('a list of more values than bytes', file(0n, 1n, key(8n, 50n), new Uint8Array(40))),
  wrong(
    'lists in lists without end',
    file(0n, 1n, key(LIST, 1n), ...Array.from({ length: 1000 }, () => list(LIST, 1n))),
  ),
  wrong('a key twice', file(0n, 2n, key(4n, 0n), key(4n, 0n))),
  wrong('an alignment of half a byte', serialiseGguf(ALIGNMENT, [])),
  wrong('nothing in it', serialiseGguf(new Map(), []), 'model-unknown'),
];
