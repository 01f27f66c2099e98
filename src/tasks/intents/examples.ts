// Sentences with their labels in words, for a prompt that shows some: of each label as many as are wanted, of those that the student may see.

import { BUILT_IN_SET, type RunConfig } from '../../catalog/run-config';
import type { TextSet } from '../../data/text-set';
import { upTo } from '../../lib/up-to';
import { intentSet } from './built-in-set';
import { knownRows } from './known-rows';
import { answerOf } from './label-scorer';
import { labelWords } from './label-words';

/** Sentences by which the pace is measured. */
const TRIAL = 10;

/** Sentences of the set with what its labels mean, as a language model is asked about them. @param find a set by its id. */
export async function trialSentences(
  config: RunConfig,
  find: (id: string) => Promise<TextSet>,
): Promise<{ sentences: string[]; words: string[] }> {
  const { labels, train } = config.textSet === BUILT_IN_SET ? intentSet() : await find(config.textSet);
  const step = Math.max(1, Math.floor(train.texts.length / TRIAL));
  return {
    sentences: upTo(Math.min(TRIAL, train.texts.length)).map((i) => train.texts[i * step]!),
    words: [...labelWords(labels, config).values()],
  };
}

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
