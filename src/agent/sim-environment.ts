// An Environment in memory, for the corpus, the evaluation and tests: the same seed gives the same dice. It records what
// tools did and never waits: timers and alarms are noted, not fired. Not the page's own environment.

import { createRng, type Rng } from '../lib/rng';
import type { Environment } from './types';

export interface SimulatedEnvironment extends Environment {
  /** What tools did to the world, in order. */
  readonly log: readonly SimulatedEvent[];
}

export type SimulatedEvent =
  | { kind: 'timer'; seconds: number; label: string }
  | { kind: 'alarm'; time: string }
  | { kind: 'set'; control: string; value: number }
  | { kind: 'train'; action: string };

export interface SimulationOptions {
  /** Milliseconds since the epoch; by default 2025-06-02 10:00 UTC, a Monday. */
  now?: number;
  timeZone?: string;
  /** What the to-do list holds at first. */
  todo?: readonly string[];
  /** Lets any item be ticked off, on the list or not: for sentences whose list nobody knows. */
  anyItem?: boolean;
}

/** Results of calls and the world that they leave behind as one text, equal where nobody could tell the difference. */
export async function stateOf(world: SimulatedEnvironment, results: readonly string[]): Promise<string> {
  const events = world.log.map((event) => JSON.stringify(event)).sort();
  return JSON.stringify([[...results].sort(), events, [...(await world.todo.list())].sort()]);
}

const states: Readonly<Record<string, string>> = {
  start: 'running',
  resume: 'running',
  pause: 'paused',
  step: 'paused',
  stop: 'stopped',
  reset: 'idle',
};

/** The item that shares most words with what was asked for; null where none shares any. */
export function bestMatch(items: readonly string[], wanted: string): string | null {
  const words = new Set(wanted.toLowerCase().split(/\s+/));
  let best: string | null = null;
  let most = 0;
  for (const item of items) {
    const parts = item.toLowerCase().split(/\s+/);
    const shared = parts.filter((part) => words.has(part)).length / Math.max(parts.length, words.size);
    if (shared > most) [best, most] = [item, shared];
  }
  return best;
}

/** A small world of its own. @param seed a seed, or a generator to draw from. */
export function simulatedEnvironment(
  seed: number | Rng,
  options: SimulationOptions = {},
): SimulatedEnvironment {
  const log: SimulatedEvent[] = [];
  const todo = [...(options.todo ?? [])];
  const now = options.now ?? Date.UTC(2025, 5, 2, 10);
  const timeZone = options.timeZone ?? 'UTC';
  return {
    log,
    now: () => now,
    timeZone: () => timeZone,
    rng: typeof seed === 'number' ? createRng(seed) : seed,
    todo: {
      list: async () => [...todo],
      add: async (item) => void todo.push(item),
      remove: async (item) => {
        const match = bestMatch(todo, item);
        if (match === null) return options.anyItem ? item : null;
        todo.splice(todo.indexOf(match), 1);
        return match;
      },
    },
    startTimer: async (seconds, label) => void log.push({ kind: 'timer', seconds, label }),
    setAlarm: async (time) => void log.push({ kind: 'alarm', time }),
    playground: {
      set: async (control, value) => {
        log.push({ kind: 'set', control, value });
        return value;
      },
      train: async (action) => {
        log.push({ kind: 'train', action });
        return states[action] ?? 'idle';
      },
    },
  };
}
