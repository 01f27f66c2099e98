// Requests that lack something, what is asked back, and the answer that makes a call of both: "set an alarm", "at what time?", "7 30".
// Words: phrases/talk.json.

import type { ToolCall } from '../agent/types';
import type { Rng } from '../lib/rng';
import { onSide, write, type Sides } from './clause';
import { short } from './embedded';
import { todoItem, withoutArticle } from './items';
import data from './phrases/talk.json';
import { anyNumber, city, date, duration, timeOfDay } from './slots';
import { CALLED } from './tools/explain';
import { CONTROLS, controlValue } from './tools/set';
import { DIMENSIONS, unitPair, unitWords } from './units';

/** A request without what its tool needs. */
export interface Asked {
  text: string;
  /** What is asked back. */
  say: string;
  /** The answer that is then given. */
  answer: { text: string; call: ToolCall };
}

type Draw = (
  rng: Rng,
  sides: Sides,
  todo: readonly string[],
) => { args: string[]; words: Record<string, string> };
type Id = keyof typeof data.asks;

/** An amount to convert and the unit wanted. */
const conversion: Draw = (rng, { values }) => {
  const { from, to } = unitPair(rng, rng.pick(DIMENSIONS));
  const n = anyNumber(rng, values, { min: 2, max: rng.pick([20, 100, 500]), decimals: 1, inWords: 0.1 });
  return {
    args: [n.value, from, to],
    words: { q: `${n.words} ${unitWords(rng, from, 'many')}`, to: unitWords(rng, to, 'many') },
  };
};

const draws: Readonly<Record<Id, { tool: string; draw: Draw }>> = {
  alarm: {
    tool: 'alarm',
    draw(rng, { values }) {
      const t = timeOfDay(rng, values);
      return { args: [t.value], words: { t: t.words } };
    },
  },
  timer: {
    tool: 'timer',
    draw(rng, { values }) {
      const d = duration(rng, values);
      return { args: [d.amount, d.unit], words: { d: d.words } };
    },
  },
  add: {
    tool: 'todo_add',
    draw(rng, { values }) {
      const item = todoItem(rng, values);
      return { args: [item.value], words: { item: item.words } };
    },
  },
  unit: { tool: 'convert', draw: conversion },
  convert: { tool: 'convert', draw: conversion },
  calculate: {
    tool: 'calculate',
    draw(rng, sides) {
      const e = short(rng, sides);
      return { args: [e.value], words: { e: e.words } };
    },
  },
  days: {
    tool: 'days_until',
    draw(rng, { values }) {
      const d = date(rng, values);
      return { args: [d.value], words: { date: d.words } };
    },
  },
  slider: {
    tool: 'set',
    draw(rng, { values }) {
      const control = rng.pick(Object.keys(CONTROLS));
      const v = controlValue(rng, values, control);
      return { args: [control, v.value], words: { control: rng.pick(CONTROLS[control]!), v: v.words } };
    },
  },
  done: {
    tool: 'todo_done',
    draw(rng, { values }, todo) {
      const item = todo.length > 0 && rng.next() < 0.5 ? rng.pick(todo) : todoItem(rng, values).value;
      return { args: [withoutArticle(item)], words: { item: withoutArticle(item) } };
    },
  },
  explain: {
    tool: 'explain',
    draw(rng) {
      const topic = rng.pick(Object.keys(CALLED));
      return { args: [topic], words: { topic: rng.pick(CALLED[topic]!) } };
    },
  },
  clock: {
    tool: 'time',
    draw(rng, { values }) {
      const place = city(rng, values);
      return { args: [place.value], words: { city: place.words } };
    },
  },
  dice: {
    tool: 'dice',
    draw(rng, { values }) {
      const n = anyNumber(rng, values, { min: 2, max: rng.pick([4, 6, 12]), inWords: 0.3 });
      return { args: [n.value, '6'], words: { n: n.words } };
    },
  },
};

const ids = Object.keys(data.asks) as Id[];

/** A request that lacks something. @param todo what is on the list. */
export function drawAsked(rng: Rng, sides: Sides, todo: readonly string[]): Asked {
  let at = rng.next() * ids.reduce((sum, id) => sum + data.asks[id].weight, 0);
  const id = ids.find((one) => (at -= data.asks[one].weight) < 0) ?? ids[0]!;
  const { lines, replies, answers } = data.asks[id];
  const { tool, draw } = draws[id];
  const { args, words } = draw(rng, sides, todo);
  const line = (list: readonly string[]): string => write(rng, rng.pick(onSide(list, sides.patterns)), words);
  return {
    text: line(lines),
    say: rng.pick(replies),
    answer: { text: line(answers), call: { name: tool, args } },
  };
}
