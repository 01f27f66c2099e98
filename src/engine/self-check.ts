// Trust, but verify: a small computation with known answers that a backend must get right before anything is trained on it
// (some drivers do not). A matrix product, a softmax, a gradient, and a number that half floats cannot hold. The fused
// kernels are checked one by one in kernel-check.ts.

import { linear } from './ops/linear';
import { softmaxCrossEntropy } from './ops/softmax-cross-entropy';
import { valueAndGradients } from './gradients';
import { dispose, read, tensor, tidy, variable } from './tensor';

/** Float32 rounding is below 1e-6 here; a driver that is off by more than this would spoil training. */
const TOLERANCE = 1e-4;

/** Logits x·wᵀ = [[1, −1, 0], [2, 0, −1]]; the rest in float64 (NumPy). */
const KNOWN = {
  x: [1, 2, 3, 1],
  w: [0.6, 0.2, 0.2, -0.6, -0.4, 0.2],
  labels: [0, 2],
  loss: 1.788726,
  gradient: [1.0983126, 0.0871383, 0.2163081, 0.1471282, -1.3146207, -0.2342665],
  tiny: 1e-9,
};

/** Whether the current backend's answers are right. */
export async function selfCheck(): Promise<boolean> {
  const weights = tidy(() => ({ w: variable(tensor(KNOWN.w, [3, 2]), 'self-check') }));
  const { loss, grads, tiny } = tidy(() => {
    const x = tensor(KNOWN.x, [2, 2]);
    const labels = tensor(KNOWN.labels, [2], 'int32');
    const { loss, grads } = valueAndGradients(
      () => ({ loss: softmaxCrossEntropy(linear(x, weights.w), labels, tensor([1, 1], [2])) }),
      weights,
    );
    return { loss, grads, tiny: linear(tensor([1e-5], [1, 1]), tensor([1e-4], [1, 1])) };
  });
  try {
    const close = (got: ArrayLike<number>, expected: readonly number[], tolerance = TOLERANCE) =>
      got.length === expected.length && expected.every((value, i) => Math.abs(got[i]! - value) <= tolerance);
    return (
      close(await read(loss), [KNOWN.loss]) &&
      close(await read(grads['w']!), KNOWN.gradient) &&
      close(await read(tiny), [KNOWN.tiny], KNOWN.tiny * TOLERANCE)
    );
  } finally {
    dispose([loss, tiny, ...Object.values(grads), weights.w]);
  }
}
