// Runs the playground's training: start, pause, resume, step, stop, reset. The environment does it and says the new state.

import { RetortError } from '../../lib/errors';
import * as phrasings from '../phrasings/train';
import { framed } from '../frames';
import { TRAIN_REASONS } from '../phrasings/reasons-numbers';
import type { RequestForm, Tool } from '../types';

const ACTIONS = ['start', 'pause', 'resume', 'step', 'stop', 'reset'] as const;

const action = (name: (typeof ACTIONS)[number], patterns: RequestForm['patterns']): RequestForm => ({
  draw: () => ({ args: [name], words: {} }),
  patterns,
});

const start = action('start', phrasings.start);

const pause = action('pause', phrasings.pause);

const resume = action('resume', phrasings.resume);

const step = action('step', phrasings.step);

const stop = action('stop', phrasings.stop);

const reset = action('reset', phrasings.reset);

export const tool: Tool = {
  name: 'train',
  label: { en: 'Training', 'zh-CN': '训练' },
  help: {
    en: 'Starts, pauses, resumes, steps, stops or resets training.',
    'zh-CN': '开始、暂停、继续、单步、停止或重置训练。',
  },
  example: { en: 'start training', 'zh-CN': 'start training' },
  params: [
    {
      name: 'action',
      type: { kind: 'enum', values: ACTIONS },
      help: { en: 'What to do.', 'zh-CN': '操作。' },
    },
  ],
  requests: [start, start, pause, resume, step, stop, reset].map((form) => framed(form, TRAIN_REASONS)),
  replies: [
    'training is {result}',
    'ok, training is {result}',
    'the student is {result}',
    '{result}',
    'ok, {result} now',
    'done, it is {result}',
    'training: {result}',
  ],
  async run(args, environment) {
    const name = args[0] ?? '';
    if (!ACTIONS.some((known) => known === name)) {
      throw new RetortError('tool-failed', `Training cannot "${name}". It can: ${ACTIONS.join(', ')}.`);
    }
    return environment.playground.train(name);
  },
};
