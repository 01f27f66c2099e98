// A date so many days, weeks, months or years before or after another: "saturday november 28", with its year where that is not
// this one. A month later is the same day of that month, or its last.

import { RetortError } from '../../lib/errors';
import { dateInWords, localDate, shifted, type CalendarUnit } from '../local-date';
import type { Tool } from '../types';
import { readDate } from '../words/read-date';

const UNITS = ['day', 'week', 'month', 'year'] as const satisfies readonly CalendarUnit[];
const LONGEST = 100_000;

export const tool: Tool = {
  name: 'date',
  label: { en: 'Date', 'zh-CN': '日期' },
  help: { en: 'The date so long before or after another.', 'zh-CN': '某日期之前或之后若干天的日期。' },
  example: { en: "what's the date in 10 days", 'zh-CN': "what's the date in 10 days" },
  params: [
    {
      name: 'amount',
      type: { kind: 'number', defaults: ['1', '2'] },
      help: { en: 'How many.', 'zh-CN': '数量。' },
    },
    {
      name: 'unit',
      type: { kind: 'enum', values: UNITS },
      help: { en: 'Days, weeks, months or years.', 'zh-CN': '天、周、月或年。' },
    },
    {
      name: 'side',
      type: { kind: 'enum', values: ['after', 'before'] },
      help: { en: 'After or before.', 'zh-CN': '之后或之前。' },
    },
    {
      name: 'from',
      type: { kind: 'date', defaults: ['today'] },
      help: { en: 'From which date, or "today".', 'zh-CN': '起始日期，或 "today"（今天）。' },
    },
  ],
  async run([amount = '', unit = '', side = '', from = ''], environment) {
    const today = localDate(environment.now(), environment.timeZone());
    const start = readDate(from, today);
    const known = UNITS.find((name) => name === unit);
    const count = Number(amount);
    if (!start || !known || !Number.isInteger(count) || Math.abs(count) > LONGEST)
      throw new RetortError(
        'tool-failed',
        `I cannot count ${amount} ${unit} ${side} ${from}. Say a whole number of days, weeks, months or years.`,
      );
    return dateInWords(shifted(start, side === 'before' ? -count : count, known), today.year);
  },
};
