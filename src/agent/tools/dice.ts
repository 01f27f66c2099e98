// Dice of any number of sides. One die gives its number; up to six give each and the sum, more give the sum alone.

import { RetortError } from '../../lib/errors';
import type { Tool } from '../types';

const MOST_DICE = 100;
const MOST_SIDES = 10_000;

export const tool: Tool = {
  name: 'dice',
  label: { en: 'Dice', 'zh-CN': '骰子' },
  help: { en: 'Rolls dice.', 'zh-CN': '掷骰子。' },
  example: { en: 'roll 2d20', 'zh-CN': 'roll 2d20' },
  params: [
    {
      name: 'count',
      type: { kind: 'number', defaults: ['1'] },
      help: { en: 'How many dice.', 'zh-CN': '骰子个数。' },
    },
    {
      name: 'sides',
      type: { kind: 'number', defaults: ['6'] },
      help: { en: 'Sides of each.', 'zh-CN': '每个骰子的面数。' },
    },
  ],
  async run(args, environment) {
    const [count, sides] = args.map(Number);
    if (
      !count ||
      !sides ||
      !Number.isInteger(count) ||
      !Number.isInteger(sides) ||
      count < 1 ||
      sides < 2 ||
      count > MOST_DICE ||
      sides > MOST_SIDES
    ) {
      throw new RetortError(
        'tool-failed',
        `I cannot roll ${args[0]} dice of ${args[1]} sides. Ask for 1 to ${MOST_DICE} dice of 2 to ${MOST_SIDES} sides.`,
      );
    }
    const rolls = Array.from({ length: count }, () => 1 + environment.rng.int(sides));
    const sum = String(rolls.reduce((a, b) => a + b));
    return count > 1 && count <= 6 ? `${rolls.join(' + ')} = ${sum}` : sum;
  },
};
