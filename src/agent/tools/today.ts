// Today's weekday and date, as the person's calendar shows it: "tuesday november 24".

import type { Tool } from '../types';

export const tool: Tool = {
  name: 'today',
  label: { en: 'Today', 'zh-CN': '今天' },
  help: { en: "Today's weekday and date.", 'zh-CN': '今天是星期几、几月几日。' },
  example: { en: 'what day is it', 'zh-CN': 'what day is it' },
  params: [],
  run(_, environment) {
    const options = { timeZone: environment.timeZone() };
    const part = (format: Intl.DateTimeFormatOptions): string =>
      new Intl.DateTimeFormat('en-US', { ...options, ...format }).format(environment.now()).toLowerCase();
    return Promise.resolve(
      `${part({ weekday: 'long' })} ${part({ month: 'long' })} ${part({ day: 'numeric' })}`,
    );
  },
};
