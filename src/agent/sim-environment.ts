// An Environment in memory, for the corpus, the evaluation and tests: the same seed gives the same dice. It records what
// tools did and never waits: timers and alarms are noted, not fired. Not the page's own environment.

import { createRng, type Rng } from '../lib/rng';
import type { AlarmDay, Environment, Ring, StopwatchAction } from './types';

export interface SimulatedEnvironment extends Environment {
  /** What tools did to the world, in order. */
  readonly log: readonly SimulatedEvent[];
}

export type SimulatedEvent =
  | { kind: 'timer'; seconds: number; label: string }
  | { kind: 'alarm'; time: string; day?: AlarmDay; label?: string }
  | { kind: 'cancel'; label: string }
  | { kind: 'note'; text: string }
  | { kind: 'stopwatch'; action: StopwatchAction }
  | { kind: 'set'; control: string; value: number }
  | { kind: 'train'; action: string };

export interface SimulationOptions {
  /** Milliseconds since the epoch; by default 2025-06-02 10:00 UTC, a Monday. */
  now?: number;
  timeZone?: string;
  /** What the to-do list holds at first. */
  todo?: readonly string[];
  /** Lets any item be ticked off, on the list or not, and any timer or alarm be asked for: for sentences whose world nobody knows. */
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

/** Of what is waiting: all of a kind, or the one whose label shares most words with what was asked for, soonest first. */
export function findRings(rings: readonly Ring[], kind: Ring['kind'], label: string | null): Ring[] {
  const mine = rings.filter((ring) => ring.kind === kind).sort((a, b) => a.at - b.at);
  if (label === null) return mine;
  const match = bestMatch(
    mine.map((ring) => ring.label),
    label,
  );
  return mine.filter((ring) => ring.label === match).slice(0, 1);
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
  const rng = typeof seed === 'number' ? createRng(seed) : seed;
  const notes: string[] = [];
  let rings: Ring[] = [];
  /** One that may have been set before the sentence was said. */
  const madeUp = (kind: Ring['kind'], label: string | null): Ring[] => {
    if (!options.anyItem || rng.int(6) === 0) return [];
    const at = now + (1 + rng.int(3000)) * 1000;
    const usual =
      kind === 'timer'
        ? `${1 + rng.int(60)} min`
        : `0${5 + rng.int(5)}:${rng.pick(['00', '15', '30', '45'])}`;
    return [{ kind, label: label ?? usual, at }];
  };
  return {
    log,
    now: () => now,
    timeZone: () => timeZone,
    rng,
    todo: {
      list: async () => [...todo],
      add: async (item) => void todo.push(item),
      remove: async (item) => {
        const match = bestMatch(todo, item);
        if (match === null) return options.anyItem ? item : null;
        todo.splice(todo.indexOf(match), 1);
        return match;
      },
      clear: async () => todo.splice(0),
    },
    notes: {
      list: async () => [...notes],
      add: async (text) => {
        notes.push(text);
        log.push({ kind: 'note', text });
      },
    },
    startTimer: async (seconds, label) => {
      log.push({ kind: 'timer', seconds, label });
      rings.push({ kind: 'timer', label, at: now + seconds * 1000 });
    },
    setAlarm: async ({ time, day, label }) => {
      // an alarm that only has its time is told by it, as ever
      log.push(
        day === 'next' && label === time ? { kind: 'alarm', time } : { kind: 'alarm', time, day, label },
      );
      rings.push({ kind: 'alarm', label, at: now });
    },
    rings: {
      find: async (kind, label) => {
        const found = findRings(rings, kind, label);
        return found.length > 0 ? found : madeUp(kind, label);
      },
      cancel: async (ring) => {
        rings = rings.filter((other) => other !== ring);
        log.push({ kind: 'cancel', label: ring.label });
      },
    },
    stopwatch: async (action) => {
      log.push({ kind: 'stopwatch', action });
      return action === 'reset' ? 0 : rng.int(4000);
    },
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
