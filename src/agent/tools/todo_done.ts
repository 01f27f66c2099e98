// Ticks something off the to-do list. The environment finds the item that matches best, so "the dentist" will do.

import { RetortError } from '../../lib/errors';
import type { Tool } from '../types';

export const tool: Tool = {
  name: 'todo_done',
  effect: 'changes',
  label: { en: 'Tick off', 'zh-CN': '完成待办' },
  help: { en: 'Ticks an item off your to-do list.', 'zh-CN': '从待办清单划掉一项。' },
  example: { en: 'cross off call the dentist', 'zh-CN': 'cross off call the dentist' },
  params: [
    { name: 'item', type: { kind: 'text' }, help: { en: 'What is done.', 'zh-CN': '已完成的事项。' } },
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
