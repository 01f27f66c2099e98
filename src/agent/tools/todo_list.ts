// Reads the to-do list out.

import { withFrame } from '../frames';
import { LIST_REASONS } from '../phrasings/reasons';
import { listPatterns } from '../phrasings/todo-list';
import type { RequestForm, Tool } from '../types';

const ask: RequestForm = {
  draw: (rng) => ({ args: [], words: withFrame({}, LIST_REASONS, rng) }),
  patterns: listPatterns,
};

export const tool: Tool = {
  name: 'todo_list',
  label: { en: 'Show list', 'zh-CN': '查看清单' },
  help: { en: 'Reads your to-do list.', 'zh-CN': '读出你的待办清单。' },
  example: { en: "what's on my list", 'zh-CN': "what's on my list" },
  params: [],
  requests: [ask],
  replies: [
    'on your list: {result}',
    'your list has {result}',
    'still to do: {result}',
    'you have {result}',
    "here's your list: {result}",
    'there is {result}',
  ],
  async run(_, environment) {
    const items = await environment.todo.list();
    return items.length > 0 ? items.join(' and ') : 'nothing';
  },
};
