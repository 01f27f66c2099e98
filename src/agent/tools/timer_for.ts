// A timer with a name, or that says what to do when it is over: "pasta", "check the oven".

import { RetortError } from '../../lib/errors';
import type { Tool } from '../types';
import { LENGTH_PARAMS, timerSeconds } from './timer';

export const tool: Tool = {
  name: 'timer_for',
  effect: 'adds',
  label: { en: 'Named timer', 'zh-CN': '命名计时器' },
  help: { en: 'Starts a timer for something.', 'zh-CN': '为某件事启动计时器。' },
  example: { en: 'set a pasta timer for 9 minutes', 'zh-CN': 'set a pasta timer for 9 minutes' },
  params: [
    ...LENGTH_PARAMS,
    { name: 'label', type: { kind: 'text' }, help: { en: 'What it is for.', 'zh-CN': '用途。' } },
  ],
  async run([amount = '', unit = '', label = ''], environment) {
    const name = label.trim();
    if (!name) throw new RetortError('tool-failed', 'The timer has no name. Say what it is for.');
    await environment.startTimer(timerSeconds(amount, unit), name);
    return `${name} ${amount} ${unit}`;
  },
};
