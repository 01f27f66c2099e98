// How much is left of the running timers, or of the one that matches best.

import { timeSpan } from '../words/time-span';
import type { Tool } from '../types';

export const tool: Tool = {
  name: 'timer_left',
  label: { en: 'Time left', 'zh-CN': '剩余时间' },
  help: { en: 'How much is left of your timers.', 'zh-CN': '计时器还剩多少时间。' },
  example: { en: 'how much time is left', 'zh-CN': 'how much time is left' },
  params: [
    {
      name: 'which',
      type: { kind: 'text', defaults: ['all'] },
      help: { en: 'The timer\'s name, or "all".', 'zh-CN': '计时器名称，或 "all"（全部）。' },
    },
  ],
  async run([which = 'all'], environment) {
    const rings = await environment.rings.find('timer', which === 'all' ? null : which);
    if (rings.length === 0) return which === 'all' ? 'no timer is running' : `no ${which} timer is running`;
    const now = environment.now();
    return rings.map(({ label, at }) => `${label} ${timeSpan((at - now) / 1000)}`).join(' and ');
  },
};
