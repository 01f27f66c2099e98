// Says in every tab, and to every thread, that a store of the database has changed, so that lists of what is kept are current
// everywhere. Says nothing of what changed: whoever hears it reads the store again. Where the browser has no BroadcastChannel,
// lists are current after a reload, as ever.

import type { StoreNames } from 'idb';
import type { RetortSchema } from './database';

type Store = StoreNames<RetortSchema>;

const CHANNEL = 'retort-storage';

/** To be called after the change is written. The announcing page hears it as well. */
export function announce(store: Store): void {
  if (typeof BroadcastChannel === 'undefined') return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(store);
  channel.close();
}

/** Calls a listener at every change of a store, whichever tab it is made in. @returns a function that ends it. */
export function onChange(store: Store, listener: () => void): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => undefined;
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => {
    if (data === store) listener();
  };
  return () => channel.close();
}
