// On which weekday a date falls; without a year, the next such date.

import { RetortError } from '../../lib/errors';
import { localDate, weekdayOfDate } from '../local-date';
import type { Tool } from '../types';
import { readDate } from '../words/read-date';

export const tool: Tool = {
  name: 'weekday',
  label: { en: 'Weekday', 'zh-CN': '星期几' },
  help: { en: 'On which weekday a date falls.', 'zh-CN': '某日期是星期几。' },
  example: { en: 'what weekday is dec 25', 'zh-CN': 'what weekday is dec 25' },
  params: [
    {
      name: 'date',
      type: { kind: 'date' },
      help: { en: 'Month and day, with or without a year.', 'zh-CN': '月和日，可带年份。' },
    },
  ],
  async run([date = ''], environment) {
    const found = readDate(date, localDate(environment.now(), environment.timeZone()));
    if (!found)
      throw new RetortError('tool-failed', `"${date}" is no date. Say a month and a day, such as dec 25.`);
    return weekdayOfDate(found);
  },
};
