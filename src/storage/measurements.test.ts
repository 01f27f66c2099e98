import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { openDatabase } from './database';
import { loadMeasurements, saveMeasurements } from './measurements';

it('keeps the figures of each key', async () => {
  const db = await openDatabase('measurements');
  const figures = [
    { id: 'wasm', ms: 2.5 },
    { id: 'webgpu', ms: 6 },
  ] as const;
  expect(await loadMeasurements(db, 'a')).toBeUndefined();
  await saveMeasurements(db, 'a', [...figures]);
  await saveMeasurements(db, 'b', [figures[1]]);
  expect(await loadMeasurements(db, 'a')).toEqual(figures);
  await saveMeasurements(db, 'a', [figures[1]]);
  expect(await loadMeasurements(db, 'a')).toEqual([figures[1]]);
  db.close();
});
