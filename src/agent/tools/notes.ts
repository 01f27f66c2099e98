// Reads the notes out.

import type { Tool } from '../types';

export const tool: Tool = {
  name: 'notes',
  label: { en: 'Show notes', 'zh-CN': '查看笔记' },
  help: { en: 'Reads your notes.', 'zh-CN': '读出你的笔记。' },
  example: { en: 'read me my notes', 'zh-CN': 'read me my notes' },
  params: [],
  async run(_, environment) {
    const notes = await environment.notes.list();
    return notes.length > 0 ? notes.join(' and ') : 'nothing';
  },
};
