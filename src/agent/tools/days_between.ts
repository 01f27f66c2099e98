// Whole calendar days between two dates, whichever comes first; without years, within the next twelve months.

import { RetortError } from '../../lib/errors';
import { daysBetween, localDate } from '../local-date';
import type { Tool } from '../types';
import { readDate } from '../words/read-date';

const date = { en: 'Month and day, with or without a year.', 'zh-CN': '月和日，可带年份。' };

export const tool: Tool = {
  name: 'days_between',
  label: { en: 'Days between', 'zh-CN': '相隔天数' },
  help: { en: 'How many days lie between two dates.', 'zh-CN': '两个日期相隔多少天。' },
  example: {
    en: 'how many days between march 3 and june 20',
    'zh-CN': 'how many days between march 3 and june 20',
  },
  params: [
    { name: 'from', type: { kind: 'date', defaults: ['today'] }, help: date },
    { name: 'to', type: { kind: 'date' }, help: date },
  ],
  async run([from = '', to = ''], environment) {
    const today = localDate(environment.now(), environment.timeZone());
    const start = readDate(from, today);
    const end = readDate(to, start ?? today); // "from december 20 to january 5" goes over the year
    if (!start || !end)
      throw new RetortError('tool-failed', `"${from}" and "${to}" are not two dates. Say them as dec 25.`);
    return String(Math.abs(daysBetween(start, end)));
  },
};
