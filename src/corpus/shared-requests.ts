// Two requests of one sentence that share words: pairs of one tool ("time in tokyo and in paris", "timers for 5 and 10 minutes"),
// and of two that go together ("set lambda to 0.5 and start"). Any other two are pairs.ts.

import type { ToolCall } from '../agent/types';
import type { Dimension } from '../agent/words/units';
import type { Rng } from '../lib/rng';
import { byWeight, CLOSE, drawClause, inOneList, onSide, OPEN, write, type Sides } from './clause';
import { todoItem } from './items';
import type { Pair } from './pairs';
import data from './phrases/pairs.json';
import { anyNumber, city, date, duration, timeOfDay } from './slots';
import { CALLED } from './tools/explain';
import { CONTROLS, controlValue } from './tools/set';
import timers from './tools/timer_for.json';
import { unitPair, unitWords } from './units';
import { several } from './word-lists';
import { wordsOf } from './words/lists';

/** What is drawn; weights and patterns are in phrases/pairs.json. */
type Draw = (rng: Rng, sides: Sides) => { calls: ToolCall[]; words: Record<string, string> };

const TIMER_LABELS = wordsOf(timers.words.label);

const call = (name: string, ...args: string[]): ToolCall => ({ name, args });
const unit = (rng: Rng, name: string): string => unitWords(rng, name, 'many');

/** Two draws with different values. */
function both<T extends { value: string }>(draw: () => T): [T, T] {
  const first = draw();
  for (let i = 0; i < 50; i++) {
    const second = draw();
    if (second.value !== first.value) return [first, second];
  }
  return [first, first];
}

