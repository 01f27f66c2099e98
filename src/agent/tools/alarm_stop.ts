// Cancels all alarms, or the one at a time.

import { cancelRings, ringsNamed } from '../rings';
import type { Tool } from '../types';

export const tool: Tool = {
  name: 'alarm_stop',
  label: { en: 'Cancel alarm', 'zh-CN': '取消闹钟' },
  help: { en: 'Cancels your alarms, or the one at a time.', 'zh-CN': '取消全部闹钟或某个时刻的闹钟。' },
  example: { en: 'cancel the 7 am alarm', 'zh-CN': 'cancel the 7 am alarm' },
  effect: 'changes',
  params: [
    {
      name: 'time',
      type: { kind: 'time', defaults: ['all'] },
      help: { en: '24-hour time, hh:mm, or "all".', 'zh-CN': '24 小时制时间 hh:mm，或 "all"（全部）。' },
    },
  ],
  async run([time = 'all'], environment) {
    const rings = await ringsNamed(environment, 'alarm', time);
    if (rings.length > 0) return cancelRings(environment, rings, 'cancelled');
    return time === 'all' ? 'no alarm is set' : `no alarm is set for ${time}`;
  },
};
