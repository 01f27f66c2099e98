// Whether a model is as sure as it is right: expected calibration error, the mean gap between confidence and accuracy over bins
// of equal width, weighted by how many examples fall in each. Naeini, Cooper, Hauskrecht 2015; Guo et al. 2017, arXiv 1706.04599.
// A bootstrap of it leans upwards a little, since every draw is noisier than the sample.

import type { Statistic } from './bootstrap';

export const BINS = 10;

/** Bin of a confidence: (0, .1], (.1, .2] … */
const binOf = (confidence: number): number =>
  Math.min(BINS - 1, Math.max(0, Math.ceil(confidence * BINS) - 1));

export interface ReliabilityBin {
  count: number;
  /** Mean confidence and share of right answers; NaN in an empty bin. */
  confidence: number;
  accuracy: number;
}

/** The bins of the reliability plot, from unsure to sure. */
export function reliability(
  confidence: ArrayLike<number>,
  right: ArrayLike<number>,
  counts?: ArrayLike<number>,
): ReliabilityBin[] {
  const bins = Array.from({ length: BINS }, () => ({ count: 0, sure: 0, right: 0 }));
  for (let i = 0; i < confidence.length; i++) {
    const bin = bins[binOf(confidence[i]!)]!;
    const count = counts ? counts[i]! : 1;
    bin.count += count;
    bin.sure += count * confidence[i]!;
    bin.right += count * right[i]!;
  }
  return bins.map(({ count, sure, right }) => ({ count, confidence: sure / count, accuracy: right / count }));
}

/** Expected calibration error, 0 to 1. */
export const calibrationError =
  (confidence: ArrayLike<number>, right: ArrayLike<number>): Statistic =>
  (counts) => {
    let gap = 0;
    let all = 0;
    for (const bin of reliability(confidence, right, counts)) {
      if (bin.count > 0) gap += bin.count * Math.abs(bin.confidence - bin.accuracy);
      all += bin.count;
    }
    return gap / all;
  };
