// The export of a model that is under way: whose, in which forms it can leave, and what became of the last one.

import { createStore } from 'zustand/vanilla';
import type { ExportForm } from '../protocol/model-export';
import type { Replies } from '../protocol/replies';

export type { ExportForm };

export interface ExportState {
  /** Id of the model that the dialog is about; null while it is closed. */
  model: string | null;
  /** Null until the worker has told. */
  about: Replies['model.forms'] | null;
  /** Null while nothing is written. */
  progress: { done: number; total: number } | null;
  /** Name of the file that was saved last. */
  saved: string | null;
  problem: { code: string; message: string } | null;
}

export const CLOSED: ExportState = { model: null, about: null, progress: null, saved: null, problem: null };

export const createExportStore = () => createStore<ExportState>()(() => CLOSED);
