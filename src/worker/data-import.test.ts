// An import as the page drives it: files in, preview and rows out, kept in the database, read back for training.

import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import type { Events } from '../protocol/messages';
import { parseEvent } from '../protocol/parse';
import { listDataSets, removeDataSet } from '../storage/data-sets';
import { openDatabase } from '../storage/database';
import { createDispatcher } from './dispatch';
import { readTextSet } from './stored-sets';
import { sendTo } from './testing';

type Seen = { [K in keyof Events]: { name: K; payload: Events[K] } }[keyof Events];

let seen: Seen[];
let databases = 0;
let database: () => ReturnType<typeof openDatabase>;
let send: ReturnType<typeof sendTo>;
beforeEach(() => {
  seen = [];
  const name = `import-${databases++}`;
  database = () => openDatabase(name);
  const receive = createDispatcher({
    post: (name, payload) => seen.push(parseEvent(structuredClone({ name, payload })) as Seen),
    database,
  });
  send = sendTo(receive);
});

const whole = { testShare: 0.1, mergeLabels: false };
const songs = Array.from({ length: 40 }, (_, i) => `play song ${i},${i % 2 ? 'music' : 'radio'}`).join('\n');
const open = (importId: number, text: string, name = 'songs.csv') =>
  send('data.open', { importId, files: [{ name, blob: new Blob([text]) }], choices: [{}], whole, seed: 1 });

test('from a file to a kept set to training data', async () => {
  expect(await open(1, `text,label\n${songs}\n,music\nsomething,\n`)).toMatchObject({
    rows: { train: 33, validation: 4, test: 4 },
    unlabelled: 1,
    problem: null,
  });
  expect(seen.every(({ name }) => name === 'data.progress')).toBe(true);
  const page = await send('data.rows', { importId: 1, finding: 'empty', offset: 0, count: 10 });
  expect(page).toMatchObject({ total: 1, rows: [{ line: 42, label: 'music', kept: false }] });
  const set = await send('data.store', { importId: 1, name: 'My songs' });
  expect(set).toMatchObject({ name: 'My songs', kind: 'texts', labels: 2, rows: { train: 33 } });

  const db = await database();
  expect(await listDataSets(db)).toEqual([set]);
  const texts = await readTextSet(db, set.id);
  expect(texts.labels).toEqual(['music', 'radio']);
  expect(texts.train.texts).toContain('something');
  expect(texts.test.labels).toHaveLength(4);
  await removeDataSet(db, set.id);
  expect(await listDataSets(db)).toEqual([]);
  await expect(readTextSet(db, set.id)).rejects.toMatchObject({ code: 'data-set-unknown' });
  db.close();
});

test('what has a problem is shown but not kept', async () => {
  const { problem } = await open(1, 'text,label\nfine,a\n"open,b\n');
  expect(problem).toMatchObject({ code: 'file-broken' });
  await expect(send('data.store', { importId: 1, name: 'broken' })).rejects.toMatchObject({
    code: 'file-broken',
  });
  const db = await database();
  expect(await listDataSets(db)).toEqual([]);
  db.close();
});

test('a later import takes the place of one under way; one that is over is refused', async () => {
  const cancelled = { code: 'cancelled' };
  const first = open(1, `text,label\n${songs}`);
  const second = open(2, `text,label\n${songs}`);
  await expect(first).rejects.toMatchObject(cancelled);
  expect((await second).read).toBe(40);
  await expect(send('data.rows', { importId: 1, finding: null, offset: 0, count: 5 })).rejects.toMatchObject(
    cancelled,
  );
  const third = open(3, `text,label\n${songs}`);
  await send('data.cancel', {});
  await expect(third).rejects.toMatchObject(cancelled);
  await expect(send('data.store', { importId: 3, name: 'x' })).rejects.toMatchObject(cancelled);
});

test('a full disk is said, and the draft can still be kept later', async () => {
  const failing = sendTo(
    createDispatcher({
      post: (name, payload) => seen.push({ name, payload } as Seen),
      database: () => Promise.reject(new DOMException('no room', 'QuotaExceededError')),
    }),
  );
  await failing('data.open', {
    importId: 1,
    files: [{ name: 'a.csv', blob: new Blob([songs]) }],
    choices: [],
    whole,
    seed: 1,
  });
  await expect(failing('data.store', { importId: 1, name: 'x' })).rejects.toThrow();
  expect((await failing('data.rows', { importId: 1, finding: null, offset: 0, count: 5 })).total).toBe(40);
});
