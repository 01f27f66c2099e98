// How far the clocks of two places are apart now: "tokyo is 8 hours ahead of berlin".

import { RetortError } from '../../lib/errors';
import type { Tool } from '../types';
import { clockOf, minutesAhead } from '../words/clocks';

const help = { en: 'A city, a zone, or "here".', 'zh-CN': '城市、时区，或 "here"（本地）。' };

export const tool: Tool = {
  name: 'time_gap',
  label: { en: 'Time difference', 'zh-CN': '时差' },
  help: { en: 'How far the clocks of two places are apart.', 'zh-CN': '两地时差。' },
  example: {
    en: 'time difference between london and tokyo',
    'zh-CN': 'time difference between london and tokyo',
  },
  params: [
    { name: 'from', type: { kind: 'city' }, help },
    { name: 'to', type: { kind: 'city' }, help },
  ],
  async run([from = '', to = ''], environment) {
    const [a, b] = [from, to].map((name) => clockOf(name, environment)) as [string | null, string | null];
    if (!a || !b)
      throw new RetortError(
        'tool-failed',
        `I do not know the place "${a ? to : from}". Try a large city nearby.`,
      );
    const minutes = minutesAhead(b, environment.now()) - minutesAhead(a, environment.now());
    if (minutes === 0) return `${to} has the same time as ${from}`;
    const hours = Math.abs(minutes) / 60;
    return `${to} is ${hours} ${hours === 1 ? 'hour' : 'hours'} ${minutes > 0 ? 'ahead of' : 'behind'} ${from}`;
  },
};
