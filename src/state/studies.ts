// The studies, one of each kind at most: what of them is under way, and what is over. Who takes their runs in turn is
// study-queue.ts.

import { createStore } from 'zustand/vanilla';
import { type Study, STUDY_KINDS, type StudyKind } from '../storage/study';
export { cellValues, type Study } from '../storage/study';

export type StudiesState = Record<StudyKind, Study | null>;

export function createStudiesStore() {
  return createStore<StudiesState>()(() => ({ race: null, worth: null, sweep: null, lesson: null }));
}

/** The study whose run is with the worker now, and which of its runs that is. */
export function runOfStudy(studies: StudiesState): { study: Study; cell: number } | null {
  for (const study of STUDY_KINDS.map((kind) => studies[kind])) {
    const cell = study?.cells.findIndex(({ status }) => status === 'running') ?? -1;
    if (study && cell >= 0) return { study, cell };
  }
  return null;
}

/** Runs that are over. */
export const cellsDone = ({ cells }: Study): number =>
  cells.filter(({ status }) => status === 'done' || status === 'failed').length;
