// A yardstick for how hard a set is: multinomial naive Bayes over words, smoothed by 0.1. Not part of the product.

import { normalise } from '../../src/agent/normalise';
import { type TextSet, UNLABELLED } from '../../src/data/text-set';

const SMOOTHING = 0.1;

/** Its accuracy on the test sentences. */
export function bagOfWords({ labels, train, test }: TextSet): number {
  const counts = labels.map(() => new Map<string, number>());
  const totals = labels.map(() => 0);
  const known = new Set<string>();
  const wordsOf = (text: string) => normalise(text).split(' ');
  for (const [i, text] of train.texts.entries()) {
    const label = train.labels[i]!;
    if (label === UNLABELLED) continue;
    for (const word of wordsOf(text)) {
      known.add(word);
      counts[label]!.set(word, (counts[label]!.get(word) ?? 0) + 1);
      totals[label]!++;
    }
  }
  const right = test.texts.filter((text, i) => {
    const words = wordsOf(text).filter((word) => known.has(word));
    const scores = labels.map((_, k) =>
      words.reduce(
        (sum, word) =>
          sum + Math.log(((counts[k]!.get(word) ?? 0) + SMOOTHING) / (totals[k]! + SMOOTHING * known.size)),
        0,
      ),
    );
    return scores.indexOf(Math.max(...scores)) === test.labels[i];
  });
  return right.length / test.texts.length;
}
