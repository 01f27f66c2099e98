// The claim that is on the table: of a link, or of a run that is to be replayed; and what became of it.

import { createStore } from 'zustand/vanilla';
import type { Claim } from '../storage/claim';
import type { Outcome } from './claim-check';

export type { Claim } from '../storage/claim';
export type { Held, Outcome } from './claim-check';

export interface ClaimsState {
  /** The hash of a link that claims something, as it came; null for none. */
  link: string | null;
  /** What is replayed; null before it is begun. */
  claim: Claim | null;
  /** 'ended': stopped, failed or steered by hand, so that nothing is decided. */
  status: 'open' | 'running' | 'ended' | 'held';
  outcome: Outcome | null;
}

export const NO_CLAIM: ClaimsState = { link: null, claim: null, status: 'open', outcome: null };

/** What a hash brings: nothing, where it claims nothing. */
export const claimOfLink = (hash: string): ClaimsState => ({
  ...NO_CLAIM,
  link: hash.includes('&claim=') ? hash : null,
});

export function createClaimsStore(hash: string) {
  return createStore<ClaimsState>()(() => claimOfLink(hash));
}
