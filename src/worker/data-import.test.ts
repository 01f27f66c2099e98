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

const last = <K extends keyof Events>(name: K): Events[K] | undefined =>
  seen.findLast((event) => event.name === name)?.payload as Events[K] | undefined;
const whole = { testShare: 0.1, mergeLabels: false };
const songs = Array.from({ length: 40 }, (_, i) => `play song ${i},${i % 2 ? 'music' : 'radio'}`).join('\n');
const open = (importId: number, text: string, name = 'songs.csv') =>
  send('data.open', { importId, files: [{ name, blob: new Blob([text]) }], choices: [{}], whole, seed: 1 });

test('from a file to a kept set to training data', async () => {
  await open(1, `text,label\n${songs}\n,music\nsomething,\n`);
  expect(last('data.preview')).toMatchObject({
    importId: 1,
    preview: { rows: { train: 33, validation: 4, test: 4 }, unlabelled: 1, problem: null },
  });
  await send('data.rows', { importId: 1, finding: 'empty', offset: 0, count: 10 });
  expect(last('data.rows')).toMatchObject({ total: 1, rows: [{ line: 42, label: 'music', kept: false }] });
  await send('data.store', { importId: 1, name: 'My songs' });
  const { set } = last('data.stored')!;
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
  await open(1, 'text,label\nfine,a\n"open,b\n');
  expect(last('data.preview')?.preview.problem).toMatchObject({ code: 'file-broken' });
  await send('data.store', { importId: 1, name: 'broken' });
  expect(last('data.failed')).toMatchObject({ importId: 1, code: 'file-broken' });
  const db = await database();
  expect(await listDataSets(db)).toEqual([]);
  db.close();
});

test('a later import takes the place of one under way; a stopped one says nothing', async () => {
  const first = open(1, `text,label\n${songs}`);
  const second = open(2, `text,label\n${songs}`);
  await Promise.all([first, second]);
  expect(seen.filter(({ name }) => name === 'data.preview').map(({ payload }) => payload)).toMatchObject([
    { importId: 2 },
  ]);
  const third = open(3, `text,label\n${songs}`);
  await send('data.cancel', {});
  await third;
  await send('data.store', { importId: 3, name: 'x' });
  expect(
    seen.some(({ payload }) => 'importId' in payload && payload.importId === 3 && !('done' in payload)),
  ).toBe(false);
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
  await failing('data.store', { importId: 1, name: 'x' });
  expect(last('data.failed')).toMatchObject({ importId: 1 });
  await failing('data.rows', { importId: 1, finding: null, offset: 0, count: 5 });
  expect(last('data.rows')?.total).toBe(40);
});
