// Messages for the person: errors with their way out, and notes. One of a kind at a time; dismissed by hand.

import { createStore } from 'zustand/vanilla';
import type { ErrorCode } from '../lib/errors';
import { errorFields } from '../protocol/errors';

/** Notes that are no errors; the interface words them by code. */
export type NoteCode =
  | 'worker-restarted'
  | 'link-rejected'
  | 'embed-unknown'
  | 'lesson-unreadable'
  | 'run-outdated'
  | 'run-elsewhere'
  | 'run-saved'
  | 'removed'
  | 'nothing-to-export'
  | 'report-unreadable';

export interface Notice {
  id: number;
  kind: 'error' | 'note';
  code: ErrorCode | NoteCode;
  /** English, with the remedy; the interface may have better words for the code. */
  message: string;
  /** For 'link-rejected' and 'run-outdated': the names of the config's fields. */
  fields?: readonly string[];
  /** For 'lesson-unreadable': why. */
  problem?: 'broken' | 'newer' | 'too-long' | 'unknown';
  /** For 'run-saved': the file's name. */
  file?: string;
  /** For 'removed': what was deleted. */
  name?: string;
  /** For 'removed': has it back. */
  undo?(): void;
}

export interface NoticeState {
  notices: readonly Notice[];
  /** Shows a notice; one with the same code and message takes the place of the old one. @returns its id. */
  show(notice: Omit<Notice, 'id'>): number;
  dismiss(id: number): void;
}

const MOST_NOTICES = 4;

/** Told elsewhere: a crash once for all commands that waited for the worker, by whoever listens for it. */
const TOLD: readonly (ErrorCode | NoteCode)[] = ['worker-crashed', 'cancelled'];

export function createNoticeStore() {
  let nextId = 1;
  return createStore<NoticeState>()((update) => ({
    notices: [],
    show: (notice) => {
      const id = nextId++;
      update(({ notices }) => ({
        notices: [
          ...notices.filter((old) => old.code !== notice.code || old.message !== notice.message),
          { ...notice, id },
        ].slice(-MOST_NOTICES),
      }));
      return id;
    },
    dismiss: (id) => update(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
  }));
}

/** Shows why a command or a read failed. */
export function noteError(store: ReturnType<typeof createNoticeStore>, error: unknown): void {
  const fields = errorFields(error);
  if (!TOLD.includes(fields.code)) store.getState().show({ kind: 'error', ...fields });
}
