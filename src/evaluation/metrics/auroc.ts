// How well a score tells what is in scope from what is not: the chance that an example in scope scores higher than one out of
// scope, half where they tie (Mann, Whitney 1947). .5 is guessing. The score of a classifier is the largest probability of a
// class in scope: the maximum softmax probability of Hendrycks, Gimpel 2017 (arXiv 1610.02136) where "out of scope" is no class
// of its own, and lower, as it should be, where it is one and likely.

import type { Statistic } from './bootstrap';

/** Area under the ROC curve. NaN where a sample lacks either kind. */
export function auroc(scores: ArrayLike<number>, positive: ArrayLike<number>): Statistic {
  const order = Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  return (counts) => {
    let wins = 0; // positives over the negatives below them
    let [positives, negatives] = [0, 0];
    for (let at = 0; at < order.length;) {
      const score = scores[order[at]!]!;
      let [tiedPositives, tiedNegatives] = [0, 0];
      for (; at < order.length && scores[order[at]!] === score; at++) {
        const count = counts[order[at]!]!;
        if (positive[order[at]!]) tiedPositives += count;
        else tiedNegatives += count;
      }
      wins += tiedPositives * (negatives + tiedNegatives / 2);
      positives += tiedPositives;
      negatives += tiedNegatives;
    }
    return wins / (positives * negatives);
  };
}

/** The largest probability of a class in scope, for each row of [n, K]. */
export function scopeScores(probabilities: Float32Array, classes: number, outOfScope: number): Float32Array {
  return Float32Array.from({ length: probabilities.length / classes }, (_, n) => {
    let most = 0;
    for (let k = 0; k < classes; k++)
      if (k !== outOfScope) most = Math.max(most, probabilities[n * classes + k]!);
    return most;
  });
}
