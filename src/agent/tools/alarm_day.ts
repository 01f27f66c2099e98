// An alarm on a weekday, or one that repeats: daily, on weekdays, at weekends.

import { alarmAt, TIME_PARAM } from './alarm';
import { ALARM_DAYS, type Tool } from '../types';

export const tool: Tool = {
  name: 'alarm_day',
  effect: 'adds',
  label: { en: 'Alarm on a day', 'zh-CN': '指定日期的闹钟' },
  help: { en: 'Sets an alarm on a weekday, or every day.', 'zh-CN': '在某天或每天设置闹钟。' },
  example: { en: 'wake me at 7 on weekdays', 'zh-CN': 'wake me at 7 on weekdays' },
  params: [
    {
      name: 'day',
      type: { kind: 'enum', values: ALARM_DAYS },
      help: { en: 'A weekday, daily, weekdays or weekends.', 'zh-CN': '星期几、每天、工作日或周末。' },
    },
    TIME_PARAM,
  ],
  async run([day = '', time = ''], environment) {
    const alarm = alarmAt(time, day, `${day} ${time}`);
    await environment.setAlarm(alarm);
    return alarm.label;
  },
};
