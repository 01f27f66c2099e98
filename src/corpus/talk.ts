// Talks of two to four turns: a request and what people say next. Answers to a question back, corrections ("no, 15"), the same of
// something else ("and in celsius?"), references ("delete the last one", "half of that"), thanks, a change of the subject, and things
// that no tool does, said as if they followed. Each turn happens in the world that those before it left. Words: phrases/talk.json, and
// those of the tools and of chains (chains.ts), so that a new tool joins by itself.

import type { SimulatedEnvironment } from '../agent/sim-environment';
import { tools } from '../agent/registry';
import type { ToolCall } from '../agent/types';
import type { Rng } from '../lib/rng';
import { answered, type Request } from './answered';
import { type Asked, drawAsked } from './asks';
import { drawFollowUp } from './chains';
import { drawClause, onSide, weighted, write, type Sides } from './clause';
import { type Dialogue, fillResults, repliesTo, resultValue, type Turn } from './dialogue';
import { person } from './items';
import { drawNothing } from './nothing';
import data from './phrases/talk.json';
import { phrasebook } from './phrasebook';
import { namesItem, SUBSTITUTES } from './substitutes';
import { type World, worldEnvironment } from './world';

/** What the next turn can rest on. */
interface Said {
  rng: Rng;
  sides: Sides;
  environment: SimulatedEnvironment;
  /** The last call that was made, and its result; null before there was one. */
  last: { call: ToolCall; result: string } | null;
  /** Whether it was made in the turn just before. */
  fresh: boolean;
  /** The request that was asked back in the turn just before. */
  asked: Asked | null;
  /** A request that has nothing to do with what was said. */
  other(): Promise<Request | null>;
}

/** What is said next, and what was asked back where something was lacking; null where it does not fit. */
type Next = { request: Request; asked?: Asked } | null;

const plain = (text: string, calls: ToolCall[], more: Partial<Request> = {}): Next => ({
  request: { text, mood: null, last: null, calls, ...more },
});

const line = ({ rng, sides }: Said, list: readonly string[], words: Record<string, string> = {}): string =>
  write(rng, rng.pick(onSide(list, sides.patterns)), words);

/** The answer to what was asked back; now and then it is dropped, or said in full. */
function answer(said: Said): Next {
  const { rng, sides, asked } = said;
  if (!asked) return null;
  const kind = rng.next();
  if (kind < 0.08) return plain(line(said, data.dropped.lines), [], { say: rng.pick(data.dropped.replies) });
  if (kind < 0.2) {
    const { call, text } = drawClause(rng, sides, asked.answer.call.name);
    return plain(text, [call]);
  }
  return plain(asked.answer.text, [asked.answer.call]);
}

/** The same call with another value: asked once more, or put right. */
function substitute(said: Said, kind: 'more' | 'fix'): Next {
  const { rng, sides, last } = said;
  if (!last || (kind === 'fix' && !said.fresh)) return null;
  const lists: Readonly<Record<string, readonly string[]>> = data[kind];
  const names = rng.shuffle(Object.keys(lists).filter((name) => kind === 'fix' || fitsMore(name, last.call)));
  for (const name of names) {
    const drawn = SUBSTITUTES[name]!(rng, sides, last.call);
    if (!drawn) continue;
    const text = line(said, lists[name]!, drawn.words);
    if (kind === 'fix' && last.call.name === 'todo_add') {
      const wrong: ToolCall = { name: 'todo_done', args: [last.call.args[0]!] };
      return plain(text, [wrong, drawn.call], { others: [[drawn.call], [drawn.call, wrong]] });
    }
    return plain(text, [drawn.call]);
  }
  return null;
}

/** Another time is another alarm; with other tools nobody would say "and another one at 7". */
const fitsMore = (name: string, call: ToolCall): boolean => name !== 'time' || call.name === 'alarm';

/** The tool's request in full, said as a correction or as one more. */
function redo(said: Said): Next {
  const { rng, sides, last } = said;
  if (!last) return null;
  const fix = said.fresh && rng.next() < 0.5;
  const { call, text } = drawClause(rng, sides, last.call.name);
  if (fix && last.call.name === 'todo_add') return null; // which would leave the wrong one
  return plain(`${line(said, data.redo[fix ? 'fix' : 'more'])} ${text}`, [call]);
}

/** A second step that uses the result of the first, as a turn of its own. */
function chain(said: Said): Next {
  const { rng, sides, last } = said;
  const value = last && resultValue(last.result);
  if (!value || !CHAINED.has(last.call.name)) return null;
  const next = drawFollowUp(rng, sides, last.call, Number(value));
  if (!next) return null;
  const call = fillResults(next.call, [last.result]);
  const opened = rng.next() < 0.5 ? `${rng.pick(data.openings)}${next.text}` : next.text;
  const mood = opened === next.text ? next.mood : null;
  return { request: { text: opened, mood, last: next.mood, calls: [call] } };
}

const CHAINED = new Set(['calculate', 'convert', 'days_until', 'random', 'dice']);
const CHANCE = ['dice', 'coin', 'random'] as const;

/** The same call once more. */
function again(said: Said): Next {
  const { rng, last } = said;
  const name = CHANCE.find((chance) => chance === last?.call.name);
  if (!last || !name) return null;
  return plain(line(said, data.again[rng.next() < 0.5 ? 'any' : name]), [last.call]);
}

