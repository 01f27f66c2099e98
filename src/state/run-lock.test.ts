// Two tabs and one run: one is at it, the other says so.

import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { saveCheckpoint } from '../storage/checkpoints';
import { openDatabase } from '../storage/database';
import { loadRun } from '../storage/runs';
import { openPage, sessionAt } from './testing';

beforeEach(() => void vi.stubGlobal('navigator', { userAgent: 'test' }));

/** Locks of a browser, as far as they are used: exclusive ones that are to be had at once, and waiting for the end of another's. */
class Locks {
  readonly #held = new Map<string, () => void>();
  readonly #waiting = new Map<string, (() => void)[]>();

  async request(
    name: string,
    { ifAvailable }: LockOptions,
    callback: (lock: object | null) => Promise<void> | undefined,
  ) {
    if (this.#held.has(name)) {
      if (ifAvailable) return callback(null);
      await new Promise<void>((go) => this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), go]));
      return callback({});
    }
    const closed = new Promise<void>((close) => this.#held.set(name, close));
    await Promise.race([callback({}), closed]);
    this.#held.delete(name);
    for (const go of this.#waiting.get(name) ?? []) go();
    this.#waiting.delete(name);
  }

  query() {
    return Promise.resolve({ held: [...this.#held.keys()].map((name) => ({ name })) });
  }

  /** The tab that has them is gone. */
  close(): void {
    for (const close of this.#held.values()) close();
  }
}

/** A tab with a run under way, whose first checkpoint is stored, and another tab. */
async function twoTabs(database: string, locks?: Locks) {
  const browser = locks as unknown as LockManager;
  const [one, two] = [openPage('#task=points&steps=100', database, browser), openPage('', database, browser)];
  one.train(30, 20);
  const { id, config } = one.app.recorder.current()!;
  const db = await openDatabase(database);
  const arms = { student: new ArrayBuffer(8) };
  await saveCheckpoint(db, id, { config, stage: 'student', step: 20, arms, watch: null, teacher: null });
  await vi.waitFor(async () => expect(await loadRun(db, id)).toMatchObject({ step: 20 }));
  await two.app.recorder.open();
  const status = () => two.app.stores.runs.getState().runs.map((run) => run.status);
  return { one, two, id, status };
}

test('a run of another tab is under way there, does not go on here, and is listed as it ended', async () => {
  const { one, two, id, status } = await twoTabs('ends elsewhere', new Locks());
  expect(status()).toEqual(['elsewhere']);
  await two.app.actions.continueRun(id);
  expect(two.workers.flatMap((worker) => worker.commands('train.start'))).toEqual([]);
  expect(two.app.stores.notices.getState().notices).toMatchObject([{ code: 'run-elsewhere' }]);
  one.worker().say('session', sessionAt('done', 100));
  await vi.waitFor(() => expect(status()).toEqual(['done']));
});

test('a tab that is closed in mid-run leaves it to the other, which alone has it from then on', async () => {
  const locks = new Locks();
  const { one, two, id, status } = await twoTabs('closed elsewhere', locks);
  locks.close();
  await vi.waitFor(() => expect(status()).toEqual(['interrupted']));
  await two.app.actions.continueRun(id);
  expect(two.worker().commands('train.start')).toMatchObject([{ run: id }]);
  one.app.recorder.forget();
  await one.app.actions.continueRun(id);
  expect(one.worker().commands('train.start')).toHaveLength(1);
});

test('without locks a stored run that is under way was interrupted', async () => {
  const { two, id, status } = await twoTabs('no locks');
  expect(status()).toEqual(['interrupted']);
  await two.app.actions.continueRun(id);
  expect(two.worker().commands('train.start')).toMatchObject([{ run: id }]);
});
