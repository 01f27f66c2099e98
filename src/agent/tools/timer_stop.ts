// Cancels all running timers, or the one that matches best.

import { cancelRings, noTimer, ringsNamed, WHICH_TIMER } from '../rings';
import type { Tool } from '../types';

export const tool: Tool = {
  name: 'timer_stop',
  label: { en: 'Cancel timer', 'zh-CN': '取消计时器' },
  help: { en: 'Cancels your timers.', 'zh-CN': '取消计时器。' },
  example: { en: 'cancel the timer', 'zh-CN': 'cancel the timer' },
  effect: 'changes',
  params: [WHICH_TIMER],
  async run([which = 'all'], environment) {
    const rings = await ringsNamed(environment, 'timer', which);
    return rings.length === 0 ? noTimer(which) : cancelRings(environment, rings, 'stopped');
  },
};
