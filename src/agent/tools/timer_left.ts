// How much is left of the running timers, or of the one that matches best.

import { noTimer, ringsNamed, WHICH_TIMER } from '../rings';
import { timeSpan } from '../words/time-span';
import type { Tool } from '../types';

export const tool: Tool = {
  name: 'timer_left',
  label: { en: 'Time left', 'zh-CN': '剩余时间' },
  help: { en: 'How much is left of your timers.', 'zh-CN': '计时器还剩多少时间。' },
  example: { en: 'how much time is left', 'zh-CN': 'how much time is left' },
  params: [WHICH_TIMER],
  async run([which = 'all'], environment) {
    const rings = await ringsNamed(environment, 'timer', which);
    if (rings.length === 0) return noTimer(which);
    const now = environment.now();
    return rings.map(({ label, at }) => `${label} ${timeSpan((at - now) / 1000)}`).join(' and ');
  },
};
