// An alarm at a clock time, today or tomorrow, whichever comes first. Lengths of time are timer.ts.

import { RetortError } from '../../lib/errors';
import type { Tool } from '../types';

export const tool: Tool = {
  name: 'alarm',
  label: { en: 'Alarm', 'zh-CN': '闹钟' },
  help: { en: 'Sets an alarm at a time of day.', 'zh-CN': '在某个时刻设置闹钟。' },
  example: { en: 'wake me at half past 7', 'zh-CN': 'wake me at half past 7' },
  params: [
    {
      name: 'time',
      type: { kind: 'time' },
      help: { en: '24-hour time, hh:mm.', 'zh-CN': '24 小时制时间 hh:mm。' },
    },
  ],
  async run(args, environment) {
    const time = args[0] ?? '';
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
      throw new RetortError(
        'tool-failed',
        `"${time}" is no time of day. Say one such as 7:30 or quarter to 9.`,
      );
    }
    await environment.setAlarm(time);
    return time;
  },
};
