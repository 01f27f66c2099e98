// A stopwatch: started, stopped, read, set to zero.

import { RetortError } from '../../lib/errors';
import { STOPWATCH_ACTIONS, type Tool } from '../types';
import { timeSpan } from '../words/time-span';

export const tool: Tool = {
  name: 'stopwatch',
  effect: 'adds',
  label: { en: 'Stopwatch', 'zh-CN': '秒表' },
  help: { en: 'Starts, stops, reads or resets a stopwatch.', 'zh-CN': '启动、停止、读取或重置秒表。' },
  example: { en: 'start the stopwatch', 'zh-CN': 'start the stopwatch' },
  params: [
    {
      name: 'action',
      type: { kind: 'enum', values: STOPWATCH_ACTIONS },
      help: { en: 'What to do.', 'zh-CN': '操作。' },
    },
  ],
  async run([name = ''], environment) {
    const action = STOPWATCH_ACTIONS.find((known) => known === name);
    if (!action)
      throw new RetortError(
        'tool-failed',
        `A stopwatch cannot "${name}". It can: ${STOPWATCH_ACTIONS.join(', ')}.`,
      );
    const span = timeSpan(await environment.stopwatch(action));
    return { start: 'running', stop: `stopped at ${span}`, read: span, reset: 'at 0 s' }[action];
  },
};
