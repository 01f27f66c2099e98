// Explains a term of distillation in a sentence. The texts are fixed: the model chooses the term, it does not make it up.

import { RetortError } from '../../lib/errors';
import type { Tool } from '../types';
import { TOPICS } from '../words/topics';

const NAMES = Object.keys(TOPICS);

export const tool: Tool = {
  name: 'explain',
  label: { en: 'Explain', 'zh-CN': '解释' },
  help: { en: 'Explains a term of distillation.', 'zh-CN': '解释蒸馏中的一个术语。' },
  example: { en: 'what does lambda do', 'zh-CN': 'what does lambda do' },
  params: [
    { name: 'topic', type: { kind: 'enum', values: NAMES }, help: { en: 'The term.', 'zh-CN': '术语。' } },
  ],
  async run(args) {
    const meaning = TOPICS[args[0] ?? ''];
    if (!meaning)
      throw new RetortError(
        'tool-failed',
        `I cannot explain "${args[0]}". Ask about one of: ${NAMES.join(' ').replaceAll('_', ' ')}.`,
      );
    return meaning;
  },
};
