// Cancels all running timers, or the one that matches best.

import type { Tool } from '../types';

export const tool: Tool = {
  name: 'timer_stop',
  label: { en: 'Cancel timer', 'zh-CN': '取消计时器' },
  help: { en: 'Cancels your timers.', 'zh-CN': '取消计时器。' },
  example: { en: 'cancel the timer', 'zh-CN': 'cancel the timer' },
  effect: 'changes',
  params: [
    {
      name: 'which',
      type: { kind: 'text', defaults: ['all'] },
      help: { en: 'The timer\'s name, or "all".', 'zh-CN': '计时器名称，或 "all"（全部）。' },
    },
  ],
  async run([which = 'all'], environment) {
    const rings = await environment.rings.find('timer', which === 'all' ? null : which);
    for (const ring of rings) await environment.rings.cancel(ring);
    if (rings.length === 0) return which === 'all' ? 'no timer is running' : `no ${which} timer is running`;
    return rings.map(({ label }) => `${label} stopped`).join(' and ');
  },
};
