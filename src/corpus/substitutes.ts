// Another value for one argument of a call that was made before: what "and in celsius?" and "no, 15" say. Found by the kind of the
// parameter where that says enough, so that a new tool with a city, date, time or text joins by itself; by the tool's name elsewhere.
// Which words say it: phrases/talk.json.

import { tools } from '../agent/registry';
import type { ArgType, ToolCall } from '../agent/types';
import { UNITS } from '../agent/words/units';
import type { Rng } from '../lib/rng';
import type { Sides } from './clause';
import { short } from './embedded';
import { todoItem, withoutArticle } from './items';
import { anyNumber, city, date, duration, timeOfDay } from './slots';
import { CALLED } from './tools/explain';
import { CONTROLS, controlValue } from './tools/set';
import { unitsOf, unitWords } from './units';

/** The call with other arguments, and the words for the holes of the patterns that say so. */
export interface Substitute {
  call: ToolCall;
  words: Record<string, string>;
}

/** Null where the call has no such argument. */
export type DrawSubstitute = (rng: Rng, sides: Sides, call: ToolCall) => Substitute | null;

/** The place of a call's only parameter of a kind; -1 where it has none or several. */
function placeOf({ name }: ToolCall, kind: ArgType['kind']): number {
  const kinds = tools.get(name)?.params.map(({ type }) => type.kind) ?? [];
  const at = kinds.indexOf(kind);
  return at === kinds.lastIndexOf(kind) ? at : -1;
}

const withArg = (call: ToolCall, at: number, value: string): ToolCall => ({
  name: call.name,
  args: call.args.map((arg, i) => (i === at ? value : arg)),
});

/** A value unlike the one before, in a few tries. */
function other<T>(draw: () => T, isSame: (drawn: T) => boolean): T | null {
  for (let tries = 0; tries < 20; tries++) {
    const drawn = draw();
    if (!isSame(drawn)) return drawn;
  }
  return null;
}

/** By the kind of a parameter. */
const byKind =
  (
    kind: ArgType['kind'],
    hole: string,
    slot: (rng: Rng, sides: Sides) => { value: string; words: string },
    fits: (call: ToolCall) => boolean = () => true,
  ): DrawSubstitute =>
  (rng, sides, call) => {
    const at = placeOf(call, kind);
    if (at < 0 || !fits(call)) return null;
    const old = call.args[at]!;
    const drawn = other(
      () => slot(rng, sides),
      ({ value }) => value === old,
    );
    return drawn && { call: withArg(call, at, drawn.value), words: { [hole]: drawn.words, old } };
  };

/** By the tool that it is of. */
const of =
  (name: string, draw: (rng: Rng, sides: Sides, call: ToolCall) => Substitute | null): DrawSubstitute =>
  (rng, sides, call) =>
    call.name === name ? draw(rng, sides, call) : null;

const many = (rng: Rng, unit: string): string => unitWords(rng, unit, 'many');
const made = (name: string, ...args: string[]): ToolCall => ({ name, args });

/** The largest number that a tool's one number usually is. */
const MOST: Readonly<Record<string, readonly number[]>> = {
  timer: [12, 60, 90],
  convert: [20, 100, 500],
  coin: [5, 12],
  dice: [4, 6, 12],
};

/** Another number, within what is usual for the tool. */
const numberOf =
  (tool: string, at: number): DrawSubstitute =>
  (rng, { values }, call) => {
    if (call.name !== tool) return null;
    const old = call.args[at]!;
    const n = other(
      () => anyNumber(rng, values, { min: 2, max: rng.pick(MOST[tool]!), inWords: 0.15 }),
      ({ value }) => value === old,
    );
    return n && { call: withArg(call, at, n.value), words: { n: n.words, old } };
  };

const amount: DrawSubstitute = (rng, sides, call) => {
  if (call.name !== 'set')
    return numberOf('timer', 0)(rng, sides, call) ?? numberOf('convert', 0)(rng, sides, call);
  const [control, old] = call.args as [string, string];
  const drawn = other(
    () => controlValue(rng, sides.values, control),
    ({ value }) => value === old,
  );
  return drawn && { call: withArg(call, 1, drawn.value), words: { n: drawn.words, old } };
};

const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  '+': ['plus', 'plus', '+'],
  '-': ['minus', 'minus', '-'],
  '*': ['times', 'times', '*', 'multiplied by'],
  '/': ['divided by', 'divided by', '/'],
};

/** "3 + 4" in its parts; null for longer expressions. */
const partsOf = (call: ToolCall): [string, string, string] | null => {
  const parts = call.name === 'calculate' ? call.args[0]!.split(' ') : [];
  return parts.length === 3 && parts[1]! in OPERATORS ? (parts as [string, string, string]) : null;
};

const ITEMS = new Set(['todo_add', 'todo_done']);

const TIMER_UNITS: Readonly<Record<string, readonly string[]>> = {
  s: ['seconds', 'secs'],
  min: ['minutes', 'mins'],
  h: ['hours', 'hrs'],
};

