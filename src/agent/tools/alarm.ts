// An alarm at a clock time, today or tomorrow, whichever comes first. Lengths of time are timer.ts.

import { RetortError } from '../../lib/errors';
import { ALARM_DAYS, type Alarm, type Tool, type ToolParam } from '../types';

/** An alarm as the environment takes it. Throws RetortError('tool-failed') where time or day is none. */
export function alarmAt(time: string, day: string, label: string): Alarm {
  const known = ALARM_DAYS.find((name) => name === day);
  if (!known || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
    throw new RetortError(
      'tool-failed',
      `"${known ? time : day}" is no time of day. Say one such as 7:30 or quarter to 9.`,
    );
  }
  return { time, day: known, label };
}

export const TIME_PARAM: ToolParam = {
  name: 'time',
  type: { kind: 'time' },
  help: { en: '24-hour time, hh:mm.', 'zh-CN': '24 小时制时间 hh:mm。' },
};

export const tool: Tool = {
  name: 'alarm',
  effect: 'adds',
  label: { en: 'Alarm', 'zh-CN': '闹钟' },
  help: { en: 'Sets an alarm at a time of day.', 'zh-CN': '在某个时刻设置闹钟。' },
  example: { en: 'wake me at half past 7', 'zh-CN': 'wake me at half past 7' },
  params: [TIME_PARAM],
  async run(args, environment) {
    const alarm = alarmAt(args[0] ?? '', 'next', args[0] ?? '');
    await environment.setAlarm(alarm);
    return alarm.time;
  },
};
