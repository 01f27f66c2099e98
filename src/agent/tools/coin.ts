// Fair coins: one gives "heads" or "tails", several give how many of each.

import { RetortError } from '../../lib/errors';
import type { Tool } from '../types';

const MOST_COINS = 1000;

export const tool: Tool = {
  name: 'coin',
  label: { en: 'Coin', 'zh-CN': '硬币' },
  help: { en: 'Flips coins.', 'zh-CN': '抛硬币。' },
  example: { en: 'heads or tails', 'zh-CN': 'heads or tails' },
  params: [
    {
      name: 'count',
      type: { kind: 'number', defaults: ['1'] },
      help: { en: 'How many coins.', 'zh-CN': '硬币个数。' },
    },
  ],
  async run(args, environment) {
    const count = Number(args[0]);
    if (!Number.isInteger(count) || count < 1 || count > MOST_COINS) {
      throw new RetortError('tool-failed', `I cannot flip ${args[0]} coins. Ask for 1 to ${MOST_COINS}.`);
    }
    let heads = 0;
    for (let i = 0; i < count; i++) heads += environment.rng.int(2);
    if (count === 1) return heads ? 'heads' : 'tails';
    return `${heads} heads and ${count - heads} tails`;
  },
};
