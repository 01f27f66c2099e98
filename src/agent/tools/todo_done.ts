// Ticks something off the to-do list. The environment finds the item that matches best, so "the dentist" will do.

import { RetortError } from '../../lib/errors';
import { withFrame } from '../frames';
import { chore, pastTask, person, taskItem, thing, thingItem, withoutArticle } from '../items';
import { asListedPatterns, byNounPatterns, gotPatterns, pastPatterns } from '../phrasings/todo-done';
import { DONE_REASONS } from '../phrasings/reasons';
import type { RequestForm, Tool } from '../types';

/** Items as they stand on the list: "cross off call mom". */
const asListed: RequestForm = {
  draw(rng, split) {
    const { value } = rng.next() < 0.75 ? taskItem(rng, split) : thingItem(rng, split);
    return { args: [value], words: withFrame({ item: value, who: person(rng, split) }, DONE_REASONS, rng) };
  },
  patterns: asListedPatterns,
};

/** Things and chores by a noun, often with an article: "the laundry is done", "i already bought milk". */
const byNoun: RequestForm = {
  draw(rng, split) {
    const noun = chore(rng, split);
    const words = `${rng.pick(['', '', 'the ', 'the ', 'the ', 'my '])}${noun}`;
    return {
      args: [withoutArticle(words)],
      words: withFrame({ item: words, bare: noun, who: person(rng, split) }, DONE_REASONS, rng),
    };
  },
  patterns: byNounPatterns,
};

/** Things that were got: "i already bought milk", "got the eggs". */
const got: RequestForm = {
  draw(rng, split) {
    const noun = thing(rng, split);
    const words = `${rng.pick(['', '', '', 'the ', 'the ', 'some '])}${noun}`;
    return {
      args: [noun],
      words: withFrame({ item: words, bare: noun, who: person(rng, split) }, DONE_REASONS, rng),
    };
  },
  patterns: gotPatterns,
};

/** Deeds in the past: "i called the dentist" ticks off "dentist". */
const past: RequestForm = {
  draw(rng, split) {
    const { value, words } = pastTask(rng, split);
    return { args: [value], words: withFrame({ deed: words, who: person(rng, split) }, DONE_REASONS, rng) };
  },
  patterns: pastPatterns,
};

export const tool: Tool = {
  name: 'todo_done',
  label: { en: 'Tick off', 'zh-CN': '完成待办' },
  help: { en: 'Ticks an item off your to-do list.', 'zh-CN': '从待办清单划掉一项。' },
  example: { en: 'cross off call the dentist', 'zh-CN': 'cross off call the dentist' },
  params: [
    { name: 'item', type: { kind: 'text' }, help: { en: 'What is done.', 'zh-CN': '已完成的事项。' } },
  ],
  requests: [asListed, byNoun, byNoun, got, past],
  replies: [
    '{result} is done',
    'crossed off {result}',
    'ticked off {result}',
    'done, {result} is off your list',
    'i took {result} off your list',
    'well done, {result} is off the list',
  ],
  async run(args, environment) {
    const item = args[0] ?? '';
    const removed = await environment.todo.remove(item);
    if (removed === null) {
      throw new RetortError(
        'tool-failed',
        `"${item}" is not on your list. Ask what's on my list to see what is.`,
      );
    }
    return removed;
  },
};