/** What can take the place of what was said; the names are those of the lists in phrases/talk.json. */
export const SUBSTITUTES: Readonly<Record<string, DrawSubstitute>> = {
  city: byKind('city', 'city', (rng, { values }) => city(rng, values)),
  date: byKind('date', 'date', (rng, { values }) => date(rng, values)),
  time: byKind('time', 't', (rng, { values }) => timeOfDay(rng, values)),
  item: byKind(
    'text',
    'item',
    (rng, { values }) => todoItem(rng, values),
    ({ name }) => name === 'todo_add',
  ),
  ticked: byKind(
    'text',
    'item',
    (rng, { values }) => {
      const { value } = todoItem(rng, values);
      const item = withoutArticle(value);
      return { value: item, words: item };
    },
    ({ name }) => name === 'todo_done',
  ),
  duration: of('timer', (rng, { values }, call) => {
    const d = duration(rng, values);
    if (d.amount === call.args[0] && d.unit === call.args[1]) return null;
    return { call: made('timer', d.amount, d.unit), words: { d: d.words } };
  }),
  amount,
  timed: of('timer', (rng, _, call) => {
    const unit = rng.pick(Object.keys(TIMER_UNITS).filter((name) => name !== call.args[1]));
    const old = rng.pick(TIMER_UNITS[call.args[1]!] ?? ['minutes']);
    return { call: withArg(call, 1, unit), words: { u: rng.pick(TIMER_UNITS[unit]!), old } };
  }),
  unit: of('convert', (rng, _, call) => {
    const [, from, old] = call.args as [string, string, string];
    const like = unitsOf(UNITS[from]!.dimension).filter((unit) => unit !== from && unit !== old);
    if (like.length === 0) return null;
    const to = rng.pick(like);
    return { call: withArg(call, 2, to), words: { to: many(rng, to), old: many(rng, old) } };
  }),
  from: of('convert', (rng, _, call) => {
    const [, old, to] = call.args as [string, string, string];
    const like = unitsOf(UNITS[to]!.dimension).filter((unit) => unit !== to && unit !== old);
    if (like.length === 0) return null;
    const from = rng.pick(like);
    return { call: withArg(call, 1, from), words: { from: many(rng, from), old: many(rng, old) } };
  }),
  quantity: of('convert', (rng, { values }, call) => {
    const [, , to] = call.args as [string, string, string];
    const like = unitsOf(UNITS[to]!.dimension).filter((unit) => unit !== to);
    if (like.length === 0) return null;
    const from = rng.pick(like);
    const n = anyNumber(rng, values, { min: 2, max: rng.pick(MOST['convert']!), decimals: 1, inWords: 0.1 });
    return { call: made('convert', n.value, from, to), words: { q: `${n.words} ${many(rng, from)}` } };
  }),
  topic: of('explain', (rng, _, call) => {
    const topic = rng.pick(Object.keys(CALLED).filter((name) => name !== call.args[0]));
    return { call: made('explain', topic), words: { topic: rng.pick(CALLED[topic]!) } };
  }),
  control: of('set', (rng, { values }, call) => {
    const [old] = call.args as [string];
    const control = rng.pick(Object.keys(CONTROLS).filter((name) => name !== old));
    const v = controlValue(rng, values, control);
    return {
      call: made('set', control, v.value),
      words: { control: rng.pick(CONTROLS[control]!), v: v.words },
    };
  }),
  slider: of('set', (rng, _, call) => {
    const [old, value] = call.args as [string, string];
    // a value of one is hardly one of the other's
    const like = ['lambda', 'learning_rate'].filter((name) => name !== old);
    if (Number(value) > 1 || like.length > 1) return null;
    return { call: withArg(call, 0, like[0]!), words: { control: rng.pick(CONTROLS[like[0]!]!) } };
  }),
  count: (rng, sides, call) => numberOf('coin', 0)(rng, sides, call) ?? numberOf('dice', 0)(rng, sides, call),
  sides: of('dice', (rng, _, call) => {
    const s = rng.pick(['4', '6', '8', '10', '12', '20', '30', '100'].filter((n) => n !== call.args[1]));
    return { call: made('dice', '1', s), words: { s } };
  }),
  bounds: of('random', (rng, { values }) => {
    const a = anyNumber(rng, values, { min: 1, max: rng.pick([10, 100]) });
    const low = Number(a.value);
    const b = anyNumber(rng, values, { min: low + 2, max: low + rng.pick([20, 100, 1000]) });
    return { call: made('random', a.value, b.value), words: { a: a.words, b: b.words } };
  }),
  expression: of('calculate', (rng, sides) => {
    const e = short(rng, sides);
    return { call: made('calculate', e.value), words: { e: e.words } };
  }),
  operand: (rng, { values }, call) => {
    const parts = partsOf(call);
    const old = parts?.[2] ?? '';
    if (!parts || !/^\d+$/.test(old) || parts[0] === old) return null;
    const n = other(
      () => anyNumber(rng, values, { min: 2, max: rng.pick([12, 90]), inWords: 0.1 }),
      ({ value }) => value === old,
    );
    return n && { call: made('calculate', `${parts[0]} ${parts[1]} ${n.value}`), words: { n: n.words, old } };
  },
  operator: (rng, _, call) => {
    const parts = partsOf(call);
    if (!parts) return null;
    const op = rng.pick(Object.keys(OPERATORS).filter((mark) => mark !== parts[1]));
    return {
      call: made('calculate', `${parts[0]} ${op} ${parts[2]}`),
      words: { op: rng.pick(OPERATORS[op]!), old: rng.pick(OPERATORS[parts[1]]!) },
    };
  },
  action: of('train', (rng, _, call) => {
    const action = rng.pick(['start', 'pause', 'resume', 'stop', 'reset'].filter((a) => a !== call.args[0]));
    return { call: made('train', action), words: { action } };
  }),
};

/** Whether a call names something to do or get, which can be pointed at: "it", "the last one". */
export const namesItem = ({ name }: ToolCall): boolean => ITEMS.has(name);
