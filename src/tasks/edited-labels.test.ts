// Soft labels set by hand, through a whole run: the next steps follow them, the baseline does not, and a resume goes on bit for bit.

import { beforeAll, expect, test } from 'vitest';
import { parseRunConfig } from '../catalog/run-config';
import { collect } from '../distillation/testing';
import { useBackend } from '../engine/testing';
import { upTo } from '../lib/up-to';
import { fromParams } from '../models/weights';
import { type Experiment, prepareExperiment } from './experiment';
import { throughTeacher } from './testing';

const nobody = () => Promise.reject(new Error('asked for what points do not need'));
const deps = { bundle: nobody, tokenizer: nobody };
const { config } = parseRunConfig({
  task: 'points',
  dataset: 'blobs',
  classes: 2,
  noise: 0.05,
  teacher: 'mlp-8',
  student: 'mlp-8',
  lambda: 0,
  learningRate: 0.02,
  steps: 12,
  batchSize: 32,
  baseline: true,
});

async function prepare(): Promise<Experiment> {
  const experiment = await prepareExperiment(config, deps);
  await throughTeacher(experiment);
  return experiment;
}

const weightsOf = (experiment: Experiment, arm: number) =>
  fromParams(experiment.stage.arms[arm]!.model.params);
/** The labels of all rows turned about: what a student of them learns is the opposite. */
const allTurned = ({ transfer }: Experiment) =>
  Object.fromEntries(
    upTo(transfer!.total).map((row) => [row, transfer!.label(row) === 0 ? [0.01, 0.99] : [0.99, 0.01]]),
  );

beforeAll(() => useBackend('wasm'));

test('the step after an edit follows it, and only the arms that hear the teacher do', async () => {
  const [plain, edited] = [await prepare(), await prepare()];
  const losses: number[][] = [];
  for (const experiment of [plain, edited]) {
    const [student, baseline] = experiment.stage.arms.map((arm) => arm.train());
    const before = await collect(student!, 4);
    if (experiment === edited) experiment.controls.labels = allTurned(experiment);
    losses.push([...before, ...(await collect(student!, 4))].map(({ loss }) => loss));
    await collect(baseline!, 8);
  }
  expect(losses[1]!.slice(0, 4)).toEqual(losses[0]!.slice(0, 4));
  expect(losses[1]![4]).not.toBe(losses[0]![4]);
  expect(await weightsOf(edited, 1)).toEqual(await weightsOf(plain, 1));
  plain.dispose();
  edited.dispose();
});

test('a student of turned labels learns the opposite of its teacher', async () => {
  const long = { ...config, steps: 150 };
  const experiment = await prepareExperiment(long, deps);
  await throughTeacher(experiment);
  experiment.controls.labels = allTurned(experiment);
  await collect(experiment.stage.arms[0]!.train());
  const { figures } = (await experiment.evaluate('student'))!;
  expect(figures['agreement']).toBeLessThan(0.1); // two blobs far apart: a teacher's student agrees on nearly all
  experiment.dispose();
});

test('a run with edited labels goes on from its checkpoint bit for bit', async () => {
  const whole = await prepare();
  const [row] = whole.stage.arms;
  const steps = row!.train();
  await collect(steps, 3);
  whole.controls.labels = { ...allTurned(whole), 5: [0.3, 0.7] };
  await collect(steps, 3);
  await collect(whole.stage.arms[1]!.train(), 6);
  const checkpoint = structuredClone(await whole.checkpoint());
  expect(checkpoint.labels?.[5]).toEqual([0.3, 0.7]);
  await collect(steps);

  const resumed = await prepareExperiment(config, deps, checkpoint);
  await throughTeacher(resumed);
  if (resumed.stage.arms[0]!.step !== 6) resumed.restore(checkpoint);
  await collect(resumed.stage.arms[0]!.train());
  expect(await weightsOf(resumed, 0)).toEqual(await weightsOf(whole, 0));

  // and the labels are what does it
  const deaf = await prepareExperiment(config, deps, { ...checkpoint, labels: undefined });
  await throughTeacher(deaf);
  if (deaf.stage.arms[0]!.step !== 6) deaf.restore(checkpoint);
  await collect(deaf.stage.arms[0]!.train());
  expect(await weightsOf(deaf, 0)).not.toEqual(await weightsOf(whole, 0));
  for (const experiment of [whole, resumed, deaf]) experiment.dispose();
});
