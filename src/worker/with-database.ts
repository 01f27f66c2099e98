// How parts of the worker use the database: opened for each piece of work, since another tab may want to migrate it.

import { openDatabase, type RetortDatabase } from '../storage/database';

export type WithDatabase = <T>(work: (db: RetortDatabase) => Promise<T>) => Promise<T>;

export const withDatabase =
  (open: () => Promise<RetortDatabase> = openDatabase): WithDatabase =>
  async (work) => {
    const db = await open();
    return work(db).finally(() => db.close());
  };
