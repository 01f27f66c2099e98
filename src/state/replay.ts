// A claim is run again: its experiment goes on the table and starts, and its report is held against the claim. Loaded with the first claim.

import { claimOf, canTravel, type Claim, fromClaimHash, toClaimHash } from '../storage/claim';
import { isReplayable, type RunRecord } from '../storage/run-record';
import type { Actions } from './actions';
import type { AppParts } from './app-parts';
import { holdAgainst, isDeterministic } from './claim-check';
import { NO_CLAIM } from './claims-store';
import { pageAddress } from './page-address';
import { isUnderWay } from './training-store';

type Parts = Pick<AppParts, 'stores' | 'recorder'>;

/** The claim of a link or, by its id, of a run. Not during a run. */
export async function replay(parts: Parts, distill: Actions['distill'], run?: string): Promise<void> {
  const { stores, recorder } = parts;
  const { claims, training, experiment } = stores;
  if (isUnderWay(training.getState().phase)) return;
  const original = run === undefined ? null : ((await recorder.load(run)) ?? null);
  const { link, claim: known } = claims.getState();
  const claim = original ? claimOf(original) : (known ?? (link === null ? null : fromClaimHash(link)));
  if (!claim) return;
  claims.setState({ ...NO_CLAIM, link: original ? null : link, claim, status: 'running' });
  // where bits can be the same, on what computed them; a GPU of the same kind may not be here
  const backend = isDeterministic(claim) ? claim.backend : 'auto';
  experiment.getState().load({ ...claim.config, backend });
  distill();
  const id = recorder.current()?.id;
  const unsubscribe = training.subscribe(({ phase }) => {
    if (isUnderWay(phase)) return;
    unsubscribe();
    // the recorder hears of the end after this store
    queueMicrotask(() => settle(parts, claim, original, id));
  });
}

function settle({ stores, recorder }: Parts, claim: Claim, original: RunRecord | null, id?: string): void {
  const { claims } = stores;
  if (claims.getState().claim !== claim) return; // closed, or another one since
  const again = recorder.current();
  const outcome =
    again?.id === id && again && isReplayable(again) ? holdAgainst(claim, again, original) : null;
  claims.setState(outcome ? { status: 'held', outcome } : { status: 'ended' });
}

/** The address of a run's claim; null where it makes none that a link can carry. */
export async function claimLink({ recorder }: Parts, run: string): Promise<string | null> {
  const record = await recorder.load(run);
  const claim = record && claimOf(record);
  return claim && canTravel(claim) ? pageAddress(toClaimHash(claim)) : null;
}

export { fromClaimHash } from '../storage/claim';
