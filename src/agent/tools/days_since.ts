// Whole calendar days from a date to today; without a year, from the last such date.

import { RetortError } from '../../lib/errors';
import { daysBetween, localDate, shifted } from '../local-date';
import type { Tool } from '../types';
import { readDate } from '../words/read-date';

export const tool: Tool = {
  name: 'days_since',
  label: { en: 'Days since', 'zh-CN': '已过天数' },
  help: { en: 'How many days ago a date was.', 'zh-CN': '某日期距今多少天。' },
  example: { en: 'how many days since january 1', 'zh-CN': 'how many days since january 1' },
  params: [
    {
      name: 'date',
      type: { kind: 'date' },
      help: { en: 'Month and day, with or without a year.', 'zh-CN': '月和日，可带年份。' },
    },
  ],
  async run([date = ''], environment) {
    const today = localDate(environment.now(), environment.timeZone());
    let found = readDate(date, today);
    if (found && !/\d{4}$/.test(date) && daysBetween(today, found) > 0)
      found = readDate(date, shifted(found, -1, 'year'));
    const days = found ? daysBetween(found, today) : -1;
    if (days < 0)
      throw new RetortError('tool-failed', `"${date}" is no date that is past. Say one such as may 3 1990.`);
    return String(days);
  },
};
