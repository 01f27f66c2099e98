// The lesson that is open beside the playground, and how far the reader has come with it.

import { createStore } from 'zustand/vanilla';
import type { Lesson, TrialResult } from '../catalog/lesson';
import type { RunConfig } from '../catalog/run-config';
import type { Events } from '../protocol/messages';
import type { PanelName } from './page-store';
import type { TrainingState } from './training-store';

/** What the person had before the lesson, and has again after it. */
export interface Before {
  config: RunConfig;
  panel: PanelName;
  /** The run on show, by its id; null where there was none. */
  run: string | null;
  report: TrainingState['report'];
}

export interface LessonState {
  /** Whether the list of lessons is open. */
  listed: boolean;
  lesson: Lesson | null;
  before: Before | null;
  /** Of all runs of the trial. */
  seed: number;
  predicted: string | null;
  answered: string | null;
  trial: 'ready' | 'running' | 'done' | 'stopped' | 'failed';
  /** While the last run's student is made smaller. */
  compressing: Events['model.compressing'] | null;
  /** When all runs are over. */
  result: TrialResult | null;
}

export const FIRST_SEED = 1;

export const NO_LESSON: LessonState = {
  listed: false,
  lesson: null,
  before: null,
  seed: FIRST_SEED,
  predicted: null,
  answered: null,
  trial: 'ready',
  compressing: null,
  result: null,
};

export const createLessonStore = () => createStore<LessonState>()(() => NO_LESSON);
export type LessonStore = ReturnType<typeof createLessonStore>;
