// Days until a date: whole calendar days from today here to the next such day; today is 0.

import { RetortError } from '../../lib/errors';
import { daysBetween, localDate } from '../local-date';
import type { Tool } from '../types';
import { readDate } from '../words/read-date';

export const tool: Tool = {
  name: 'days_until',
  label: { en: 'Days until', 'zh-CN': '倒数天数' },
  help: { en: 'How many days it is until a date or holiday.', 'zh-CN': '距离某个日期或节日还有多少天。' },
  example: { en: 'how long till christmas', 'zh-CN': 'how long till christmas' },
  params: [
    {
      name: 'date',
      type: { kind: 'date' },
      help: { en: 'Month and day ("dec 25"), or a holiday.', 'zh-CN': '月和日（如 "dec 25"），或节日名。' },
    },
  ],
  run(args, environment) {
    const name = args[0] ?? '';
    const today = localDate(environment.now(), environment.timeZone());
    const target = readDate(name, today);
    const days = target ? daysBetween(today, target) : -1;
    if (days < 0) {
      return Promise.reject(
        new RetortError('tool-failed', `"${name}" is no date. Say a month and a day, such as dec 25.`),
      );
    }
    return Promise.resolve(String(days));
  },
};
