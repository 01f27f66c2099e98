// What the worker that may reach other origins is asked, and what it brings back. The key travels in memory alone.

import type { UNREACHABLE } from '../../../protocol/language-model';

/** A request to an address that the person has agreed to. */
export interface Errand {
  url: string;
  /** JSON to post; null: to get. */
  body: string | null;
  /** "" for none. */
  key: string;
  /** The origin that the person agreed to; null for none. */
  consent: string | null;
  /** Most milliseconds until all of the answer is there. */
  patience: number;
}

/** A file at an address that the person has agreed to. */
export interface FileErrand {
  url: string;
  /** As in Errand. */
  consent: string | null;
  /** Bytes, at most. */
  most: number;
}

export type BroughtFile =
  { blob: Blob } | { failed: 'no-consent' | 'unreachable' | 'slow' | 'endless' | 'refused'; why: string };

export type Brought =
  | {
      status: number;
      text: string;
      /** Milliseconds that the server asks to wait; null where it does not say. */
      retryAfter: number | null;
    }
  | {
      /** Nothing came (or the page may not see it), not in time, or without an end. */
      failed: 'no-consent' | 'unreachable' | 'slow' | 'endless';
      why: string;
    };

/**
 * Why nothing comes from an address. mixed: an https page cannot ask plain http elsewhere. loopback: the browser has been told not to let
 * the page at this device's own servers. cors: a server is there and does not let this page read its answers. silent: none is there.
 */
export type Unreachable = (typeof UNREACHABLE)[number];

export type Order = { id: number } & (
  { errand: Errand } | { file: FileErrand } | { diagnose: Errand } | { callOff: number }
);
export type Delivery = { id: number } & (
  | { brought: Brought }
  | { file: BroughtFile }
  /** Bytes of a file so far; total 0 where nobody says. */
  | { done: number; total: number }
  | { unreachable: Unreachable }
);
