// A random whole number between two bounds, both included.

import { RetortError } from '../../lib/errors';
import { person } from '../items';
import { anyNumber } from '../slots';
import * as phrasings from '../phrasings/random';
import { framed } from '../frames';
import { CHANCE_REASONS } from '../phrasings/reasons-numbers';
import type { RequestForm, Tool } from '../types';

const between: RequestForm = {
  draw(rng, split) {
    const low =
      rng.next() < 0.4
        ? { value: '1', words: rng.pick(['1', '1', '1', 'one']) }
        : anyNumber(rng, split, { min: 1, max: rng.pick([20, 100, 900]) });
    let high = anyNumber(rng, split, {
      min: Number(low.value) + 2,
      max: Number(low.value) + rng.pick([20, 100, 1000, 5000]),
    });
    if (high.value === low.value) high = { value: low.value, words: low.words };
    return { args: [low.value, high.value], words: { a: low.words, b: high.words, who: person(rng, split) } };
  },
  patterns: phrasings.between,
};

const upTo: RequestForm = {
  draw(rng, split) {
    const high = anyNumber(rng, split, { min: 3, max: rng.pick([20, 100, 1000, 9000]) });
    return { args: ['1', high.value], words: { b: high.words, who: person(rng, split) } };
  },
  patterns: phrasings.upTo,
};

const unbounded: RequestForm = {
  draw: () => ({ args: ['1', '100'], words: {} }),
  patterns: phrasings.unbounded,
};

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
  requests: [between, between, between, between, upTo, upTo, unbounded].map((form) =>
    framed(form, CHANCE_REASONS),
  ),
  replies: [
    '{result}',
    'i picked {result}',
    '{result} it is',
    'how about {result}',
    'your number is {result}',
    "it's {result}",
    'i drew {result}',
    'the number is {result}',
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
