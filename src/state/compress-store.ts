// The dialog "Compress": whose model it is about, and how far the work under way is. What was compressed before stands on cards (data-store.ts).

import { createStore } from 'zustand/vanilla';
import type { CompressionWork } from '../protocol/compression';

export { BESIDE, type Choices, type Compression, type Measured } from '../protocol/compression';

export interface CompressState {
  /** Ids of the model that the dialog is about and of its run; null while it is closed. */
  about: { model: string; run: string } | null;
  /** Null while nothing is done. */
  progress: { work: CompressionWork; done: number; total: number } | null;
  problem: { code: string; message: string } | null;
}

export const CLOSED: CompressState = { about: null, progress: null, problem: null };

export const createCompressStore = () => createStore<CompressState>()(() => CLOSED);
