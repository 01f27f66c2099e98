// What each label of a set means, in words: of the built-in set what its tool is for.

import { tools } from '../../agent/registry';
import { parseLabelWords, wordsOfName } from '../../catalog/label-words';
import { BUILT_IN_SET, type RunConfig } from '../../catalog/run-config';
import type { TextSet } from '../../data/text-set';
import { intentLabels, NO_INTENT } from './built-in-set';

/** Of a set by its id. */
export async function wordsOfLabels(
  { textSet, labelWords: own }: Pick<RunConfig, 'textSet' | 'labelWords'>,
  find: (id: string) => Promise<TextSet>,
): Promise<{ label: string; words: string }[]> {
  const labels = textSet === BUILT_IN_SET ? intentLabels() : (await find(textSet)).labels;
  const words = labelWords(labels, { textSet, labelWords: own });
  return [...words].map(([label, words]) => ({ label, words }));
}

/** By label. */
export function labelWords(
  labels: readonly string[],
  { textSet, labelWords: own }: Pick<RunConfig, 'textSet' | 'labelWords'>,
): Map<string, string> {
  const given = parseLabelWords(own);
  return new Map(labels.map((label) => [label, given?.get(label) ?? usualWords(label, textSet)]));
}

function usualWords(label: string, textSet: string): string {
  if (textSet !== BUILT_IN_SET) return wordsOfName(label);
  if (label === NO_INTENT) return 'small talk about something else';
  const tool = tools.get(label);
  return tool ? `${wordsOfName(label)}: ${tool.example.en}` : wordsOfName(label);
}
