// One less Pearson's correlation ρ of both models' softened probabilities, times T² (DIST: Huang et al. 2022, arXiv 2205.10536): over
// the classes of each row, and over the rows of each class. By the student's, with a and b less their means:
//   ∂ρ/∂a = b/(‖a‖·‖b‖) − ρ·a/‖a‖²
// Where either side hardly varies there is no correlation, and what is not there does not count.
// N rows, V classes.

import {
  add,
  cast,
  div,
  greater,
  logicalAnd,
  matMul,
  maximum,
  mul,
  reshape,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { rowWeights, softmaxes } from './loss-terms';
import { ownSlope } from './own-slope';
import type { ValueAndSlope } from './row-loss';
import { matchShapes } from './shapes';

/** A standard deviation below this is rounding. */
const LEAST = 1e-6;

/** ρ and ∂ρ/∂a from deviations and a weighted sum that keeps its axis; ρ is 0 where it does not exist. */
function correlation(a: Tensor, b: Tensor, weighted: (x: Tensor) => Tensor) {
  const [aa, bb] = [weighted(square(a)), weighted(square(b))];
  const exists = logicalAnd(greater(aa, LEAST ** 2), greater(bb, LEAST ** 2));
  const safe = (x: Tensor) => where(exists, x, add(zerosLike(x), 1));
  const lengths = sqrt(mul(safe(aa), safe(bb)));
  const rho = where(exists, div(weighted(mul(a, b)), lengths), zerosLike(aa));
  const slope = sub(div(b, lengths), mul(a, div(rho, safe(aa))));
  const counts = cast(exists, 'float32');
  return { rho, slope: mul(slope, counts), counts };
}

/** From a slope by softened probabilities q to one by logits, T left out: q·(g − Σ q·g). */
const throughSoftmax = (q: Tensor, g: Tensor): Tensor => mul(q, sub(g, sum(mul(q, g), -1, true)));

/** T²·(1 − ρ) over the classes of each row. */
export const interClassRows =
  (teacherLogits: Tensor, temperature: number): ValueAndSlope =>
  (logits) => {
    const [q, p] = [logits, teacherLogits].map((z) => softmaxes(z, temperature).probabilities) as [
      Tensor,
      Tensor,
    ];
    const V = logits.shape[1]!;
    const average = (x: Tensor) => div(sum(x, -1, true), V); // [N, 1]
    const { rho, slope, counts } = correlation(sub(q, average(q)), sub(p, average(p)), average);
    return {
      value: mul(reshape(sub(counts, rho), [-1]), temperature ** 2), // [N]
      slope: mul(throughSoftmax(q, mul(slope, -1 / V)), temperature),
    };
  };

/** T²·(1 − ρ) over the rows of each class, a mean over the classes; logits [N, V], mask [N] (rows above 0 count) -> scalar. */
export function intraClass(logits: Tensor, mask: Tensor, teacherLogits: Tensor, temperature: number): Tensor {
  matchShapes('intraClass', {
    logits: [logits, 'N V'],
    mask: [mask, 'N'],
    teacherLogits: [teacherLogits, 'N V'],
  });
  return ownSlope(logits, () => {
    const shares = rowWeights(mask); // [N, 1]
    const counted = greater(shares, 0); // [N, 1]
    const soft = (z: Tensor) => softmaxes(where(counted, z, zerosLike(z)), temperature).probabilities; // [N, V]
    const [q, p] = [soft(logits), soft(teacherLogits)];
    // a product: no backend sums over a first axis well
    const average = (x: Tensor) => matMul(shares, x, true, false); // [1, V]
    const { rho, slope, counts } = correlation(sub(q, average(q)), sub(p, average(p)), average);
    const classes = maximum(sum(counts), 1);
    const byProbability = mul(slope, mul(shares, div(-1, classes))); // [N, V]
    return {
      value: mul(div(sum(sub(counts, rho)), classes), temperature ** 2),
      slope: mul(throughSoftmax(q, byProbability), temperature),
    };
  });
}
