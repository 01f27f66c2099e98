// The date of the next monday, tuesday …: "friday december 4". On a monday the next monday is in a week.

import { RetortError } from '../../lib/errors';
import { dateInWords, localDate, shifted } from '../local-date';
import type { Tool } from '../types';
import { readDate } from '../words/read-date';
import { WEEKDAYS } from '../words/weekdays';

export const tool: Tool = {
  name: 'next_day',
  label: { en: 'Next weekday', 'zh-CN': '下个星期几' },
  help: { en: 'The date of the next monday, tuesday …', 'zh-CN': '下一个星期几的日期。' },
  example: { en: 'what date is next friday', 'zh-CN': 'what date is next friday' },
  params: [
    {
      name: 'weekday',
      type: { kind: 'enum', values: WEEKDAYS },
      help: { en: 'Which weekday.', 'zh-CN': '星期几。' },
    },
  ],
  async run([weekday = ''], environment) {
    const today = localDate(environment.now(), environment.timeZone());
    const found = WEEKDAYS.some((name) => name === weekday)
      ? readDate(weekday, shifted(today, 1, 'day'))
      : null;
    if (!found) throw new RetortError('tool-failed', `"${weekday}" is no weekday. Ask for monday to sunday.`);
    return dateInWords(found, today.year);
  },
};
