// Timers and alarms that wait, as the tools that ask about them or cancel them name them: by what matches best, or all.

import type { Environment, Ring, RingKind, ToolParam } from './types';

const ALL = 'all';

export const WHICH_TIMER: ToolParam = {
  name: 'which',
  type: { kind: 'text', defaults: [ALL] },
  help: { en: 'The timer\'s name, or "all".', 'zh-CN': '计时器名称，或 "all"（全部）。' },
};

/** Those that wait, soonest first. */
export const ringsNamed = (environment: Environment, kind: RingKind, which: string): Promise<Ring[]> =>
  environment.rings.find(kind, which === ALL ? null : which);

/** What is said where no timer of that name runs. */
export const noTimer = (which: string): string =>
  which === ALL ? 'no timer is running' : `no ${which} timer is running`;

/** Cancels them; resolves to what is said of it: each with a word. */
export async function cancelRings(
  { rings }: Environment,
  cancelled: readonly Ring[],
  word: string,
): Promise<string> {
  for (const ring of cancelled) await rings.cancel(ring);
  return cancelled.map(({ label }) => `${label} ${word}`).join(' and ');
}
