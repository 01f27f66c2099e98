// Fair coins: one gives "heads" or "tails", several give how many of each.

import { RetortError } from '../../lib/errors';
import { person } from '../items';
import { anyNumber } from '../slots';
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
  patterns: {
    order: [
      '(flip|toss|throw|spin) a coin',
      '(flip|toss|throw|spin) (the|one|my|that) coin',
      'heads or tails',
      'heads or tails?',
      'coin (flip|toss)',
      'coin',
      'flip',
      'toss',
      'flip it',
      'flip one',
      'coinflip',
      'flip a (quarter|penny|dime|nickel|euro)',
      'toss a (quarter|penny|dime|euro)',
      'do a coin (flip|toss)',
      'give me a coin (flip|toss)',
      'let a coin decide',
      'let the coin decide',
      'decide by coin',
      'call it, heads or tails',
      'heads or tails, you decide',
      'flip a coin (and tell me what it is|and tell me which|and tell me the result)',
      'flip a coin to (decide|choose|settle this|see who goes first|see who starts|pick)',
      'settle this with a coin',
      'make a coin toss',
      'throw a coin in the air',
      'tails or heads',
      'flip a coin for us',
      'flp a coin',
      'flip coin',
      'toss coin',
      "flip a coin, heads i go, tails i don't",
      'flip a coin between {who} and {who2}',
      'flip for it',
      'help me decide, flip a coin',
      'do heads or tails',
      'show me heads or tails',
      'tell me heads or tails',
      'say heads or tails',
      'get a coin and flip it',
      'flip a coin, {choice}',
    ],
    question: [
      'can i get a coin (flip|toss)',
      'is it heads or tails',
      'will it be heads or tails',
      'what is it, heads or tails',
      'which one, heads or tails',
      'what does the coin say',
      'how does the coin land',
      'how about a coin (flip|toss)',
      'mind flipping a coin',
      'got a coin',
      'do you have a coin [to flip]',
      'should we flip a coin',
      'shall we toss a coin',
      '{choice}, flip a coin',
      '{who} or {who2}, flip a coin',
      'who goes first, flip a coin',
      'what side does the coin land on',
      'could i have a coin toss',
      'can a coin decide this',
      'does the coin land on heads',
    ],
    statement: [
      'i need a coin (flip|toss)',
      'i need to flip a coin',
      "i can't decide, flip a coin",
      "i can't decide, heads or tails",
      "we can't agree, flip a coin",
      '{who} says heads, flip a coin',
      '{who} picks tails, toss it',
      'i pick (heads|tails), toss the coin',
      'i call (heads|tails)',
      'i say (heads|tails), flip it',
      "i'm torn, let a coin decide",
      'i want a coin (flip|toss)',
      "i'd like a coin toss",
      "let's flip a coin",
      "let's toss a coin",
      "we don't have a coin, flip one",
      'i have no coin on me, flip one',
      '{choice}, i cannot decide, flip a coin',
      "it's a tie, flip a coin",
      'we need a coin toss to start the game',
      'heads i win, tails you win',
      'heads we go, tails we stay, flip it',
      'i want to play heads or tails',
      'a coin should decide',
    ],
  },
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
  patterns: {
    order: [
      '(flip|toss|throw|spin) {n} coins',
      '(flip|toss|throw) a coin {t}',
      '{n} coin (flips|tosses)',
      '{n} coins',
      'coin flip {t}',
      'flip (it|the coin|one) {t}',
      'do {n} coin (flips|tosses)',
      'give me {n} coin (flips|tosses)',
      'flip {n} coins at once',
      'heads or tails {t}',
      'flip a coin {t} and count the (heads|tails)',
      'toss the coin {t}',
      'flip {n} (quarters|pennies|dimes)',
      'flip a coin {t} in a row',
      'flip {t}',
      'coins: {n}',
      'make {n} coin tosses',
      'toss a coin {t} [for us]',
    ],
    question: [
      'can i get {n} coin (flips|tosses)',
      'what do {n} coins show',
      'how many heads in {n} (flips|coin flips|tosses)',
      'how many (heads|tails) do i get (if i flip|with) {n} coins',
      'mind flipping {n} coins',
      'what happens if i flip a coin {t}',
      'how do {n} coins land',
      'how about {n} coin flips',
      'how many tails out of {n} flips',
      'can we toss {n} coins',
      'could you flip a coin {t}',
      'what comes up if we toss {n} coins',
    ],
    statement: [
      'i need {n} coin (flips|tosses)',
      "i'd like {n} coin flips",
      'i want to flip {n} coins',
      'i want to flip a coin {t}',
      "let's flip {n} coins",
      'we need a coin tossed {t}',
      'best of {n} coin flips',
      'i need a coin flipped {t}',
      'the game needs {n} coins flipped',
      'my card says to flip {n} coins',
      'for my statistics class i need {n} coin tosses',
      'i have to flip {n} coins',
    ],
  },
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
  requests: [once, once, several],
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
