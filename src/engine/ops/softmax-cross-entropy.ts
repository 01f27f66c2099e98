// Cross-entropy of hard labels, mean over the rows that count: CE = Σ_n w_n · (−log softmax(z_n)[y_n]), gradient
// w_n·(softmax(z_n) − onehot(y_n)). The same terms as distillationLoss at λ = 1, so that the two agree bit for bit.

import { mul, neg, reshape, slice, sub, type Tensor, zerosLike } from '@tensorflow/tfjs-core';
import { differentiable } from '../differentiable';
import { runFused } from '../kernels/fused';
import { FUSED } from '../kernels/names';
import { oneHotRows, rowWeights, softmaxes, weightedSum } from './loss-terms';
import { matchShapes } from './shapes';

/** logits [N, V], labels int32 [N], mask [N] (rows above 0 count; none: 0) -> scalar. */
export function softmaxCrossEntropy(logits: Tensor, labels: Tensor, mask: Tensor): Tensor {
  const { V } = matchShapes<'V'>('softmaxCrossEntropy', {
    logits: [logits, 'N V'],
    labels: [labels, 'N'],
    mask: [mask, 'N'],
  });
  const weights = rowWeights(mask); // [N, 1]
  const fused = runFused(
    FUSED.distillationLoss,
    { student: logits, teacher: logits, labels, hardWeight: weights, softWeight: zerosLike(weights) },
    { temperature: 1, lambda: 1 },
  );
  if (fused) {
    const [parts, slope] = fused as [Tensor, Tensor]; // [3], [N, V]
    return differentiable([logits], () => ({
      value: reshape(slice(parts, 1, 1), []),
      saved: { slope },
      backward: (dy, { slope }) => [mul(slope, dy)],
    }));
  }
  return differentiable([logits], () => {
    const { probabilities, logProbabilities } = softmaxes(logits, 1); // [N, V]
    const target = oneHotRows(labels, V); // [N, V]
    return {
      value: neg(weightedSum(weights, target, logProbabilities)),
      saved: { probabilities, target, weights },
      backward: (dy, { probabilities, target, weights }) => [
        mul(sub(probabilities, target), mul(weights, dy)), // [N, V]
      ],
    };
  });
}
