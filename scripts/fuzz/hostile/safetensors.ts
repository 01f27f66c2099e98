// Hostile safetensors: false lengths and places, weights that are none.

import { smallDecoder } from '../../../ecosystem/small-models';
import { floatWeights } from '../../../src/models/quantised';
import { serialiseSafetensors } from '../../../src/models/safetensors';
import type { Bytes } from '../mutations';
import { small } from '../parsers';
import { bytesOf, type Hostile, joined, littleEndian, validOf } from './bytes';

/** A header, whatever length it says it has, and so many bytes. */
const file = (header: string, data = 0, length = BigInt(header.length)): Bytes =>
  joined(littleEndian(length), bytesOf(header), new Uint8Array(data));
const weight = (from: number, to: number): string =>
  `{"dtype":"F32","shape":[${(to - from) / 4}],"data_offsets":[${from},${to}]}`;
const many = Array.from({ length: 1000 }, (_, i) => `"${i}":${weight(0, 1e6)}`).join();

const folder = await validOf('safetensors');
const shared = await validOf('safetensors', 2);
const { weights } = smallDecoder(small);
const changed = (name: string, shape: number[], data: Float32Array) => ({
  ...shared,
  'model.safetensors': serialiseSafetensors({ ...floatWeights(weights), [name]: { shape, data } }, 'F32'),
});
const keys = 'model.layers.0.self_attn.k_proj.weight';
const wrong = (what: string, bytes: Bytes, code: Hostile[2] = 'model-truncated'): Hostile => [
  what,
  { ...folder, 'model.safetensors': bytes },
  code,
];

export const hostile: readonly Hostile[] = [
  wrong('a header of 2 ** 63 bytes', file('{}', 0, 2n ** 63n)),
  wrong('a header longer than the file', file('{}', 0, 3n)),
  wrong('weights over each other', file(`{"a":${weight(0, 8)},"b":${weight(4, 12)}}`, 12)),
  wrong('the same bytes for a thousand weights', file(`{${many}}`, 1e6)),
  wrong('a weight twice', file(`{"a":${weight(0, 4)},"a":${weight(4, 8)}}`, 8)),
  wrong('a weight beyond the end', file(`{"a":${weight(0, 4e9)}}`, 4)),
  wrong(
    'a shape of 2 ** 53 by 2 ** 53',
    file(`{"a":{"dtype":"F32","shape":[${2 ** 53},${2 ** 53}],"data_offsets":[0,4]}}`, 4),
  ),
  wrong('a negative place', file(`{"a":${weight(-4, 0)}}`, 4)),
  wrong('a weight called __proto__', file(`{"__proto__":${weight(0, 4)}}`, 4)),
  wrong(
    'a type called toString',
    file(`{"a":${weight(0, 4).replace('F32', 'toString')}}`, 4),
    'model-unknown',
  ),
  wrong('brackets without end', file('['.repeat(1e6))),
  ['a NaN', changed('model.norm.weight', [8], new Float32Array(8).fill(NaN)), 'model-truncated'],
  ['shared keys of one dimension', changed(keys, [8], new Float32Array(8)), 'model-truncated'],
  ['shared keys of no dimension', changed(keys, [], new Float32Array(1)), 'model-truncated'],
];
