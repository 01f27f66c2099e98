// Runs the playground's training: start, pause, resume, step, stop, reset. The environment does it and says the new state.

import { RetortError } from '../../lib/errors';
import type { Tool } from '../types';

const ACTIONS = ['start', 'pause', 'resume', 'step', 'stop', 'reset'] as const;

export const tool: Tool = {
  name: 'train',
  effect: 'changes',
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
  async run(args, environment) {
    const name = args[0] ?? '';
    if (!ACTIONS.some((known) => known === name)) {
      throw new RetortError('tool-failed', `Training cannot "${name}". It can: ${ACTIONS.join(', ')}.`);
    }
    return environment.playground.train(name);
  },
};