const draws: Readonly<Record<keyof typeof data.shared, Draw>> = {
  twoCities(rng, { values }) {
    const [a, b] = both(() => city(rng, values));
    return { calls: [call('time', a.value), call('time', b.value)], words: { a: a.words, b: b.words } };
  },
  twoConversions(rng, { values }) {
    const kinds = rng.shuffle<Dimension>(['length', 'weight', 'volume', 'heat', 'time', 'speed']);
    const [p, q] = [unitPair(rng, kinds[0]!), unitPair(rng, kinds[1]!)];
    const [m, n] = both(() =>
      anyNumber(rng, values, { min: 2, max: rng.pick([20, 500]), decimals: 1, inWords: 0.08 }),
    );
    return {
      calls: [call('convert', m.value, p.from, p.to), call('convert', n.value, q.from, q.to)],
      words: {
        a: `${OPEN}${m.words}${CLOSE} ${unit(rng, p.from)}`,
        from: unit(rng, p.to),
        b: `${OPEN}${n.words}${CLOSE} ${unit(rng, q.from)}`,
        to: unit(rng, q.to),
      },
    };
  },
  twoAmounts(rng, { values }) {
    const { from, to } = unitPair(rng, rng.pick(['length', 'weight', 'volume', 'heat', 'speed'] as const));
    const [m, n] = both(() =>
      anyNumber(rng, values, { min: 2, max: rng.pick([20, 500]), decimals: 1, inWords: 0.08 }),
    );
    return {
      calls: [call('convert', m.value, from, to), call('convert', n.value, from, to)],
      words: { a: m.words, b: n.words, from: unit(rng, from), to: unit(rng, to) },
    };
  },
  twoSums(rng, { values }) {
    const draw = (): { value: string; words: string } => {
      const op = rng.pick(['+', '-', '*', '*', '/'] as const);
      const x = anyNumber(rng, values, { min: 2, max: rng.pick([30, 400]), inWords: 0.08 });
      const y = anyNumber(rng, values, { min: 2, max: rng.pick([12, 90]), inWords: 0.08 });
      const said = {
        '+': ['+', 'plus'],
        '-': ['-', 'minus'],
        '*': ['*', 'times', 'x'],
        '/': ['/', 'divided by'],
      }[op];
      return { value: `${x.value} ${op} ${y.value}`, words: `${x.words} ${rng.pick(said)} ${y.words}` };
    };
    const [a, b] = both(draw);
    return {
      calls: [call('calculate', a.value), call('calculate', b.value)],
      words: { a: a.words, b: b.words },
    };
  },
  twoTimers(rng, { values }) {
    const [a, b] = both(() => {
      const { amount, unit: u, words } = duration(rng, values);
      return { value: amount, unit: u, words };
    });
    return {
      calls: [call('timer', a.value, a.unit), call('timer', b.value, b.unit)],
      words: { a: a.words, b: b.words },
    };
  },
  threeTimers(rng, { values }) {
    const lengths = [1, 2, 3].map(() => duration(rng, values));
    const [a, b, c] = lengths.map(({ words }) => words) as [string, string, string];
    return {
      calls: lengths.map(({ amount, unit: u }) => call('timer', amount, u)),
      words: { a, b, c },
    };
  },
  sameUnitTimers(rng, { values }) {
    const [name, u] = rng.pick([
      ['minutes', 'min'],
      ['minutes', 'min'],
      ['min', 'min'],
      ['mins', 'min'],
      ['seconds', 's'],
      ['hours', 'h'],
    ] as const);
    const amounts = [1, 2, 3].map(() =>
      anyNumber(rng, values, { min: 1, max: rng.pick([15, 60]), inWords: 0.08 }),
    );
    const [a, b, c] = amounts.map(({ words }) => words) as [string, string, string];
    return { calls: amounts.map(({ value }) => call('timer', value, u)), words: { a, b, c, unit: name } };
  },
  namedTimers(rng, { values }) {
    const [x, y] = several(2, () => rng.pick(TIMER_LABELS)) as [string, string];
    const [a, b] = [duration(rng, values), duration(rng, values)];
    return {
      calls: [call('timer_for', a.amount, a.unit, x), call('timer_for', b.amount, b.unit, y)],
      words: { a: a.words, b: b.words, x, y },
    };
  },
  twoAlarms(rng, { values }) {
    const [a, b] = both(() => timeOfDay(rng, values));
    return { calls: [call('alarm', a.value), call('alarm', b.value)], words: { a: a.words, b: b.words } };
  },
  twoSliders(rng, { values }) {
    const [control, other] = rng.shuffle(Object.keys(CONTROLS));
    const [a, b] = [controlValue(rng, values, control!), controlValue(rng, values, other!)];
    return {
      calls: [call('set', control!, a.value), call('set', other!, b.value)],
      words: {
        control: rng.pick(CONTROLS[control!]!),
        from: rng.pick(CONTROLS[other!]!),
        a: a.words,
        b: b.words,
      },
    };
  },
  twoItems(rng, { values }) {
    const [a, b] = both(() => todoItem(rng, values));
    return {
      calls: [call('todo_add', a.value), call('todo_add', b.value)],
      words: { a: a.value, b: b.value },
    };
  },
  addAndTickOff(rng, { values }) {
    const [a, b] = both(() => todoItem(rng, values));
    const addFirst = rng.next() < 0.5;
    const [x, y] = [call('todo_add', a.value), call('todo_done', b.value)];
    return addFirst
      ? {
          calls: [x, y],
          words: {
            first: `${rng.pick(['add', 'put', 'note'])}`,
            a: a.value,
            on: 'to my list',
            b: b.value,
            p: 'add',
            q: rng.pick(['cross off', 'tick off', 'remove', 'check off', 'take off', 'delete']),
          },
        }
      : {
          calls: [y, x],
          words: {
            first: 'x',
            a: b.value,
            on: '',
            b: a.value,
            p: rng.pick(['cross off', 'tick off', 'remove', 'check off', 'delete']),
            q: rng.pick(['add', 'put down', 'note', 'write down']),
          },
        };
  },
  twoDates(rng, { values }) {
    const [a, b] = both(() => date(rng, values));
    return {
      calls: [call('days_until', a.value), call('days_until', b.value)],
      words: { a: a.words, b: b.words },
    };
  },
  diceAndCoin(rng, sides) {
    const d = drawClause(rng, sides, 'dice', 'order');
    const c = drawClause(rng, sides, 'coin', 'order');
    return { calls: [d.call, c.call], words: { from: d.text, to: c.text } };
  },
  alarmAndItem(rng, { values }) {
    const t = timeOfDay(rng, values);
    const item = todoItem(rng, values);
    return {
      calls: [call('alarm', t.value), call('todo_add', item.value)],
      words: { t: t.words, item: item.value },
    };
  },
  sliderAndTraining(rng, { values }) {
    const control = rng.pick(Object.keys(CONTROLS));
    const v = controlValue(rng, values, control);
    const [action, words] = rng.pick([
      ['start', 'start training'],
      ['start', 'start distilling'],
      ['start', 'distill'],
      ['start', 'train'],
      ['start', 'begin training'],
      ['reset', 'reset'],
      ['resume', 'resume'],
      ['resume', 'continue training'],
      ['step', 'do one step'],
      ['start', 'go'],
      ['reset', 'start over'],
      ['start', 'train the student'],
    ] as const);
    return {
      calls: [call('set', control, v.value), call('train', action)],
      words: { control: rng.pick(CONTROLS[control]!), v: v.words, from: words },
    };
  },
  twoTopics(rng) {
    const [a, b] = rng.shuffle(Object.keys(CALLED));
    const bare = (name: string): string => rng.pick(CALLED[name]!).replace(/^(the|an?) /, '');
    return {
      calls: [call('explain', a!), call('explain', b!)],
      words: {
        topic: bare(a!),
        bare: bare(b!),
        from: rng.pick(CALLED[a!]!),
        to: rng.pick(CALLED[b!]!),
      },
    };
  },
  explainAndSet(rng, { values }) {
    const control = rng.pick(Object.keys(CONTROLS));
    const v = controlValue(rng, values, control);
    return {
      calls: [call('explain', control), call('set', control, v.value)],
      words: { control: rng.pick(CONTROLS[control]!), v: v.words },
    };
  },
  trainingTwice(rng) {
    const words = {
      stop: ['stop the training', 'stop', 'stop the run', 'end the training'],
      reset: ['reset', 'start over', 'reset everything', 'reset it', 'reset the student'],
      pause: ['pause', 'pause it', 'pause the training'],
      start: ['start training', 'distill', 'start', 'train', 'start distilling'],
      step: ['do one step', 'step', 'take one step'],
      resume: ['resume', 'carry on', 'continue', 'keep training'],
    } as const;
    const [a, b] = rng.pick([
      ['stop', 'reset'],
      ['stop', 'reset'],
      ['reset', 'start'],
      ['pause', 'step'],
      ['step', 'resume'],
      ['stop', 'start'],
      ['step', 'pause'],
      ['resume', 'stop'],
      ['reset', 'step'],
      ['pause', 'reset'],
    ] as const);
    return {
      calls: [call('train', a), call('train', b)],
      words: { from: rng.pick(words[a]), to: rng.pick(words[b]) },
    };
  },
  itemAndList(rng, { values }) {
    const item = todoItem(rng, values);
    const done = rng.next() < 0.55;
    const [verb, off] = done
      ? [
          rng.pick(['cross off', 'tick off', 'check off', 'remove', 'delete', 'take off', 'strike']),
          rng.pick(['', '', 'from my list', 'from the list']),
        ]
      : [rng.pick(['add', 'put down', 'note', 'write down']), rng.pick(['', '', 'on my list', 'to my list'])];
    return {
      calls: [call(done ? 'todo_done' : 'todo_add', item.value), call('todo_list')],
      words: { from: verb, item: item.value, to: off },
    };
  },
  twoDice(rng, { values }) {
    const die = (): { value: string; words: string; count: string; sides: string } => {
      const sides = rng.pick(['4', '6', '8', '10', '12', '20', '100']);
      const count = rng.next() < 0.6 ? '1' : String(2 + rng.int(5));
      return {
        value: `${count}d${sides}`,
        words: `${count === '1' ? rng.pick(['a ', '', 'one ']) : count}d${sides}`,
        count,
        sides,
      };
    };
    void values;
    const [a, b] = both(die);
    return {
      calls: [call('dice', a.count, a.sides), call('dice', b.count, b.sides)],
      words: { a: a.words, b: b.words },
    };
  },
  twoNumbers(rng, { values }) {
    const [a, b] = both(() => anyNumber(rng, values, { min: 3, max: rng.pick([20, 100, 1000]) }));
    return {
      calls: [call('random', '1', a.value), call('random', '1', b.value)],
      words: { a: a.words, b: b.words },
    };
  },
  dateAndTime(rng) {
    const [day, time] = [
      rng.pick(["today's date", 'the date', 'the day', 'todays date', 'the date today']),
      rng.pick(['the time', 'the clock', 'the current time']),
    ];
    return rng.next() < 0.5
      ? { calls: [call('today'), call('time', 'here')], words: { a: day, b: time } }
      : { calls: [call('time', 'here'), call('today')], words: { a: time, b: day } };
  },
};

const shared = Object.entries(data.shared).map(([id, { weight, ...patterns }]) => {
  const list = inOneList(patterns); // all of one mood
  return {
    weight,
    mood: list[0]!.mood,
    draw: draws[id as keyof typeof draws],
    patterns: list.map(({ pattern }) => pattern),
  };
});

/** Two requests of one sentence that share words. */
export function drawShared(rng: Rng, sides: Sides): Pair {
  const form = byWeight(rng, shared);
  const { calls, words } = form.draw(rng, sides);
  const pattern = rng.pick(onSide(form.patterns, sides.patterns));
  return { calls, mood: form.mood, text: write(rng, pattern, words) };
}

/** How many patterns there are, for the statistics. */
export const sharedPatterns = shared.reduce((sum, { patterns }) => sum + patterns.length, 0);
