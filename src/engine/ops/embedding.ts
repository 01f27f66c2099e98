// Rows of a table by id. The gradient is a product with the one-hot ids instead of a scatter, which TensorFlow.js's WASM
// backend does not have.

import { gather, reshape, type Tensor } from '@tensorflow/tfjs-core';
import { differentiable } from '../differentiable';
import { runFused } from '../kernels/fused';
import { FUSED } from '../kernels/names';
import { oneHotRows } from './loss-terms';
import { multiply } from './matmul';
import { matchShapes, requireShape } from './shapes';

/** ids int32 [..] of table [V, D] -> [.., D]. Ids are not range-checked: the tokeniser's stay below V. */
export function embedding(ids: Tensor, table: Tensor): Tensor {
  const { V, D } = matchShapes<'V' | 'D'>('embedding', { ids: [ids, '...'], table: [table, 'V D'] });
  requireShape(
    ids.dtype === 'int32',
    'embedding: ids must be int32. Make them with tensor(data, shape, "int32").',
  );
  return differentiable([table], () => {
    const flat = reshape(ids, [-1]); // [N]
    const [rows] = runFused(FUSED.embedding, { ids: flat, table }) ?? [gather(table, flat)]; // [N, D]
    return {
      value: reshape(rows!, [...ids.shape, D]), // [.., D]
      saved: { flat },
      backward: (dy, { flat }) => {
        const fused = runFused(FUSED.embeddingGrad, { ids: flat, dy: reshape(dy, [-1, D]) }, { vocab: V });
        if (fused) return fused;
        return [multiply(oneHotRows(flat, V), reshape(dy, [-1, D]), true)]; // [V, D]
      },
    };
  });
}
