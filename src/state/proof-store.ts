// What the Proof panel shows: which of its views, and the report of a stored run where one was asked for. The last run's own
// report is in training-store, races and sweeps in studies.

import { createStore } from 'zustand/vanilla';
import type { RunConfig } from '../catalog/run-config';
import type { Report } from '../protocol/report';

export const PROOF_VIEWS = ['evaluation', 'race', 'sweep', 'class'] as const;
export type ProofView = (typeof PROOF_VIEWS)[number];

/** The report of a run in the list of runs. */
export interface OpenedReport {
  id: string;
  /** Milliseconds since the epoch. */
  startedAt: number;
  config: RunConfig;
  report: Report;
}

export interface ProofState {
  /** Null until one was chosen. */
  view: ProofView | null;
  /** In place of the last run's; null where none was asked for. */
  opened: OpenedReport | null;
  setView(view: ProofView): void;
}

export function createProofStore() {
  return createStore<ProofState>()((update) => ({
    view: null,
    opened: null,
    setView: (view) => update({ view }),
  }));
}
