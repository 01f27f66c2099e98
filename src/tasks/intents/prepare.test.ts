// A small intents run from config to classifier: the race is fair, repeatable, and leaves nothing behind.

import { beforeAll, describe, expect, it } from 'vitest';
import { foldNames } from '../../catalog/folds';
import { defaultConfig, type RunConfig } from '../../catalog/run-config';
import { intentSet } from './built-in-set';
import type { TextSet } from '../../data/text-set';
import { trainTokenizer } from '../../data/tokenizer';
import { memory } from '../../engine/tensor';
import { useBackend } from '../../engine/testing';
import { type Experiment, type ExperimentDeps, prepareExperiment } from '../experiment';
import { throughStage, throughTeacher } from '../testing';
import { createClassifier } from './classifier';
import type { ModelBundle } from '../../models/bundle';
import { collect } from '../../distillation/testing';
import type { StepLog } from '../../protocol/training';

const set = intentSet(2, { train: 136, validation: 34, test: 68 });
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

const deps: ExperimentDeps = {
  bundle: never,
  tokenizer: () => Promise.resolve(tokenizer),
  builtInSet: set,
  textSet: () => Promise.resolve(set),
};

/** At the student's stage. */
async function prepared(changes: Partial<RunConfig> = {}): Promise<Experiment> {
  const experiment = await prepareExperiment({ ...config, ...changes }, deps);
  await throughTeacher(experiment);
  return experiment;
}

/** The same sentences with the labels in another order. */
function reversed(of: TextSet): TextSet {
  const last = of.labels.length - 1;
  const turn = <T extends { labels: Int32Array }>(split: T): T => ({
    ...split,
    labels: split.labels.map((label) => last - label),
  });
  return {
    labels: of.labels.toReversed(),
    train: turn(of.train),
    validation: turn(of.validation),
    test: turn(of.test),
    outOfScope: of.outOfScope === null ? null : last - of.outOfScope,
  };
}

async function runs(changes: Partial<RunConfig> = {}): Promise<Map<string, StepLog[]>> {
  const experiment = await prepared(changes);
  const logs = new Map<string, StepLog[]>();
  for (const arm of experiment.stage.arms) logs.set(arm.id, await collect(arm.train()));
  experiment.dispose();
  return logs;
}

const losses = (logs: StepLog[] | undefined) => logs!.map(({ loss }) => loss);

