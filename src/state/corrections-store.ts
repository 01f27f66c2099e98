// What was put right in the chat: the list of this device, the form that is open, and what a student made of it.

import { createStore } from 'zustand/vanilla';
import type { Correction, Learnt, LearningWork, ToolForm } from '../protocol/correction';

export { CORRECTION_KINDS } from '../protocol/correction';
export type { Compared, Correction, CorrectionKind, Learnt, ToolForm } from '../protocol/correction';

interface Problem {
  code: string;
  message: string;
}

export interface CorrectionsState {
  /** Oldest first. */
  list: readonly Correction[];
  /** The turn that is being put right, by its id, and the tools for it; null tools are on their way. */
  editing: { turn: number; dataSet: string; tools: readonly ToolForm[] | null } | null;
  /** Whether what was typed is being tried out. */
  checking: boolean;
  /** Why it cannot be learnt as it was typed. */
  unfit: Problem | null;
  /** How far the learning under way is; null while nothing is learnt. */
  progress: { work: LearningWork; done: number; total: number } | null;
  /** Why nothing was learnt. */
  problem: Problem | null;
  /** What the student of a run has learnt last: the corrections, by their ids, and what came of it. */
  learnt: { run: string; ids: readonly string[]; outcome: Learnt } | null;
}

export const createCorrectionsStore = () =>
  createStore<CorrectionsState>()(() => ({
    list: [],
    editing: null,
    checking: false,
    unfit: null,
    progress: null,
    problem: null,
    learnt: null,
  }));
