// Reads out the alarms and reminders that are set.

import type { Tool } from '../types';

export const tool: Tool = {
  name: 'alarms',
  label: { en: 'Alarms', 'zh-CN': '查看闹钟' },
  help: { en: 'Reads your alarms and reminders.', 'zh-CN': '读出已设置的闹钟和提醒。' },
  example: { en: 'what alarms do i have', 'zh-CN': 'what alarms do i have' },
  params: [],
  async run(_, environment) {
    const rings = await environment.rings.find('alarm', null);
    return rings.length > 0 ? rings.map(({ label }) => label).join(' and ') : 'no alarm';
  },
};
