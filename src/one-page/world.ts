// The world that the agent's tools act on: this page. The to-do list stays in the browser where it may be kept there, timers and
// alarms ring while the page is open, and there is nothing to train.

import { bestMatch } from '../agent/sim-environment';
import type { Environment } from '../agent/types';
import { RetortError } from '../lib/errors';
import { millisecondsUntil } from '../lib/milliseconds-until';
import { createRng } from '../lib/rng';
import { words } from './words';

const KEY = 'retort.todo';

function storedList(): string[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
  } catch {
    return []; // a page from disk may have no storage, or somebody else's
  }
}

/** @param ring tells the person that a timer or an alarm is over. */
export function onePageWorld(ring: (text: string) => void): Environment {
  let list = storedList();
  const keep = (next: string[]): void => {
    list = next;
    try {
      localStorage.setItem(KEY, JSON.stringify(list));
    } catch {
      // it lasts as long as the page
    }
  };
  const noPlayground = (): Promise<never> => Promise.reject(new RetortError('tool-failed', words.notHere));
  return {
    now: () => Date.now(),
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    rng: createRng(crypto.getRandomValues(new Uint32Array(1))[0]!),
    todo: {
      list: async () => [...list],
      add: async (item) => keep([...list, item]),
      async remove(item) {
        const match = bestMatch(list, item);
        if (match !== null) keep(list.toSpliced(list.indexOf(match), 1));
        return match;
      },
    },
    startTimer: async (seconds, label) => void setTimeout(() => ring(words.timer(label)), seconds * 1000),
    setAlarm: async (time) =>
      void setTimeout(() => ring(words.alarm(time)), millisecondsUntil(time, new Date())),
    playground: { set: noPlayground, train: noPlayground },
  };
}
