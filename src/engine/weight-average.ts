// The moving average of weights while they are trained (Polyak, Juditsky 1992): steadier than the weights of the last step, which
// still carry the noise of the last batches, and better on what was not trained on, at the cost of a second copy.
//   a ← d·a + (1−d)·w,  d = min(0.998, (1+step)/(10+step)): about the last tenth of a run, of long ones the last five hundred steps

import { add, mul } from '@tensorflow/tfjs-core';
import { type Params, tidy } from './tensor';

const DECAY = 0.998;
/** Of this many steps one is counted for all, once they are past FIRST: three small kernels a weight are not nothing. */
const EVERY = 4;
const FIRST = 100;

/** a ← d·a + (1−d)·w. Both hold the same names; the average changes in place. */
export function followWeights(average: Params, weights: Params, decay: number): void {
  for (const [name, weight] of Object.entries(weights)) {
    const mean = average[name]!;
    tidy(() => mean.assign(add(mul(mean, decay), mul(weight, 1 - decay))));
  }
}

/** After a step, counted from 1. Both hold the same names; the average changes in place. */
export function averageWeights(average: Params, weights: Params, step: number): void {
  const steps = step <= FIRST ? 1 : EVERY;
  if (step % steps !== 0) return;
  const decay = Math.min(DECAY, (1 + step) / (10 + step)) ** steps;
  followWeights(average, weights, decay);
}