describe('an intents run', () => {
  beforeAll(() => useBackend('fused'));

  it('learns from two specialists of intents, and refuses one of another vocabulary', async () => {
    const two = {
      specialty: '1/2',
      moreTeachers: 'transformer-1x32@2/2',
      settings: { mixture: { how: 'confidence' } },
    };
    const experiment = await prepared(two);
    expect([experiment.stages, experiment.teachers]).toEqual([3, ['teacher', 'teacher2']]);
    const logs = await collect(experiment.stage.arms[0]!.train());
    for (const { terms } of logs) expect(terms['share.1']! + terms['share.2']!).toBeCloseTo(1, 4);
    const report = await experiment.report();
    expect(report.arms.map(({ arm }) => arm)).toEqual(['teacher', 'teacher2', 'student', 'baseline']);
    const known = await experiment.bundle('teacher');
    experiment.dispose();
    const other: ModelBundle = { ...known, tokenizer: trainTokenizer(set.train.texts, 280) };
    const names = { teacher: 'model:intents:known', moreTeachers: 'model:intents:other' };
    const bundles = { ...deps, bundle: async (id: string) => (id === 'known' ? known : other) };
    await expect(prepareExperiment({ ...config, ...names }, bundles)).rejects.toMatchObject({
      code: 'teacher-unfit',
    });
  });

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
    const logs = await collect(experiment.stage.arms[0]!.train());
    expect(logs[0]!.loss).toBeCloseTo(Math.log(17), 3); // a head of zeros: every intent equally likely
    expect(logs.at(-1)!.loss).toBeLessThan(0.05);
    experiment.dispose();
  });

  it('takes a chain through its stages, with a curriculum and looks at the gap, and compares all with the first teacher', async () => {
    const before = memory().numTensors;
    const chain = { assistants: ['transformer-1x48'], evalEvery: 4, baseline: false };
    const settings = { curriculum: { by: 'length', start: 0.3 }, adaptive: { lambdaStep: 0.1 } };
    const experiment = await prepareExperiment({ ...config, ...chain, settings }, deps);
    await throughStage(experiment);
    await experiment.next();
    expect(experiment.stage).toMatchObject({ id: 'assistant1', index: 1, steps: 12 });
    await throughStage(experiment);
    const assistant = (await experiment.evaluate('assistant1'))!.figures;
    await experiment.next();
    expect((await experiment.evaluate('assistant1'))!.figures).toEqual(assistant);
    await throughStage(experiment);
    expect((await experiment.bundle('student')).card.teacher).toBe('transformer-1x48');
    expect((await experiment.bundle('assistant1')).labels).toEqual(set.labels);
    const { arms } = await experiment.report();
    expect(arms.map(({ arm, figures }) => [arm, 'agreement' in figures])).toEqual([
      ['teacher', false],
      ['assistant1', true],
      ['student', true],
    ]);
    experiment.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('begins a chain with two specialists, in which the student learns from the assistant alone', async () => {
    const before = memory().numTensors;
    const two = { specialty: '1/2', moreTeachers: 'transformer-1x32@2/2', baseline: false };
    const chain = { ...config, ...two, assistants: ['transformer-1x48'] };
    const kept = new Map<string, ModelBundle>();
    const keeping: ExperimentDeps = {
      ...deps,
      keep: async (bundle, as) => {
        kept.set(as, bundle);
        return as;
      },
      bundle: async (id) => kept.get(id)!,
    };
    const first = await prepareExperiment(chain, keeping);
    const stages: unknown[] = [];
    while (first.stage.id !== 'student') {
      const logs = await collect(first.stage.arms[0]!.train());
      stages.push([first.stage.id, 'share.2' in logs[0]!.terms]);
      await first.next();
    }
    expect(stages).toEqual([
      ['teacher', false],
      ['teacher2', false],
      ['assistant1', true],
    ]);
    expect(kept.get('assistant1')!.card.teacher).toBe('transformer-1x32 + transformer-1x32');
    await collect(first.stage.arms[0]!.train(), 5);
    const checkpoint = await first.checkpoint();
    const rest = await collect(first.stage.arms[0]!.train());
    expect(rest.flatMap(({ terms }) => Object.keys(terms))).not.toContain('share.1');
    first.dispose();
    const second = await prepareExperiment(chain, keeping, checkpoint);
    expect(second.stage).toMatchObject({ id: 'student', index: 3 });
    const again = await collect(second.stage.arms[0]!.train());
    expect(again.map(({ loss }) => loss)).toEqual(rest.map(({ loss }) => loss));
    second.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('holds as many tensors after the last step as after the second, and none in the end', async () => {
    const before = memory().numTensors;
    const experiment = await prepared({ steps: 20 });
    const training = experiment.stage.arms[0]!.train();
    for (let i = 0; i < 2; i++) await training.next();
    const early = memory().numTensors;
    await collect(training);
    expect(memory().numTensors).toBe(early);
    experiment.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('evaluates, gives probabilities of the test sentences, and classifies what is typed', async () => {
    const experiment = await prepared();
    const { n, figures } = (await experiment.evaluate('student'))!;
    expect(n).toBe(set.test.texts.length);
    expect(Object.keys(figures).sort()).toEqual(['accuracy', 'agreement']);
    for (const share of Object.values(figures)) expect(share >= 0 && share <= 1).toBe(true);
    const teacher = createClassifier(await experiment.bundle('teacher'))!;
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
    // a student that has learnt nothing finds every intent equally likely: all pairs tie
    expect(student.figures['auroc']!.value).toBe(0.5);
    // the teacher's figure guards scores, labels and direction: the share of pairs in order, from what its classifier says
    const classifier = createClassifier(await experiment.bundle('teacher'))!;
    const certain: number[] = [];
    for (const text of set.test.texts) {
      const answer = await classifier.classify(text);
      certain.push(Math.max(...answer.filter((_, k) => k !== set.outOfScope)));
    }
    const out = (i: number) => set.test.labels[i] === set.outOfScope;
    const pairs = certain.flatMap((inside, i) =>
      out(i) ? [] : certain.flatMap((outside, j) => (out(j) ? [Math.sign(inside - outside) / 2 + 0.5] : [])),
    );
    const expected = pairs.reduce((a, b) => a + b, 0) / pairs.length;
    expect(pairs.length).toBeGreaterThan(50);
    expect(Math.abs(expected - 0.5)).toBeGreaterThan(0.01);
    const teacher = report.arms.find(({ arm }) => arm === 'teacher')!;
    // classified in batches there: the last bits of a probability may turn a pair that nearly ties
    expect(teacher.figures['auroc']!.value).toBeCloseTo(expected, 2);
    expect(student.cost.parameters).toBe(experiment.parameters!.student);
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
      { ...deps, tokenizer: never, textSet: () => Promise.resolve(own) },
    );
    await throughTeacher(experiment);
    const [log] = await collect(experiment.stage.arms[0]!.train(), 1);
    expect(Number.isFinite(log!.loss)).toBe(true);
    experiment.dispose();
  });

  it('distils with a teacher from before, whatever the order of the labels and the context of the student', async () => {
    const first = await prepared();
    const accuracy = (await first.evaluate('teacher'))!.figures['accuracy']!;
    const kept = await first.bundle('teacher');
    const before = await createClassifier(kept)!.classify('flip a coin');
    first.dispose();

    const other = reversed(set);
    const asked: string[] = [];
    const experiment = await prepareExperiment(
      { ...config, teacher: 'model:intents:mine', textSet: 'other', student: 'transformer-1x48', context: 8 },
      {
        ...deps,
        tokenizer: never,
        textSet: () => Promise.resolve(other),
        bundle: (id) => {
          asked.push(id);
          return Promise.resolve(kept);
        },
      },
    );
    expect(asked).toEqual(['mine']);
    expect([experiment.stages, experiment.stage.id]).toEqual([1, 'student']); // nothing is trained again
    expect((await experiment.evaluate('teacher'))!.figures['accuracy']).toBe(accuracy);
    const [teacher, student] = [await experiment.bundle('teacher'), await experiment.bundle('student')];
    expect(teacher.labels).toEqual(other.labels);
    expect(await createClassifier(teacher)!.classify('flip a coin')).toEqual(before.toReversed());
    const report = await experiment.report();
    const figures = report.arms.find(({ arm }) => arm === 'teacher')!.figures;
    expect(figures['accuracy']!.value).toBe(accuracy);
    expect(await collect(experiment.stage.arms[0]!.train())).toHaveLength(12);
    expect(student.network.config).toMatchObject({ max_position_embeddings: 8 });
    expect(teacher.network.config).toMatchObject({ max_position_embeddings: config.context });
    experiment.dispose();
  });

  it('refuses a teacher of other labels by their names, and what is no classifier', async () => {
    const first = await prepared({ teacherEpochs: 1 });
    const kept = await first.bundle('teacher');
    first.dispose();
    const labels = set.labels.map((label) => (label === 'coin' ? 'tails' : label));
    const withTeacher = (own: TextSet, bundle: ModelBundle) =>
      prepareExperiment(
        { ...config, teacher: 'model:intents:mine', textSet: 'other' },
        { ...deps, textSet: () => Promise.resolve(own), bundle: () => Promise.resolve(bundle) },
      );
    await expect(withTeacher({ ...set, labels }, kept)).rejects.toMatchObject({
      code: 'teacher-unfit',
      message: expect.stringMatching(/does not know tails; the data set does not have coin\. Choose/),
    });
    const { 'score.weight': _, ...weights } = kept.weights;
    await expect(withTeacher(set, { ...kept, weights })).rejects.toMatchObject({ code: 'model-truncated' });
    const points: ModelBundle = { ...kept, network: { kind: 'mlp', config: { widths: [2, 3] } } };
    await expect(withTeacher(set, points)).rejects.toMatchObject({ code: 'teacher-unfit' });
  });

  it('goes on in the middle of its teacher’s stage, the best weights so far in mind', async () => {
    const whole = await prepareExperiment(config, deps);
    const first = await prepareExperiment(config, deps);
    const perEpoch = first.stage.steps / config.teacherEpochs;
    for await (const { step, log } of first.stage.arms[0]!.train()) {
      await log;
      await first.stage.enough(step);
      if (step === perEpoch + 1) break;
    }
    const checkpoint = await first.checkpoint();
    expect(checkpoint.watch).toMatchObject({ step: perEpoch });
    first.dispose();
    const second = await prepareExperiment(config, deps, checkpoint);
    await throughTeacher(second);
    await throughTeacher(whole);
    expect((await second.bundle('teacher')).weights).toEqual((await whole.bundle('teacher')).weights);
    second.dispose();
    whole.dispose();
  });

  it('tests each row of a set in one of its folds, with a teacher that did not see it', async () => {
    const own = { ...config, textSet: 'own', teacherEpochs: 1, steps: 10 };
    let tested = 0;
    for (const fold of foldNames(3)) {
      const experiment = await prepareExperiment({ ...own, fold }, deps);
      await throughTeacher(experiment);
      await collect(experiment.stage.arms[0]!.train());
      const { rows, arms, gains } = await experiment.report();
      const { value, n } = arms.find(({ arm }) => arm === 'student')!.figures['accuracy']!;
      tested += n;
      expect(rows.total + n).toBeLessThan(238);
      const { won, lost } = gains[0]!.pairs!;
      const theirs = arms.find(({ arm }) => arm === 'baseline')!.figures['accuracy']!.value;
      expect((won - lost) / n).toBeCloseTo(value - theirs, 10);
      experiment.dispose();
    }
    expect(tested).toBe(238);
    const known = { ...own, fold: '1/3', teacher: 'model:intents:mine' };
    const kept = () => Promise.resolve({} as ModelBundle);
    await expect(prepareExperiment(known, { ...deps, bundle: kept })).rejects.toThrow(/trained anew/);
  });

  it('refuses a set that is not here and a network that cannot read', async () => {
    await expect(
      prepareExperiment({ ...config, textSet: 'gone' }, { bundle: never, tokenizer: never }),
    ).rejects.toThrow(/not on this device.*Import/);
    await expect(prepared({ teacher: 'mlp-8' })).rejects.toThrow(/cannot read sentences/);
  });
});