/** What was put on the list, ticked off, or read out. */
async function refer(said: Said): Promise<Next> {
  const { rng, last, fresh, environment } = said;
  if (!last || !fresh) return null;
  const { call, result } = last;
  const list = data.refer;
  if (call.name === 'todo_list' || (namesItem(call) && rng.next() < 0.2)) {
    const items = await environment.todo.list();
    if (call.name !== 'todo_list') return plain(line(said, list.left), [{ name: 'todo_list', args: [] }]);
    const places = items.length > 2 ? PLACES : items.length === 2 ? (['first', 'last'] as const) : ONLY;
    if (items.length === 0) return null;
    const place = rng.pick(places);
    const item = place === 'last' ? items.at(-1)! : items[place === 'second' ? 1 : 0]!;
    return plain(line(said, list[place]), [{ name: 'todo_done', args: [item] }]);
  }
  if (!namesItem(call) || result.startsWith('error')) return null;
  const item = call.args[0]!;
  if (call.name === 'todo_done')
    return plain(line(said, list.backDone), [{ name: 'todo_add', args: [item] }]);
  const lines = rng.next() < 0.6 ? list.undoAdd : list.doneAdd;
  return plain(line(said, lines), [{ name: 'todo_done', args: [item] }]);
}

const PLACES = ['first', 'second', 'last'] as const;
const ONLY = ['only'] as const;

/** What was found, once more, without a call. */
function recall(said: Said): Next {
  const { rng, last } = said;
  if (!last || !said.fresh || last.result.startsWith('error')) return null;
  const { replies } = phrasebook.get(last.call.name)!;
  const say = rng.pick(repliesTo(last.call, last.result, replies, tools.get(last.call.name)!.params));
  return plain(line(said, data.refer.recall), [], { say });
}

function thanks(said: Said): Next {
  const { rng, sides } = said;
  if (rng.next() < 0.7)
    return plain(line(said, data.thanks.lines), [], { say: rng.pick(data.thanks.replies) });
  const { text, reply } = drawNothing(rng, sides);
  return plain(text, [], { say: reply });
}

function outside(said: Said): Next {
  const { rng, sides } = said;
  const { lines, replies } = rng.pick(data.outside);
  const text = line(said, lines, { name: person(rng, sides.values) });
  return plain(text, [], { say: rng.pick(replies) });
}

/** A change of the subject. */
async function other(said: Said): Promise<Next> {
  const request = await said.other();
  // a request that can be taken in several ways, or that fails, needs nothing before it
  return request && !request.ambiguous && !request.onError ? { request } : null;
}

async function ask(said: Said): Promise<Next> {
  const { rng, sides, environment } = said;
  const asked = drawAsked(rng, sides, await environment.todo.list());
  return { request: { text: asked.text, mood: 'order', last: 'order', calls: [], say: asked.say }, asked };
}

type Draw = (said: Said) => Next | Promise<Next>;

/** What can follow a turn, and how often. */
const NEXT: readonly (readonly [Draw, number])[] = [
  [(said) => substitute(said, 'more'), 0.24],
  [(said) => substitute(said, 'fix'), 0.17],
  [chain, 0.17],
  [refer, 0.16],
  [again, 0.05],
  [redo, 0.04],
  [recall, 0.02],
  [thanks, 0.06],
  [outside, 0.05],
  [other, 0.1],
  [ask, 0.06],
];

async function nextOf(said: Said): Promise<NonNullable<Next>> {
  const { rng } = said;
  if (said.asked && rng.next() < 0.9) return answer(said)!;
  for (;;) {
    const next = await weighted(rng, NEXT)(said);
    if (next) return next;
  }
}

/** A first request, mostly of one call, so that there is something to follow it. */
async function firstOf(said: Said): Promise<NonNullable<Next>> {
  const { rng, sides } = said;
  const kind = rng.next();
  if (kind < 0.3) return (await ask(said))!;
  if (kind < 0.88) {
    const { call, text, mood } = drawClause(
      rng,
      sides,
      rng.next() < 0.3 ? weighted(rng, FOLLOWED) : undefined,
    );
    return { request: { calls: [call], text, mood, last: mood } };
  }
  for (;;) {
    const next = await other(said);
    if (next) return next;
  }
}

/** Tools that more is said about than others. */
const FOLLOWED: readonly (readonly [string, number])[] = [
  ['todo_add', 3],
  ['todo_list', 2],
  ['todo_done', 1],
  ['convert', 1],
  ['calculate', 1],
  ['time', 1],
  ['alarm', 1],
];

const TURNS: readonly (readonly [number, number])[] = [
  [2, 0.5],
  [3, 0.3],
  [4, 0.2],
];

/**
 * A dialogue of several turns. Throws RetortError('tool-failed') where a call fails.
 * @param other draws a request by itself.
 */
export async function drawTalk(
  rng: Rng,
  sides: Sides,
  world: World,
  other: Said['other'],
): Promise<Dialogue> {
  const environment = worldEnvironment(world);
  const said: Said = { rng, sides, environment, last: null, fresh: false, asked: null, other };
  const turns: Turn[] = [];
  const wanted = weighted(rng, TURNS);
  while (turns.length < wanted) {
    const { request, asked = null } = await (turns.length === 0 ? firstOf(said) : nextOf(said));
    const turn = await answered(rng, request, environment);
    turns.push(turn);
    const step = turn.transcript.steps.at(-1);
    Object.assign(said, {
      asked,
      fresh: turn.transcript.steps.length === 1,
      ...(step && { last: step }),
    });
  }
  const [first, ...later] = turns as [Turn, ...Turn[]];
  return { ...first, later, world };
}
