// Puts something on the to-do list: tasks ("call mom") and things ("milk"), one or several ("milk & eggs").

import { RetortError } from '../../lib/errors';
import type { Tool } from '../types';

/** "milk & eggs and bread" is three things; without the mark, "bread and butter" is one. */
const itemsOf = (text: string): string[] =>
  text.includes(' & ') ? text.split(/ & | and (?!.* & )/).map((item) => item.trim()) : [text];

export const tool: Tool = {
  name: 'todo_add',
  effect: 'adds',
  label: { en: 'Add to list', 'zh-CN': '添加待办' },
  help: { en: 'Puts something on your to-do list.', 'zh-CN': '把一件事加入待办清单。' },
  example: { en: 'remind me to call the dentist', 'zh-CN': 'remind me to call the dentist' },
  params: [
    {
      name: 'item',
      type: { kind: 'text', list: true },
      help: { en: 'What to do or get.', 'zh-CN': '要做或要买的东西。' },
    },
  ],
  async run(args, environment) {
    const item = (args[0] ?? '').trim();
    if (!item)
      throw new RetortError(
        'tool-failed',
        'There is nothing to add. Say what, such as: add milk to my list.',
      );
    for (const one of itemsOf(item)) await environment.todo.add(one);
    return item;
  },
};
