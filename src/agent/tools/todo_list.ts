// Reads the to-do list out.

import type { Tool } from '../types';

export const tool: Tool = {
  name: 'todo_list',
  label: { en: 'Show list', 'zh-CN': '查看清单' },
  help: { en: 'Reads your to-do list.', 'zh-CN': '读出你的待办清单。' },
  example: { en: "what's on my list", 'zh-CN': "what's on my list" },
  params: [],
  async run(_, environment) {
    const items = await environment.todo.list();
    return items.length > 0 ? items.join(' and ') : 'nothing';
  },
};
