// The clock: local time in a city, or here. Time zones come from Intl; places from words/cities.ts.

import { RetortError } from '../../lib/errors';
import type { Tool } from '../types';
import { clockOf } from '../words/clocks';

export const tool: Tool = {
  name: 'time',
  label: { en: 'Time', 'zh-CN': '时间' },
  help: { en: 'The local time here or in a city.', 'zh-CN': '本地或某个城市的当前时间。' },
  example: { en: 'what time is it in tokyo', 'zh-CN': 'what time is it in tokyo' },
  params: [
    {
      name: 'city',
      type: { kind: 'city' },
      help: { en: 'A well-known city, or "here".', 'zh-CN': '知名城市，或 "here"（本地）。' },
    },
  ],
  run(args, environment) {
    const name = args[0] ?? '';
    const zone = clockOf(name, environment);
    if (!zone) {
      return Promise.reject(
        new RetortError('tool-failed', `I do not know the city "${name}". Try a large city nearby.`),
      );
    }
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    return Promise.resolve(format.format(environment.now()));
  },
};
