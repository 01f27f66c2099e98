// A timer with a name, or that says what to do when it is over: "pasta", "check the oven".

import { RetortError } from '../../lib/errors';
import type { Tool } from '../types';
import { timerSeconds } from './timer';

export const tool: Tool = {
  name: 'timer_for',
  label: { en: 'Named timer', 'zh-CN': '命名计时器' },
  help: { en: 'Starts a timer for something.', 'zh-CN': '为某件事启动计时器。' },
  example: { en: 'set a pasta timer for 9 minutes', 'zh-CN': 'set a pasta timer for 9 minutes' },
  params: [
    { name: 'amount', type: { kind: 'number' }, help: { en: 'How many.', 'zh-CN': '数量。' } },
    {
      name: 'unit',
      type: { kind: 'enum', values: ['s', 'min', 'h'] },
      help: { en: 'Seconds, minutes or hours.', 'zh-CN': '秒、分钟或小时。' },
    },
    { name: 'label', type: { kind: 'text' }, help: { en: 'What it is for.', 'zh-CN': '用途。' } },
  ],
  async run([amount = '', unit = '', label = ''], environment) {
    const name = label.trim();
    if (!name) throw new RetortError('tool-failed', 'The timer has no name. Say what it is for.');
    await environment.startTimer(timerSeconds(amount, unit), name);
    return `${name} ${amount} ${unit}`;
  },
};
