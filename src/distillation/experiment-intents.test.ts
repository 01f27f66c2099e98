// A small intents run from config to classifier: the race is fair, repeatable, and leaves nothing behind.

import { beforeAll, describe, expect, it } from 'vitest';
import { defaultConfig, type RunConfig } from '../catalog/run-config';
import { intentSet } from '../data/corpus/intents';
import type { TextSet } from '../data/text-set';
import { trainTokenizer } from '../data/tokenizer';
import { memory } from '../engine/tensor';
import { useBackend } from '../engine/testing';
import { type Experiment, prepareExperiment } from './experiment';
import { collect } from './testing';
import type { StepLog } from './types';

const set = intentSet(1, { train: 136, validation: 34, test: 68 });
const tokenizer = trainTokenizer(set.train.texts, 300);

const config: RunConfig = {
  ...defaultConfig,
  task: 'intents',
  teacher: 'transformer-1x32',
  student: 'transformer-1x32',
  learningRate: 8e-3,
  batchSize: 16,
  steps: 12,
  teacherEpochs: 2,
  labelShare: 0.5,
  baseline: true,
};

const never = () => Promise.reject(new Error('not asked for'));

function prepared(changes: Partial<RunConfig> = {}, own: TextSet = set): Promise<Experiment> {
  return prepareExperiment(
    { ...config, ...changes },
    {
      shippedTeacher: never,
      tokenizer: () => Promise.resolve(tokenizer),
      builtInSet: set,
      textSet: () => Promise.resolve(own),
    },
  );
}

async function runs(changes: Partial<RunConfig> = {}): Promise<Map<string, StepLog[]>> {
  const experiment = await prepared(changes);
  const logs = new Map<string, StepLog[]>();
  for (const arm of experiment.arms) logs.set(arm.id, await collect(arm.train()));
  experiment.dispose();
  return logs;
}

const losses = (logs: StepLog[] | undefined) => logs!.map(({ loss }) => loss);

describe('an intents run', () => {
  beforeAll(() => useBackend('fused'));

  it('at λ = 1 makes of the student the baseline, bit for bit, dropout and missing words included', async () => {
    const all = { softLabelled: true, teacherLabels: true };
    const logs = await runs({ lambda: 1, dropout: 0.3, wordDropout: 0.3, ...all });
    expect([...logs.keys()]).toEqual(['student', 'baseline', 'softLabelled', 'teacherLabels']);
    for (const arm of logs.values()) expect(losses(arm)).toEqual(losses(logs.get('baseline')));
  });

  it('gives the same curve for the same seed, and another one for another', async () => {
    const [first, again, other] = [await runs(), await runs(), await runs({ seed: 2 })];
    expect(losses(again.get('student'))).toEqual(losses(first.get('student')));
    expect(losses(other.get('student'))).not.toEqual(losses(first.get('student')));
  });

  it('learns its training sentences by heart where it has the time', async () => {
    const experiment = await prepared({
      lambda: 1,
      labelShare: 0.01, // one sentence of each intent
      baseline: false,
      dropout: 0,
      wordDropout: 0,
      steps: 60,
    });
    const logs = await collect(experiment.arms[0]!.train());
    expect(logs[0]!.loss).toBeCloseTo(Math.log(17), 3); // a head of zeros: every intent equally likely
    expect(logs.at(-1)!.loss).toBeLessThan(0.05);
    experiment.dispose();
  });

  it('holds as many tensors after the last step as after the second, and none in the end', async () => {
    const before = memory().numTensors;
    const experiment = await prepared({ steps: 20 });
    const training = experiment.arms[0]!.train();
    for (let i = 0; i < 2; i++) await training.next();
    const early = memory().numTensors;
    await collect(training);
    expect(memory().numTensors).toBe(early);
    experiment.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('evaluates, gives probabilities of the test sentences, and classifies what is typed', async () => {
    const experiment = await prepared();
    const { n, accuracy, agreement } = await experiment.evaluate('student');
    expect(n).toBe(set.test.texts.length);
    for (const share of [accuracy, agreement!]) expect(share >= 0 && share <= 1).toBe(true);
    const teacher = (await experiment.classifier('teacher'))!;
    experiment.dispose();
    const before = memory().numTensors;
    const answer = await teacher.classify('flip a coin');
    expect(answer).toHaveLength(set.labels.length);
    expect(answer.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
    expect(memory().numTensors).toBe(before);
    await expect(teacher.classify('')).resolves.toHaveLength(set.labels.length);
  });

  it('reports out-of-scope detection and what the encoder costs', async () => {
    const experiment = await prepared();
    const report = await experiment.report();
    expect(report.classes).toEqual([...set.labels]);
    expect(report.rows).toEqual({ total: 136, labelled: 68 });
    const student = report.arms.find(({ arm }) => arm === 'student')!;
    expect(student.figures['auroc']!.value).toBeGreaterThanOrEqual(0);
    expect(student.figures['auroc']!.value).toBeLessThanOrEqual(1);
    expect(student.cost.parameters).toBe(experiment.parameters.student);
    expect(student.perClass).toHaveLength(set.labels.length);
    experiment.dispose();
  });

  it('trains a tokeniser for a set of one’s own, and never learns what has no label', async () => {
    const own: TextSet = {
      ...set,
      train: { ...set.train, labels: set.train.labels.map((label, i) => (i % 3 === 0 ? -1 : label)) },
    };
    const experiment = await prepareExperiment(
      { ...config, textSet: 'mine', vocabulary: 320 },
      { shippedTeacher: never, tokenizer: never, textSet: () => Promise.resolve(own) },
    );
    const [log] = await collect(experiment.arms[0]!.train(), 1);
    expect(Number.isFinite(log!.loss)).toBe(true);
    experiment.dispose();
  });

  it('refuses a set that is not here and a network that cannot read', async () => {
    await expect(
      prepareExperiment({ ...config, textSet: 'gone' }, { shippedTeacher: never, tokenizer: never }),
    ).rejects.toThrow(/not on this device.*Import/);
    await expect(prepared({ teacher: 'mlp-8' })).rejects.toThrow(/cannot read sentences/);
  });
});
