// The experiment in the address bar: every change is written there at once, a pasted link is read.

import { fromHash, toHash } from '../storage/share-link';
import { claimOfLink } from './claims-store';
import type { Stores } from './app-parts';

/** Browsers refuse more than about 100 changes of the address in 30 s (Safari throws); then the last one is written later. */
const LATER = 1000;

export function keepInAddress({ experiment, claims }: Pick<Stores, 'experiment' | 'claims'>): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    clearTimeout(waiting);
    try {
      history.replaceState(history.state, '', toHash(experiment.getState().config));
    } catch {
      waiting = setTimeout(write, LATER);
    }
  };
  experiment.subscribe(({ config }, before) => {
    if (config !== before.config) write();
  });
  addEventListener('hashchange', () => {
    const { config, rejected } = fromHash(location.hash);
    experiment.getState().load(config, rejected);
    claims.setState(claimOfLink(location.hash));
  });
}
