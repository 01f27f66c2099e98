// Fair coins: one gives "heads" or "tails", several give how many of each.

import { RetortError } from '../../lib/errors';
import { person } from '../items';
import { anyNumber } from '../slots';
import * as phrasings from '../phrasings/coin';
import { framed } from '../frames';
import { CHANCE_REASONS } from '../phrasings/reasons-numbers';
import type { RequestForm, Tool } from '../types';

const CHOICES = [
  'pizza or burgers',
  'coffee or tea',
  'beach or mountains',
  'stay or go',
  'red or blue',
  'movie or game',
  'tacos or sushi',
  'bus or bike',
  'gym or couch',
  'cats or dogs',
  'call or text',
  'netflix or sleep',
];
const MOST_COINS = 1000;

const once: RequestForm = {
  draw: (rng, split) => ({
    args: ['1'],
    words: { who: person(rng, split), who2: person(rng, split), choice: rng.pick(CHOICES) },
  }),
  patterns: phrasings.once,
};

const several: RequestForm = {
  draw(rng, split) {
    const twice = rng.next() < 0.2;
    const slot = anyNumber(rng, split, { min: 2, max: rng.pick([6, 12, 30, 100]), inWords: 0.3 });
    if (twice)
      return {
        args: ['2'],
        words: {
          n: rng.pick(['two', '2', 'a couple of', 'a pair of']),
          t: rng.pick(['twice', 'two times', '2 times', '2x']),
        },
      };
    return {
      args: [slot.value],
      words: {
        n: slot.words,
        t: slot.value === '3' ? rng.pick(['three times', '3 times', 'thrice']) : `${slot.words} times`,
      },
    };
  },
  patterns: phrasings.several,
};

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
  requests: [once, once, several].map((form) => framed(form, CHANCE_REASONS)),
  replies: [
    "it's {result}",
    '{result}',
    'you got {result}',
    '{result} it is',
    'the coin says {result}',
    'i flipped {result}',
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
