// A reminder: an alarm that says what to do.

import { alarmAt, TIME_PARAM } from './alarm';
import { ALARM_DAYS, type Tool } from '../types';

export const tool: Tool = {
  name: 'remind',
  effect: 'adds',
  label: { en: 'Reminder', 'zh-CN': '提醒' },
  help: { en: 'Reminds you of something at a time.', 'zh-CN': '在某个时刻提醒你做某事。' },
  example: { en: 'remind me at 5 pm to call mom', 'zh-CN': 'remind me at 5 pm to call mom' },
  params: [
    {
      name: 'day',
      type: { kind: 'enum', values: ALARM_DAYS },
      help: { en: 'A day, or "next": as soon as it is that late.', 'zh-CN': '某天，或 "next"（最近一次）。' },
    },
    TIME_PARAM,
    { name: 'item', type: { kind: 'text' }, help: { en: 'What to do.', 'zh-CN': '要做的事。' } },
  ],
  async run([day = '', time = '', item = ''], environment) {
    const alarm = alarmAt(time, day, item);
    await environment.setAlarm(alarm);
    return day === 'next' ? `${time} ${item}` : `${day} ${time} ${item}`;
  },
};
