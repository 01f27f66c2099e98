// What can be done to a teacher's logits before a student learns from them, each without gradients; and the standardisation of logits,
// which has one, for the student's side. Logits may be the kept ones with a tail (distillation-loss.ts).
// N rows, V classes, T temperature.

import {
  add,
  cast,
  div,
  exp,
  expandDims,
  fill,
  greater,
  greaterEqual,
  log,
  logSumExp,
  maximum,
  mean,
  moments,
  mul,
  notEqual,
  slice,
  sqrt,
  sub,
  sum,
  type Tensor,
  topk,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { differentiable } from '../differentiable';
import { NOT_KEPT } from './distillation-loss';
import { oneHotRows } from './loss-terms';
import { argMax } from './predictions';

/** A teacher's logits [N, V], and the rest of them as ln Σ e^(z/T) [N] where not all were kept. */
export interface SoftLabels {
  logits: Tensor;
  tail?: Tensor | undefined;
}

const isKept = (logits: Tensor): Tensor => greater(logits, NOT_KEPT / 2); // [N, V]

/** Logits whose softmax at T is that of the given ones at T·factor. A tail says the same at either. */
export const reheated = ({ logits, tail }: SoftLabels, factor: number): SoftLabels => ({
  logits: where(isKept(logits), div(logits, factor), logits),
  tail,
});

/** (1 − share)·p + share/V, as logits at T; of a bucket its classes' part. */
export function smoothed({ logits, tail }: SoftLabels, share: number, temperature: number): SoftLabels {
  const V = logits.shape[1]!;
  const kept = isKept(logits); // [N, V]
  const scaled = where(kept, div(logits, temperature), logits); // [N, V]
  const tops = logSumExp(scaled, -1, true); // [N, 1]
  const all = tail ? logOfSum(tops, expandDims(tail, -1)) : tops; // [N, 1]
  const mixed = (logP: Tensor, even: Tensor | number) => log(add(mul(exp(logP), 1 - share), even));
  const probabilities = mixed(sub(scaled, all), share / V); // ln p' [N, V]
  const others = sub(V, sum(cast(kept, 'float32'), -1)); // [N]
  return {
    logits: where(kept, mul(probabilities, temperature), logits),
    tail: tail && sum(mixed(sub(expandDims(tail, -1), all), mul(expandDims(others, -1), share / V)), -1),
  };
}

/** ln(e^a + e^b) */
function logOfSum(a: Tensor, b: Tensor): Tensor {
  const top = maximum(a, b);
  return add(top, log(add(exp(sub(a, top)), exp(sub(b, top)))));
}

/** Where the largest logit is not the label's, the two change places. @param mask [N], above 0 where there is a label. */
export function shifted({ logits, tail }: SoftLabels, labels: Tensor, mask: Tensor): SoftLabels {
  const V = logits.shape[1]!;
  const chosen = argMax(logits); // [N]
  const wrong = cast(
    mul(cast(greater(mask, 0), 'float32'), cast(notEqual(chosen, cast(labels, 'int32')), 'float32')),
    'bool',
  );
  const [top, label] = [oneHotRows(chosen, V), oneHotRows(labels, V)]; // [N, V]
  const at = (which: Tensor) => sum(where(greater(which, 0), logits, zerosLike(logits)), -1, true); // [N, 1]
  const swapped = where(
    greater(label, 0),
    add(at(top), zerosLike(logits)),
    where(greater(top, 0), add(at(label), zerosLike(logits)), logits),
  );
  return { logits: where(expandDims(wrong, -1), swapped, logits), tail };
}

/** The k largest logits of each row; all others go to the tail at T. */
export function keptLargest({ logits, tail }: SoftLabels, k: number, temperature: number): SoftLabels {
  const V = logits.shape[1]!;
  if (k >= V) return { logits, tail };
  const least = slice(topk(logits, k).values, [0, k - 1], [-1, 1]); // [N, 1]
  const kept = greaterEqual(logits, least); // [N, V]; ties stay together
  const nothing = fill(logits.shape, NOT_KEPT);
  const others = where(kept, nothing, where(isKept(logits), div(logits, temperature), nothing)); // [N, V]
  const rest = logSumExp(others, -1); // [N]
  return { logits: where(kept, logits, nothing), tail: tail ? logOfSum(rest, tail) : rest };
}

/** Standard deviations below this count as this: a row of equal logits stays one. */
const LEAST = 1e-6;

/** (z − mean)/std of each row [N, V], differentiable. Sun et al. 2024, arXiv 2403.01427. */
export function standardised(logits: Tensor): Tensor {
  return differentiable([logits], () => {
    const { mean: center, variance } = moments(logits, -1, true); // [N, 1]
    const spread = maximum(sqrt(variance), LEAST); // [N, 1]
    const value = div(sub(logits, center), spread); // [N, V]
    return {
      value,
      saved: { value, spread },
      backward: (dy, { value, spread }) => {
        const along = mean(mul(dy, value), -1, true); // [N, 1]
        return [div(sub(sub(dy, mean(dy, -1, true)), mul(value, along)), spread)];
      },
    };
  });
}
