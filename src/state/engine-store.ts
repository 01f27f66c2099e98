// What the engine runs on, what is being loaded, and which teacher is at hand.

import { createStore } from 'zustand/vanilla';
import { type Mark, withMark } from '../lib/time-left';
import type { BackendReport, Events, ProgressTask } from '../protocol/messages';

export type { BackendReport, ProgressTask } from '../protocol/messages';

export interface Progress {
  done: number;
  total: number;
  /** By which can be said how long it will take (lib/time-left.ts). */
  marks: readonly Mark[];
}

export interface EngineState {
  /** Null until a backend has started. */
  report: BackendReport | null;
  /** Whether a backend is starting now. */
  starting: boolean;
  /** Tasks under way; a finished one is gone. Totals are bytes (engine, teacher) or what is made ready. */
  progress: Partial<Record<ProgressTask, Progress>>;
  /** The teacher that the chat would talk with; null before one is loaded. */
  teacher: Events['teacher.ready'] | null;
}

export function createEngineStore() {
  return createStore<EngineState>()(() => ({ report: null, starting: false, progress: {}, teacher: null }));
}
export type EngineStore = ReturnType<typeof createEngineStore>;

/** Notes progress of a task; a finished task disappears. */
export function noteProgress(store: EngineStore, { task, done, total }: Events['progress']): void {
  store.setState(({ progress: { [task]: before, ...others } }) => {
    if (done >= total && total > 0) return { progress: others };
    const marks = withMark(before?.marks ?? [], { at: performance.now(), done });
    return { progress: { ...others, [task]: { done, total, marks } } };
  });
}

/** What goes on while a run trains; all else is preparation. */
const WHILE_TRAINING = ['evaluation', 'report'] as const satisfies readonly ProgressTask[];

/** Everything is prepared: no preparation goes on, whatever was said of it last. */
export function endPreparation(store: EngineStore): void {
  store.setState(({ progress }) => ({
    progress: Object.fromEntries(
      WHILE_TRAINING.flatMap((task) => (progress[task] ? [[task, progress[task]]] : [])),
    ),
  }));
}
