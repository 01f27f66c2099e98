// Sentences with their labels in words, for a prompt that shows some: of each label as many as are wanted, of those that the student may see.

import { BUILT_IN_SET, type RunConfig } from '../../catalog/run-config';
import type { TextSet } from '../../data/text-set';
import { intentSet } from './built-in-set';
import { knownRows } from './known-rows';
import { answerOf } from './label-scorer';
import { labelWords } from './label-words';

/** @param find a set by its id. */
export async function examplesOf(
  config: RunConfig,
  perLabel: number,
  find: (id: string) => Promise<TextSet>,
): Promise<{ sentence: string; answer: string }[]> {
  const { labels, train } = config.textSet === BUILT_IN_SET ? intentSet() : await find(config.textSet);
  const words = labelWords(labels, config);
  const taken = new Map<number, number>();
  const rows = knownRows(config, train.labels).filter((row) => {
    const label = train.labels[row]!;
    taken.set(label, (taken.get(label) ?? 0) + 1);
    return taken.get(label)! <= perLabel;
  });
  return rows.map((row) => ({
    sentence: train.texts[row]!.replace(/\s+/g, ' ').trim(),
    answer: answerOf(words.get(labels[train.labels[row]!]!)!),
  }));
}
