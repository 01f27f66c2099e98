// The world that the agent's tools act on: this page. The to-do list stays in the browser where it may be kept there, timers and
// alarms ring while the page is open, and there is nothing to train.

import { realClock } from '../agent/real-clock';
import { bestMatch } from '../agent/sim-environment';
import type { Environment } from '../agent/types';
import { RetortError } from '../lib/errors';
import { createRng } from '../lib/rng';
import { words } from './words';

function storedList(key: string): string[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
  } catch {
    return []; // a page from disk may have no storage, or somebody else's
  }
}

/** A list that lasts where the browser keeps it, else as long as the page. */
function keptList(key: string): { items(): string[]; keep(next: string[]): void } {
  let list = storedList(key);
  return {
    items: () => list,
    keep(next) {
      list = next;
      try {
        localStorage.setItem(key, JSON.stringify(list));
      } catch {
        // it lasts as long as the page
      }
    },
  };
}

/** @param ring tells the person that a timer or an alarm is over. */
export function onePageWorld(ring: (text: string) => void): Environment {
  const todo = keptList('retort.todo');
  const notes = keptList('retort.notes');
  const noPlayground = (): Promise<never> => Promise.reject(new RetortError('tool-failed', words.notHere));
  return {
    ...realClock((kind, label) => ring(kind === 'timer' ? words.timer(label) : words.alarm(label))),
    rng: createRng(crypto.getRandomValues(new Uint32Array(1))[0]!),
    todo: {
      list: async () => [...todo.items()],
      add: async (item) => todo.keep([...todo.items(), item]),
      async remove(item) {
        const list = todo.items();
        const match = bestMatch(list, item);
        if (match !== null) todo.keep(list.toSpliced(list.indexOf(match), 1));
        return match;
      },
      async clear() {
        const list = todo.items();
        todo.keep([]);
        return [...list];
      },
    },
    notes: {
      list: async () => [...notes.items()],
      add: async (text) => notes.keep([...notes.items(), text]),
    },
    playground: { set: noPlayground, train: noPlayground },
  };
}
