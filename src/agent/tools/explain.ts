// Explains a term of distillation in a sentence. The texts are fixed: the model chooses the term, it does not make it up.

import { RetortError } from '../../lib/errors';
import { person } from '../items';
import * as phrasings from '../phrasings/explain';
import { TOPICS } from '../words/topics';
import { framed } from '../frames';
import { TERM_REASONS } from '../phrasings/reasons-numbers';
import type { RequestForm, Tool } from '../types';

const NAMES = Object.keys(TOPICS);

const ask: RequestForm = {
  draw(rng, split) {
    const topic = rng.pick(NAMES);
    const words = rng.pick(TOPICS[topic]!.called);
    return {
      args: [topic],
      words: { topic: words, bare: words.replace(/^(the|an?) /, ''), who: person(rng, split) },
    };
  },
  patterns: phrasings.ask,
};

export const tool: Tool = {
  name: 'explain',
  label: { en: 'Explain', 'zh-CN': '解释' },
  help: { en: 'Explains a term of distillation.', 'zh-CN': '解释蒸馏中的一个术语。' },
  example: { en: 'what does lambda do', 'zh-CN': 'what does lambda do' },
  params: [
    { name: 'topic', type: { kind: 'enum', values: NAMES }, help: { en: 'The term.', 'zh-CN': '术语。' } },
  ],
  requests: [ask].map((form) => framed(form, TERM_REASONS)),
  // the explanation stands in the result; to copy it would only teach copying
  replies: [
    "that's {topic} in short",
    'that is what {topic} means',
    'i hope that helps with {topic}',
    "that's {topic}",
    'in short, that is {topic}',
    'that is the idea of {topic}',
  ],
  async run(args) {
    const topic = TOPICS[args[0] ?? ''];
    if (!topic)
      throw new RetortError(
        'tool-failed',
        `I cannot explain "${args[0]}". Ask about one of: ${NAMES.join(' ').replaceAll('_', ' ')}.`,
      );
    return topic.meaning;
  },
};
