// To-do items for the corpus: what people put on a list and how they say that it is done. The canonical argument is a
// span of the person's own words, without leading article, at most eight words.

import type { Rng } from '../lib/rng';
import { drawAllowed, isHeldOut, pickWord, type Split } from './held-out';
import type { Slot } from './slots';
import goods from './words/goods.json';
import { wordsOf } from './words/lists';
import people from './words/people.json';
import tasks from './words/tasks.json';

const NAMES = wordsOf(people.names);
const PEOPLE = wordsOf(people.people);
const GROCERIES = wordsOf(goods.groceries);
const THINGS = wordsOf(goods.things);
const CHORES = wordsOf(goods.chores);
const MEASURES = wordsOf(goods.measures);
const WHEN = wordsOf(goods.when);

/** A verb, its past, and what it is done to; "@" stands for a person. Held out by object. */
interface Task {
  verb: string;
  past: string;
  objects: readonly string[];
}

const TASKS: readonly Task[] = tasks.map(({ verb, past, objects }) => ({
  verb,
  past,
  objects: wordsOf(objects),
}));

/** A person: mostly a first name, sometimes "mom" or "my boss". */
export function person(rng: Rng, split: Split): string {
  return rng.next() < 0.7 ? pickWord(rng, split, 'name', NAMES) : pickWord(rng, split, 'person', PEOPLE);
}

/** Share of the things in training that are invented, so that a model learns where an unheard-of name ends. */
const INVENTED = 0.2;
const onShelves = [...GROCERIES, ...THINGS, ...CHORES].filter((name) => !isHeldOut('noun', name));
const lastWords = onShelves.map((name) => name.split(' ').at(-1)!);
const firstWords = onShelves.map((name) => name.split(' ')[0]!.replace(/(?<=\w{3})s$/, ''));

/** A thing that no list has: "almond towels", "bike powder", "garden lamp soup". */
function inventedThing(rng: Rng): string {
  const draw = (): string =>
    [...(rng.next() < 0.2 ? [rng.pick(firstWords)] : []), rng.pick(firstWords), rng.pick(lastWords)].join(
      ' ',
    );
  return drawAllowed('train', draw, (name) => !isHeldOut('noun', name));
}

/** A thing to get: a grocery or other good. */
export function thing(rng: Rng, split: Split): string {
  if (split === 'train' && rng.next() < INVENTED) return inventedThing(rng);
  return rng.next() < 0.6 ? pickWord(rng, split, 'noun', GROCERIES) : pickWord(rng, split, 'noun', THINGS);
}

/** A chore spoken of as a noun: "laundry", "tax return". */
export function chore(rng: Rng, split: Split): string {
  return pickWord(rng, split, 'noun', CHORES);
}

/** A task with its object filled in; the object decides the side of the split. */
function task(rng: Rng, split: Split): { task: Task; object: string } {
  const draw = (): { task: Task; object: string } => {
    const chosen = rng.pick(TASKS);
    return { task: chosen, object: rng.pick(chosen.objects) };
  };
  const drawn = drawAllowed(
    split,
    draw,
    // a held-out person makes an object new by itself
    ({ object }) =>
      object.includes('@')
        ? split === 'test' || !isHeldOut('object', object)
        : isHeldOut('object', object) === (split === 'test'),
  );
  // "the landlord about the heater's" never happens: the mark stands alone or before 's
  return { task: drawn.task, object: drawn.object.replace('@', person(rng, split)) };
}

/** A task in the infinitive: "call the dentist", "email sarah about the budget"; some say when. */
export function taskItem(rng: Rng, split: Split): Slot {
  const { task: chosen, object } = task(rng, split);
  const bought = chosen.verb === 'buy' || chosen.verb === 'get';
  let words = `${chosen.verb} ${bought && rng.next() < 0.6 ? thing(rng, split) : object}`;
  if (rng.next() < 0.15) words = words.replace(/ (the|my|a|an) /, ' '); // as one types: "renew passport"
  const later = `${words} ${rng.pick(WHEN)}`;
  if (rng.next() < 0.12 && later.split(' ').length <= 7) words = later;
  return { value: words, words };
}

/** A thing as it stands on a list: "milk", "2 bottles of milk", "bread and butter". */
export function thingItem(rng: Rng, split: Split): Slot {
  const kind = rng.next();
  let words: string;
  if (kind < 0.72) words = thing(rng, split);
  else if (kind < 0.86)
    words = `${pickWord(rng, split, 'measure', MEASURES)} ${pickWord(rng, split, 'noun', GROCERIES)}`;
  else if (kind < 0.94) words = `${thing(rng, split)} and ${thing(rng, split)}`;
  else words = chore(rng, split);
  return { value: words.replace(/^(a|some) /, ''), words };
}

/** Any to-do item: a task or a thing. */
export function todoItem(rng: Rng, split: Split): Slot {
  return rng.next() < 0.6 ? taskItem(rng, split) : thingItem(rng, split);
}

/** Something done, in the past: "called the dentist"; the value is its object without the article, "dentist". */
export function pastTask(rng: Rng, split: Split): Slot {
  // only plain objects: nobody would call "sarah about the budget" the item
  const plain = (object: string): boolean =>
    !/^(up|out|around) |\b(to|about|for|from|with|in|on|at|of)\b/.test(object);
  let drawn = task(rng, split);
  while (!plain(drawn.object)) drawn = task(rng, split);
  return { value: withoutArticle(drawn.object), words: `${drawn.task.past} ${drawn.object}` };
}

/** An item without a leading article or possessive: "the dentist" -> "dentist". */
export function withoutArticle(words: string): string {
  return words.replace(/^(the|a|an|my|some) /, '');
}
