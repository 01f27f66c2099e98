// What the clocks of one place show when those of another show a time: 15:00 in london is 10:00 in new york.

import { TIME_PARAM } from './alarm';
import { RetortError } from '../../lib/errors';
import type { Tool } from '../types';
import { clockOf, minutesAhead } from '../words/clocks';

const help = { en: 'A city, a zone, or "here".', 'zh-CN': '城市、时区，或 "here"（本地）。' };
const two = (n: number): string => String(n).padStart(2, '0');

export const tool: Tool = {
  name: 'time_at',
  label: { en: 'Time elsewhere', 'zh-CN': '换算时间' },
  help: { en: 'What a time in one place is in another.', 'zh-CN': '把一地的时间换算成另一地的时间。' },
  example: {
    en: 'if it is 3 pm in london what time is it in tokyo',
    'zh-CN': 'if it is 3 pm in london what time is it in tokyo',
  },
  params: [
    TIME_PARAM,
    { name: 'from', type: { kind: 'city' }, help },
    { name: 'to', type: { kind: 'city' }, help },
  ],
  async run([time = '', from = '', to = ''], environment) {
    const [a, b] = [from, to].map((name) => clockOf(name, environment)) as [string | null, string | null];
    const [hours, minutes] = time.split(':').map(Number);
    if (!a || !b || hours === undefined || minutes === undefined)
      throw new RetortError(
        'tool-failed',
        `I do not know the place "${a ? to : from}". Try a large city nearby.`,
      );
    const now = environment.now();
    const later = hours * 60 + minutes + minutesAhead(b, now) - minutesAhead(a, now);
    const day = later < 0 ? ' the day before' : later >= 1440 ? ' the day after' : '';
    const clock = (later + 1440) % 1440;
    return `${two(Math.floor(clock / 60))}:${two(clock % 60)}${day}`;
  },
};
