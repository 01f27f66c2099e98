// A random whole number between two bounds, both included.

import { RetortError } from '../../lib/errors';
import type { Tool } from '../types';

export const tool: Tool = {
  name: 'random',
  label: { en: 'Random number', 'zh-CN': '随机数' },
  help: { en: 'Draws a random whole number.', 'zh-CN': '抽取一个随机整数。' },
  example: { en: 'pick a number between 1 and 50', 'zh-CN': 'pick a number between 1 and 50' },
  params: [
    {
      name: 'min',
      type: { kind: 'number', defaults: ['1'] },
      help: { en: 'The smallest.', 'zh-CN': '最小值。' },
    },
    {
      name: 'max',
      type: { kind: 'number', defaults: ['100'] },
      help: { en: 'The largest.', 'zh-CN': '最大值。' },
    },
  ],
  async run(args, environment) {
    const [a, b] = args.map(Number);
    if (a === undefined || b === undefined || !Number.isInteger(a) || !Number.isInteger(b)) {
      throw new RetortError(
        'tool-failed',
        `${args.join(' to ')} is no range of whole numbers. Ask for one such as 1 to 50.`,
      );
    }
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    return String(low + environment.rng.int(high - low + 1));
  },
};
