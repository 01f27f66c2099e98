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
import { listModels } from '../storage/models';
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
let left: ReturnType<CompressorDeps['left']> = null;
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
    left: () => left,
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
  const models = new Map([
    ['teacher' as const, await experiment.bundle('teacher')],
    ['student' as const, student],
  ]);
  // as a run that stores nothing leaves it
  left = { checkpoint: { ...checkpoint, teacher: null }, models };
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

test('the student of a run that stored nothing is tried in several ways, from its own weights, and nothing is kept', async () => {
  const before = await withDatabase(listModels);
  const { made, told } = compressor();
  const plain = { ...choices, steps: 0 };
  const { whole, ways } = await made.tryWays({ ways: [plain, { ...plain, bits: 32, hidden: 0.5 }] });
  expect(ways[0]!.bytes).toBeLessThan(whole.bytes);
  expect(ways[0]!.parameters).toBe(whole.parameters);
  expect(ways[1]!.parameters).toBeLessThan(whole.parameters);
  const { measured, beside } = (await made.compress({ model: 'r1.student', choices: plain })).compression!;
  expect([whole.score, whole.bytes]).toEqual([beside.student!.score, beside.student!.bytes]);
  expect(ways[0]!.score).toBe(measured.score);
  expect([...new Set(told.map(({ work }) => work))]).toContain('weighing');
  expect(await withDatabase(listModels)).toHaveLength(before.length + 1); // the one that was asked for
});

test('where the last run left nothing there is no student to try', async () => {
  const { made } = compressor({ left: () => null });
  await expect(made.tryWays({ ways: [choices] })).rejects.toThrow(/Run it again/);
});
