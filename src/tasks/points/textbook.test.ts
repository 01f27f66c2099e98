// Which reading of the textbook's "100 epochs of 10 rows" teaches anything: measured over 20 seeds.

import { beforeAll, describe, expect, it } from 'vitest';
import { presets } from '../../catalog/catalog';
import { parseRunConfig, type RunConfig } from '../../catalog/run-config';
import { createSampler, rowBatch } from '../../data/batches';
import { makeTextbook, TEXTBOOK } from '../../data/textbook';
import { AdamW } from '../../engine/adamw';
import { dispose } from '../../engine/tensor';
import { useBackend } from '../../engine/testing';
import { initMlp } from '../../models/init';
import { chooseRows, rowLogits, shareEqual } from '../../evaluation/evaluate';
import { prepareExperiment } from '../experiment';
import { methodOf } from '../../distillation/method';
import { mlpModel } from '../../models/model';
import { constant } from '../../distillation/schedule';
import { tableTargets } from '../../distillation/targets/targets';
import { collect } from '../../distillation/testing';
import { train } from '../../distillation/train';

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
const nobody = () => Promise.reject(new Error('asked for a teacher of dialogues'));

function presetConfig(id: string, seed: number): RunConfig {
  return parseRunConfig({ ...presets.find((preset) => preset.id === id)!.config, seed }).config;
}

/** Agreement with the teacher on 2000 fresh inputs, before and after the preset's run. */
async function agreements(id: string, seed: number): Promise<{ before: number; after: number; n: number }> {
  const experiment = await prepareExperiment(presetConfig(id, seed), {
    bundle: nobody,
    tokenizer: nobody,
  });
  const { figures: before } = (await experiment.evaluate('student'))!;
  await collect(experiment.stage.arms[0]!.train());
  const { figures: after, n } = (await experiment.evaluate('student'))!;
  experiment.dispose();
  return { before: before['agreement']!, after: after['agreement']!, n };
}

/** The same with the same 10 rows in every epoch. */
async function agreementOnTenRows(seed: number, learningRate: number, steps: number): Promise<number> {
  const { train: rows, test } = makeTextbook(seed);
  const shape = [TEXTBOOK.width, TEXTBOOK.classes];
  const [teacher, student] = [mlpModel(initMlp(shape, -seed)), mlpModel(initMlp(shape, seed))];
  const optimizer = new AdamW(student.params, { weightDecay: 0 });
  const labelled = Array.from({ length: TEXTBOOK.rows }, (_, i) => i);
  const draw = createSampler({ total: TEXTBOOK.rows, labelled, batchSize: TEXTBOOK.rows, seed });
  const logs = train({
    arm: 'student',
    model: student,
    optimizer,
    batch: (step, lambda) => rowBatch(rows, TEXTBOOK.width, draw(step, lambda), new Set()),
    targets: tableTargets(await rowLogits(teacher, rows, TEXTBOOK.width), TEXTBOOK.classes),
    method: methodOf('hinton'),
    controls: { temperature: 2, lambda: 0, learningRate },
    schedule: constant,
    steps,
  });
  await collect(logs);
  const [theirs, ours] = [
    await chooseRows(teacher, test, TEXTBOOK.width),
    await chooseRows(student, test, TEXTBOOK.width),
  ];
  optimizer.dispose();
  dispose([teacher.params, student.params]);
  return shareEqual(ours, theirs);
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b) / values.length;

describe('the textbook example', () => {
  beforeAll(() => useBackend('cpu'));

  it('with a rate that works agrees with its teacher on 95 % of fresh inputs after 100 steps, for every seed', async () => {
    for (const seed of SEEDS) {
      const { before, after, n } = await agreements('textbook-works', seed);
      expect(n).toBe(2000);
      expect(before).toBeLessThan(0.7);
      expect(after).toBeGreaterThanOrEqual(0.95);
    }
  });

  it('with the textbook rate hardly moves', async () => {
    const runs = [];
    for (const seed of SEEDS) runs.push(await agreements('textbook-slow', seed));
    // chance is 0.2; it stays nearer to where it began than to the teacher
    expect(mean(runs.map(({ after }) => after))).toBeLessThan(0.4);
    expect(mean(runs.map(({ before, after }) => after - before))).toBeLessThan(0.2);
  });

  it('with the same ten rows in each epoch does not generalise', async () => {
    for (const learningRate of [0.03, 0.1]) {
      const all = [];
      for (const seed of SEEDS.slice(0, 8)) all.push(await agreementOnTenRows(seed, learningRate, 100));
      expect(mean(all)).toBeLessThan(0.85);
    }
  });
});
