// One study of a class, from both ends: the part that a link deals on this page, and the study whose results this page collects.

import { createStore } from 'zustand/vanilla';
import type { Sorted } from './class-results';

export interface ClassState {
  /** The hash of the link that deals a part, as it came; null for none. */
  link: string | null;
  /** The part's number; null before one was taken. */
  number: number | null;
  /** 'ended': stopped, failed or steered by hand, so that it is no part of the study. */
  status: 'open' | 'running' | 'ended' | 'done';
  /** What the part came to. */
  code: string | null;

  /** The hash of the link of the study whose results are collected; null for none. */
  study: string | null;
  /** Of the results that count, in the order in which they came. */
  codes: readonly string[];
  /** What became of the codes that were brought last, and of what names no code was found in; null before the first. */
  told: (Sorted & { without: readonly string[] }) | null;
}

const dealsParts = (hash: string): boolean => /[#&]class=/.test(hash);

const NO_PART = { link: null, number: null, status: 'open', code: null } as const;

/** What a hash brings: nothing, where it deals nothing. */
export const partOfLink = (hash: string): Pick<ClassState, keyof typeof NO_PART> => ({
  ...NO_PART,
  link: dealsParts(hash) ? hash : null,
});

export function createClassStore(hash: string) {
  return createStore<ClassState>()(() => ({ ...partOfLink(hash), study: null, codes: [], told: null }));
}
