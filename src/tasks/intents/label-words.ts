// What each label of a set means, in words: of the built-in set what its tool is for.

import { tools } from '../../agent/registry';
import { parseLabelWords, wordsOfName } from '../../catalog/label-words';
import { BUILT_IN_SET, type RunConfig } from '../../catalog/run-config';
import { NO_INTENT } from './built-in-set';

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
