// A timer that fires after so many seconds, minutes or hours. Fires in the environment; alarms at a clock time are alarm.ts.

import { RetortError } from '../../lib/errors';
import type { Tool } from '../types';

const SECONDS: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600 };

/** A timer's length. Throws RetortError('tool-failed') where it is none from a moment to a week. */
export function timerSeconds(amount: string, unit: string): number {
  const seconds = Number(amount) * (SECONDS[unit] ?? NaN);
  if (seconds > 0 && seconds <= 7 * 86_400) return seconds;
  throw new RetortError(
    'tool-failed',
    `I cannot time "${amount} ${unit}". Say a length from a second to a week, such as 10 minutes.`,
  );
}

/** How a timer's length is written. */
export const LENGTH_PARAMS: Tool['params'] = [
  { name: 'amount', type: { kind: 'number' }, help: { en: 'How many.', 'zh-CN': '数量。' } },
  {
    name: 'unit',
    type: { kind: 'enum', values: ['s', 'min', 'h'] },
    help: { en: 'Seconds, minutes or hours.', 'zh-CN': '秒、分钟或小时。' },
  },
];

export const tool: Tool = {
  name: 'timer',
  effect: 'adds',
  label: { en: 'Timer', 'zh-CN': '计时器' },
  help: { en: 'Starts a timer that rings when it is over.', 'zh-CN': '启动计时器，到时提醒。' },
  example: { en: 'set a timer for 10 minutes', 'zh-CN': 'set a timer for 10 minutes' },
  params: LENGTH_PARAMS,
  async run(args, environment) {
    const [amount = '', unit = ''] = args;
    const seconds = timerSeconds(amount, unit);
    const label = `${amount} ${unit}`;
    await environment.startTimer(seconds, label);
    return label;
  },
};
