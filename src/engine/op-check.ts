// Compares an op, value and gradients, with its float64 twin on the current backend: for the unit tests, and for the check of the
// fused kernels when a backend starts (kernel-check.ts).

import { grads, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Rng } from '../lib/rng';
import type { OpCase } from './op-cases';
import { slope, slopeAlong } from './reference';
import { dispose, read, tensor } from './tensor';

export interface CheckResult {
  /** Largest |op − twin| / (1 + |twin|) over all numbers. */
  maxError: number;
  /** Which op, and which of its numbers. */
  worst: string;
}

/** NaN counts as infinitely wrong. */
function error(got: ArrayLike<number>, expected: Float64Array): number {
  if (got.length !== expected.length) return Infinity;
  return expected.reduce((worst, value, i) => {
    const off = Math.abs(got[i]! - value) / (1 + Math.abs(value));
    return Number.isNaN(off) ? Infinity : Math.max(worst, off);
  }, 0);
}

/**
 * Value and gradients of one op; the gradients are those of Σ r·op with random r. Each number of them is compared, or, for
 * sizes at which that would take long, the slope along one random direction for each input.
 */
export async function checkCase(
  { name, inputs, op, twin }: OpCase,
  rng: Rng,
  compare: 'each' | 'along' = 'each',
): Promise<CheckResult> {
  const expected = twin(inputs);
  const r = Float32Array.from(expected, () => rng.normal());
  const [value, gradients] = tidy(() => {
    const tensors = inputs.map(({ shape, data }) => tensor(Float32Array.from(data), shape));
    const value = op(tensors);
    const gradients = grads((...xs: Tensor[]) => op(xs))(tensors, tensor(r, value.shape));
    return [value, gradients] as const;
  });
  const results = [{ maxError: error(await read(value), expected), worst: `${name}: value` }];
  const objective = () => twin(inputs).reduce((total, y, at) => total + y * r[at]!, 0);
  for (const [i, { data }] of inputs.entries()) {
    const got = await read(gradients[i]!);
    let maxError: number;
    if (compare === 'each' || got.length !== data.length) maxError = error(got, slope(objective, data));
    else {
      // of length 1, so that the sum's rounding does not grow with the number of its terms
      const direction = Float64Array.from(data, () => rng.normal() / Math.sqrt(data.length));
      const along = direction.reduce((total, d, at) => total + d * got[at]!, 0);
      maxError = error([along], Float64Array.of(slopeAlong(objective, data, direction)));
    }
    results.push({ maxError, worst: `${name}: gradient ${i}` });
  }
  dispose([value, ...gradients]);
  return worstOf(results);
}

const worstOf = (results: readonly CheckResult[]): CheckResult =>
  results.reduce((a, b) => (b.maxError > a.maxError ? b : a));
