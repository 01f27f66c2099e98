// Puts something on the to-do list: tasks ("call mom") and things ("milk"), directly or in passing.

import { RetortError } from '../../lib/errors';
import { withFrame } from '../frames';
import { chore, person, taskItem, thing, thingItem, withoutArticle } from '../items';
import { goodsPatterns, matterPatterns } from '../phrasings/todo-add-goods';
import { taskPatterns } from '../phrasings/todo-add-task';
import { ADD_REASONS } from '../phrasings/reasons';
import type { RequestForm, Tool } from '../types';

/** "call the dentist": whole tasks in the infinitive. */
const task: RequestForm = {
  draw(rng, split) {
    const { value, words } = taskItem(rng, split);
    return { args: [value], words: withFrame({ task: words, who: person(rng, split) }, ADD_REASONS, rng) };
  },
  patterns: taskPatterns,
};

/** "milk": things to get, with and without a list in sight. */
const goods: RequestForm = {
  draw(rng, split) {
    const { value, words } = thingItem(rng, split);
    return { args: [value], words: withFrame({ item: words, who: person(rng, split) }, ADD_REASONS, rng) };
  },
  patterns: goodsPatterns,
};

/** Things that one would name with an article or a verb of getting: the verb stays where the words have it. */
const getting: RequestForm = {
  draw(rng, split) {
    const verb = rng.pick([
      'buy',
      'get',
      'pick up',
      'grab',
      'order',
      'fetch',
      'bring',
      'find',
      'look for',
      'restock',
      'replace',
    ] as const);
    const words = `${verb} ${rng.pick(['', '', '', 'some ', 'more ', 'new '])}${thing(rng, split)}`;
    return { args: [words], words: withFrame({ task: words, who: person(rng, split) }, ADD_REASONS, rng) };
  },
  patterns: task.patterns,
};

/** Matters named by a noun: "put the tax return on my list". */
const matter: RequestForm = {
  draw(rng, split) {
    const noun = chore(rng, split);
    const words = `${rng.pick(['', '', 'the ', 'the ', 'my '])}${noun}`;
    return {
      args: [withoutArticle(words)],
      words: withFrame({ item: words, who: person(rng, split) }, ADD_REASONS, rng),
    };
  },
  patterns: matterPatterns,
};

export const tool: Tool = {
  name: 'todo_add',
  label: { en: 'Add to list', 'zh-CN': '添加待办' },
  help: { en: 'Puts something on your to-do list.', 'zh-CN': '把一件事加入待办清单。' },
  example: { en: 'remind me to call the dentist', 'zh-CN': 'remind me to call the dentist' },
  params: [
    {
      name: 'item',
      type: { kind: 'text' },
      help: { en: 'What to do or get.', 'zh-CN': '要做或要买的东西。' },
    },
  ],
  requests: [task, task, task, goods, goods, goods, getting, matter],
  replies: [
    'added {result}',
    '{result} is on your list',
    'ok, {item} is on your list',
    'noted: {result}',
    'got it, {result}',
    'i put {result} on your list',
  ],
  async run(args, environment) {
    const item = (args[0] ?? '').trim();
    if (!item)
      throw new RetortError(
        'tool-failed',
        'There is nothing to add. Say what, such as: add milk to my list.',
      );
    await environment.todo.add(item);
    return item;
  },
};
