// Marks on what the person has deleted and can still have back. Whoever lists things leaves out what is marked; it is erased when the
// undo is past (state/removals.ts), on a later visit at the latest.

import { announce } from './changes';
import { guarded, type RetortDatabase } from './database';
import type { RemovableStore, Removal } from './removal';

export function listRemovals(db: RetortDatabase): Promise<Removal[]> {
  return guarded(() => db.getAll('removals'));
}

/** Ids of what is marked in a store. */
export async function removedIds(db: RetortDatabase, store: RemovableStore): Promise<ReadonlySet<string>> {
  const removals = await listRemovals(db);
  return new Set(removals.filter((removal) => removal.store === store).map(({ id }) => id));
}

export function markRemoved(db: RetortDatabase, removal: Removal): Promise<void> {
  return guarded(async () => {
    await db.put('removals', removal);
    announce(removal.store);
  });
}

/** Takes a mark away, whether the thing is back or erased. */
export function unmark(db: RetortDatabase, { store, id }: Pick<Removal, 'store' | 'id'>): Promise<void> {
  return guarded(async () => {
    await db.delete('removals', [store, id]);
    announce(store);
  });
}
