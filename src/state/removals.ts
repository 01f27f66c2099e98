// Delete with undo, for runs and models. What is deleted leaves the lists at once and is marked in the database; it is erased when
// the undo is past. A reload in between keeps it deleted and offers the undo for the time that is left.

import type { RetortDatabase } from '../storage/database';
import type { RemovableStore, Removal } from '../storage/removal';
import type { createNoticeStore } from './notice-store';

/** Milliseconds for which what was deleted can be had back. */
export const UNDO_MS = 20_000;

/** What a store's things need. */
interface Removable {
  erase(db: RetortDatabase, id: string): Promise<void>;
  /** Reads the list anew, where a thing has come back. */
  refresh(): Promise<void>;
}

interface RemovalsOptions {
  database(): Promise<RetortDatabase>;
  notices: ReturnType<typeof createNoticeStore>;
  complain(error: unknown): void;
  stores: Readonly<Record<RemovableStore, Removable>>;
}

/** What marks them there; it comes with the database. */
const storage = () => import('../storage/removals');

export class Removals {
  constructor(private readonly options: RemovalsOptions) {}

  /** Marks a thing that the list shows no more, and offers to take it back. False where it cannot be marked: it stays. */
  async remove(thing: Omit<Removal, 'at'>): Promise<boolean> {
    const removal = { ...thing, at: Date.now() };
    try {
      const { markRemoved } = await storage();
      await markRemoved(await this.options.database(), removal);
    } catch (error) {
      this.options.complain(error);
      return false;
    }
    this.#offer(removal, UNDO_MS);
    return true;
  }

  /** Sees to what an earlier visit, or another tab, has deleted. */
  async open(): Promise<void> {
    await this.#orSay(async (db) => {
      const { listRemovals } = await storage();
      for (const removal of await listRemovals(db)) {
        const left = removal.at + UNDO_MS - Date.now();
        if (left > 0) this.#offer(removal, left);
        else await this.#erase(removal);
      }
    });
  }

  #offer(removal: Removal, ms: number): void {
    const { notices } = this.options;
    const past = setTimeout(() => {
      notices.getState().dismiss(notice);
      void this.#erase(removal);
    }, ms);
    const notice = notices.getState().show({
      kind: 'note',
      code: 'removed',
      message: `“${removal.name}” is deleted.`,
      name: removal.name,
      undo: () => {
        clearTimeout(past);
        notices.getState().dismiss(notice);
        void this.#restore(removal);
      },
    });
  }

  #restore(removal: Removal): Promise<void> {
    return this.#orSay(async (db) => {
      const { unmark } = await storage();
      await unmark(db, removal);
      await this.options.stores[removal.store].refresh();
    });
  }

  #erase(removal: Removal): Promise<void> {
    return this.#orSay(async (db) => {
      const { listRemovals, unmark } = await storage();
      // another tab may have taken it back
      const { store, id } = removal;
      if (!(await listRemovals(db)).some((one) => one.store === store && one.id === id)) return;
      await this.options.stores[store].erase(db, id);
      await unmark(db, removal);
    });
  }

  async #orSay(work: (db: RetortDatabase) => Promise<void>): Promise<void> {
    try {
      await work(await this.options.database());
    } catch (error) {
      this.options.complain(error);
    }
  }
}
