// Whether something is on the to-do list: the item that matches best, as the list has it.

import { bestMatch } from '../sim-environment';
import type { Tool } from '../types';

export const tool: Tool = {
  name: 'todo_has',
  label: { en: 'On the list?', 'zh-CN': '清单上有吗' },
  help: { en: 'Says whether something is on your to-do list.', 'zh-CN': '查看某项是否在待办清单上。' },
  example: { en: 'is milk on my list', 'zh-CN': 'is milk on my list' },
  params: [
    { name: 'item', type: { kind: 'text' }, help: { en: 'What to look for.', 'zh-CN': '要查找的事项。' } },
  ],
  async run(args, environment) {
    const item = args[0] ?? '';
    const match = bestMatch(await environment.todo.list(), item);
    return match === null ? `${item} is not on your list` : `${match} is on your list`;
  },
};
