// What is under the microscope: the sentence or point, what the worker saw of it, the training rows that were searched. Temperatures,
// chosen tokens and layers are the panel's own: nothing is asked again when they move.

import { createStore } from 'zustand/vanilla';
import type { FoundRows, Inspection, Subject } from '../protocol/inspection';
import type { ErrorFields } from '../protocol/errors';

export type { Inspection, ModelView, Subject, TransferRow, Viewed } from '../protocol/inspection';

export interface MicroscopeState {
  /** What stands in the text box. */
  sentence: string;
  looking: boolean;
  /** What was asked for last. */
  subject: Subject | null;
  seen: Inspection | null;
  error: ErrorFields | null;
  found: FoundRows | null;
  /** The training row that slow motion follows, as it was seen last; null where none is at hand. */
  example: Inspection | null;
  setSentence(sentence: string): void;
}

export function createMicroscopeStore() {
  return createStore<MicroscopeState>()((update) => ({
    sentence: '',
    looking: false,
    subject: null,
    seen: null,
    error: null,
    found: null,
    example: null,
    setSentence: (sentence) => update({ sentence }),
  }));
}
