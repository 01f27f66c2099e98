// Keeps a note: something to know, not something to do (todo_add.ts).

import { RetortError } from '../../lib/errors';
import type { Tool } from '../types';

export const tool: Tool = {
  name: 'note',
  effect: 'adds',
  label: { en: 'Note', 'zh-CN': '记笔记' },
  help: { en: 'Keeps a note.', 'zh-CN': '记下一条笔记。' },
  example: { en: 'note that the gate code is 4471', 'zh-CN': 'note that the gate code is 4471' },
  params: [
    {
      name: 'text',
      type: { kind: 'text', longest: 16 },
      help: { en: 'What to keep.', 'zh-CN': '要记的内容。' },
    },
  ],
  async run([text = ''], environment) {
    if (!text.trim()) throw new RetortError('tool-failed', 'There is nothing to note. Say what.');
    await environment.notes.add(text.trim());
    return text.trim();
  },
};
