// Timers, alarms and a stopwatch that run by the clock for as long as the page is open: what a page's Environment has of them.
// The simulated one is sim-environment.ts.

import { millisecondsUntil } from '../lib/milliseconds-until';
import { findRings } from './sim-environment';
import type { AlarmDay, Environment, Ring, RingKind } from './types';

const REPEATS: readonly AlarmDay[] = ['daily', 'weekdays', 'weekends'];

/** @param ring tells the person. */
export function realClock(
  ring: (kind: RingKind, label: string) => void,
): Pick<Environment, 'now' | 'timeZone' | 'startTimer' | 'setAlarm' | 'rings' | 'stopwatch'> {
  const waiting = new Map<Ring, ReturnType<typeof setTimeout>>();
  const wait = (kind: RingKind, label: string, milliseconds: number, again?: () => void): void => {
    const one: Ring = { kind, label, at: Date.now() + milliseconds };
    const over = (): void => {
      waiting.delete(one);
      again?.();
      ring(kind, label);
    };
    waiting.set(one, setTimeout(over, milliseconds));
  };

  let counted = 0;
  let since: number | null = null;
  const seconds = (): number => (counted + (since === null ? 0 : Date.now() - since)) / 1000;

  return {
    now: () => Date.now(),
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    startTimer: async (length, label) => wait('timer', label, length * 1000),
    async setAlarm({ time, day, label }) {
      const set = (): void =>
        wait(
          'alarm',
          label,
          millisecondsUntil(time, new Date(), day),
          REPEATS.includes(day) ? set : undefined,
        );
      set();
    },
    rings: {
      find: async (kind, label) => findRings([...waiting.keys()], kind, label),
      async cancel(one) {
        clearTimeout(waiting.get(one));
        waiting.delete(one);
      },
    },
    async stopwatch(action) {
      if (action === 'reset') [counted, since] = [0, since === null ? null : Date.now()];
      if (action === 'start') since ??= Date.now();
      if (action === 'stop') [counted, since] = [seconds() * 1000, null];
      return seconds();
    },
  };
}
