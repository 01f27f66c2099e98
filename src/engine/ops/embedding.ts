// Rows of a table by id. The gradient is a product with the one-hot ids instead of a scatter, which TensorFlow.js's WASM
// backend does not have.

import { cast, equal, gather, range, reshape, type Tensor } from '@tensorflow/tfjs-core';
import { constant } from '../constants';
import { differentiable } from '../differentiable';
import { runFused } from '../kernels/fused';
import { FUSED } from '../kernels/names';
import { multiply } from './matmul';
import { matchShapes, requireShape } from './shapes';

/** ids int32 [B, T] of table [V, D] -> [B, T, D]. Ids are not range-checked: the tokeniser's stay below V. */
export function embedding(ids: Tensor, table: Tensor): Tensor {
  const { V, D } = matchShapes<'V' | 'D'>('embedding', { ids: [ids, 'B T'], table: [table, 'V D'] });
  requireShape(
    ids.dtype === 'int32',
    'embedding: ids must be int32. Make them with tensor(data, shape, "int32").',
  );
  return differentiable([table], () => {
    const flat = reshape(ids, [-1]); // [N]
    const [rows] = runFused(FUSED.embedding, { ids: flat, table }) ?? [gather(table, flat)]; // [N, D]
    return {
      value: reshape(rows!, [...ids.shape, D]), // [B, T, D]
      saved: { flat },
      backward: (dy, { flat }) => {
        const fused = runFused(FUSED.embeddingGrad, { ids: flat, dy: reshape(dy, [-1, D]) }, { vocab: V });
        if (fused) return fused;
        const vocabulary = constant(`range ${V}`, () => reshape(range(0, V, 1, 'int32'), [V, 1]));
        const oneHot = cast(equal(vocabulary, reshape(flat, [1, -1])), 'float32'); // [V, N]
        return [multiply(oneHot, reshape(dy, [-1, D]))]; // [V, D]
      },
    };
  });
}
