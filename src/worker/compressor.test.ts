// A finished run's student made smaller through the worker, in this thread: what is kept, what is refused, what goes on.

import 'fake-indexeddb/auto';
import { beforeAll, expect, test } from 'vitest';
import { parseRunConfig } from '../catalog/run-config';
import { useBackend } from '../engine/testing';
import { RetortError } from '../lib/errors';
import { newCard } from '../models/bundle';
import type { Choices } from '../protocol/compression';
import type { Events } from '../protocol/messages';
import { listCheckpoints, saveCheckpoint } from '../storage/checkpoints';
import { openDatabase } from '../storage/database';
import { prepareExperiment } from '../tasks/experiment';
import { throughStage, throughTeacher } from '../tasks/testing';
import { Compressor, type CompressorDeps } from './compressor';
import { keepModel, readBundle } from './stored-models';
import { withDatabase as databaseUser } from './with-database';

const { config } = parseRunConfig({
  task: 'points',
  dataset: 'blobs',
  classes: 2,
  teacher: 'mlp-8',
  student: 'mlp-4',
  learningRate: 0.01,
  steps: 20,
  batchSize: 16,
  labelShare: 1,
  backend: 'cpu',
});
const choices: Choices = { bits: 8, heads: 0, hidden: 0, zeros: 0, steps: 8, taughtBy: 'run' };
const withDatabase = databaseUser(openDatabase);
const nobody = () => Promise.reject(new Error('asked for what points do not need'));

function compressor(deps: Partial<CompressorDeps> = {}) {
  const told: Events['model.compressing'][] = [];
  const made = new Compressor({
    post: (name, payload) => {
      if (name === 'model.compressing') told.push(payload as Events['model.compressing']);
    },
    engine: { ready: () => Promise.resolve({ prepareExperiment } as never), orLost: (work) => work },
    bundles: {
      bundle: (id) => withDatabase((db) => readBundle(db, id)),
      shipped: nobody,
      dialogues: nobody,
    },
    ...{ textSet: nobody, chatSet: nobody, encoder: nobody, languageModel: nobody, withDatabase },
    refuseWhileUnderWay: () => undefined,
    ...deps,
  });
  return { made, told };
}

beforeAll(async () => {
  await useBackend('cpu');
  const experiment = await prepareExperiment(config, {
    bundle: nobody,
    tokenizer: nobody,
    keep: async (teacher, as) => {
      const { id } = await withDatabase((db) => keepModel(db, teacher, { id: `r1.${as}`, run: 'r1' }));
      return id;
    },
  });
  await throughTeacher(experiment);
  await throughStage(experiment);
  const checkpoint = await experiment.checkpoint();
  const student = await experiment.bundle('student');
  await withDatabase(async (db) => {
    await saveCheckpoint(db, 'r1', checkpoint);
    await keepModel(db, student, { id: 'r1.student', run: 'r1' });
    const card = {
      ...newCard({ task: 'points', name: 'a stray', origin: 'imported', weights: student.weights }),
    };
    await keepModel(db, { ...student, card }, { id: 'stray' });
  });
  experiment.dispose();
});

test('is kept as a model of its own with its figures, in the bits that it has', async () => {
  const { made, told } = compressor();
  const card = await made.compress({ model: 'r1.student', choices });
  expect(card).toMatchObject({ origin: 'compressed', run: 'r1', kept: true, name: 'mlp-4, int8, healed 8' });
  expect(card.compression).toMatchObject({
    of: { id: 'r1.student', name: 'mlp-4' },
    choices,
    figure: 'accuracy',
  });
  expect(card.figures['accuracy']).toBe(card.compression!.measured.score);
  const { weights } = await withDatabase((db) => readBundle(db, card.id));
  expect(weights['layers.0.weight']).toMatchObject({ bits: 8 });
  expect([...new Set(told.map(({ work }) => work))]).toEqual(['preparing', 'healing', 'scoring', 'timing']);
  expect(told.filter(({ work }) => work === 'healing').at(-1)).toMatchObject({ done: 8, total: 8 });
  expect(await withDatabase(listCheckpoints)).toEqual(['r1']);
});

test('is refused during a run, during another, without a run, and without its checkpoint', async () => {
  const busy = new RetortError('config-invalid', 'A run is under way.');
  const during = compressor({
    refuseWhileUnderWay() {
      throw busy;
    },
  });
  await expect(during.made.compress({ model: 'r1.student', choices })).rejects.toBe(busy);
  const { made } = compressor();
  await expect(made.compress({ model: 'stray', choices })).rejects.toThrow(/of no run/);
  await expect(made.compress({ model: 'gone', choices })).rejects.toMatchObject({ code: 'teacher-unknown' });
  const first = made.compress({ model: 'r1.student', choices });
  await expect(made.compress({ model: 'r1.student', choices })).rejects.toThrow(/Wait for it/);
  made.cancel();
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
});
