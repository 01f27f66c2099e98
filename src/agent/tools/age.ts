// Whole years since a date: how old somebody is. Without a year in the date there is no age.

import { RetortError } from '../../lib/errors';
import { localDate } from '../local-date';
import type { Tool } from '../types';
import { readDate } from '../words/read-date';

export const tool: Tool = {
  name: 'age',
  label: { en: 'Age', 'zh-CN': '年龄' },
  help: { en: 'Whole years since a date of birth.', 'zh-CN': '从出生日期算起的周岁。' },
  example: { en: 'how old am i, born on may 3 1990', 'zh-CN': 'how old am i, born on may 3 1990' },
  params: [
    {
      name: 'born',
      type: { kind: 'date' },
      help: { en: 'Month, day and year.', 'zh-CN': '年、月、日。' },
    },
  ],
  async run([born = ''], environment) {
    const today = localDate(environment.now(), environment.timeZone());
    const date = /\d{4}$/.test(born) ? readDate(born, today) : null;
    if (!date) throw new RetortError('tool-failed', `"${born}" has no year. Say a date such as may 3 1990.`);
    const had = today.month > date.month || (today.month === date.month && today.day >= date.day);
    const years = today.year - date.year - (had ? 0 : 1);
    if (years < 0) throw new RetortError('tool-failed', `${born} is yet to come. Say a date that is past.`);
    return String(years);
  },
};
