// Takes everything off the to-do list.

import type { Tool } from '../types';

export const tool: Tool = {
  name: 'todo_clear',
  label: { en: 'Clear list', 'zh-CN': '清空清单' },
  help: { en: 'Takes everything off your to-do list.', 'zh-CN': '清空你的待办清单。' },
  example: { en: 'clear my list', 'zh-CN': 'clear my list' },
  effect: 'changes',
  params: [],
  async run(_, environment) {
    const { length } = await environment.todo.clear();
    return length === 1 ? '1 item' : `${length} items`;
  },
};
