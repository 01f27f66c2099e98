// Changes of the database as other tabs hear of them.

import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import type { ModelCard } from '../protocol/model-card';
import { announce, onChange } from './changes';
import { removeDataSet, saveDataSet } from './data-sets';
import { openDatabase } from './database';
import { changeCard, removeModel, saveModel } from './models';

test('who listens hears of its store, until it stops', async () => {
  const [sets, runs] = [vi.fn(), vi.fn()];
  const stop = [onChange('dataSets', sets), onChange('runs', runs)];
  announce('dataSets');
  await vi.waitFor(() => expect(sets).toHaveBeenCalledTimes(1));
  stop[0]!();
  announce('dataSets');
  announce('runs');
  await vi.waitFor(() => expect(runs).toHaveBeenCalledTimes(1)); // announced later, so the other would have been heard
  expect(sets).toHaveBeenCalledTimes(1);
  stop[1]!();
});

test('a set that is kept or removed is announced when it can be read', async () => {
  const db = await openDatabase('changes');
  const heard: number[] = [];
  const stop = onChange('dataSets', () => void db.count('dataSets').then((n) => heard.push(n)));
  const settings = { context: 24, vocabulary: 1024, batchSize: 16 };
  const rows = { train: 1, validation: 1, test: 1 };
  await saveDataSet(
    db,
    { id: 'a', name: 'A', kind: 'texts', createdAt: 1, rows, unlabelled: 0, labels: 2, tools: 0, settings },
    {},
  );
  await vi.waitFor(() => expect(heard).toEqual([1]));
  await removeDataSet(db, 'a');
  await vi.waitFor(() => expect(heard).toEqual([1, 0]));
  stop();
  db.close();
});

test('of models, whether the person keeps them or not', async () => {
  const db = await openDatabase('changed-models');
  const heard = vi.fn();
  const stop = onChange('models', heard);
  const card = { id: 'run-1.student', kept: false } as ModelCard;
  await saveModel(db, card, {});
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1));
  await changeCard(db, card.id, { kept: true });
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(2));
  await removeModel(db, card.id);
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(3));
  stop();
  db.close();
});
