// One student of two tasks on tiny networks, on a few dozen dialogues and sentences of the real corpus.

import { beforeAll, describe, expect, it } from 'vitest';
import { parseRunConfig, type RunConfig } from '../../catalog/run-config';
import { collect } from '../../distillation/testing';
import { memory } from '../../engine/tensor';
import { fromParams } from '../../models/weights';
import { INTENT_HEAD } from '../../models/transformer-config';
import type { StepLog } from '../../protocol/training';
import { tinyAgent } from '../agent/testing';
import { type Experiment, type ExperimentDeps, prepareExperiment } from '../experiment';
import { intentSet } from '../intents/built-in-set';
import { throughTeacher } from '../testing';

const configOf = (fields: Partial<RunConfig> = {}) =>
  parseRunConfig({
    task: 'both',
    moreTeachers: 'transformer-1x32',
    student: 'transformer-1x48',
    steps: 10,
    batchSize: 4,
    labelShare: 0.5,
    learningRate: 4e-3,
    teacherEpochs: 1,
    baseline: true,
    ...fields,
  }).config;

const weights = (agent: number, intents: number) => ({ taskWeights: { agent, intents } });

let deps: ExperimentDeps;

beforeAll(async () => {
  const { deps: ofAgent, tokenizer } = await tinyAgent();
  deps = {
    ...ofAgent,
    tokenizer: () => Promise.resolve(tokenizer),
    builtInSet: intentSet(1, { train: 68, validation: 17, test: 34 }),
  };
}, 120_000);

/** At the student's stage. */
async function prepared(fields: Partial<RunConfig> = {}): Promise<Experiment> {
  const experiment = await prepareExperiment(configOf(fields), deps);
  await throughTeacher(experiment);
  return experiment;
}

async function curves(fields: Partial<RunConfig> = {}): Promise<Map<string, StepLog[]>> {
  const experiment = await prepared(fields);
  const logs = new Map<string, StepLog[]>();
  for (const arm of experiment.stage.arms) logs.set(arm.id, await collect(arm.train()));
  experiment.dispose();
  return logs;
}

const losses = (logs: readonly StepLog[] | undefined) => logs!.map(({ loss }) => loss);
const headOf = async ({ stage }: Experiment, arm = 0) =>
  (await fromParams(stage.arms[arm]!.model.params))[INTENT_HEAD]!.data;

describe('a student of two tasks', () => {
  it('learns both, from a teacher for each, and is checked and reported in both', async () => {
    const before = memory().numTensors;
    const experiment = await prepareExperiment(
      configOf({ steps: 60, batchSize: 6, labelShare: 1, lambda: 0.5, learningRate: 8e-3 }),
      deps,
    );
    expect([experiment.stages, experiment.stage.id]).toEqual([2, 'teacher2']);
    await throughTeacher(experiment);
    expect(experiment.teachers).toEqual(['teacher', 'teacher2']);
    const [student] = experiment.stage.arms;
    const logs = await collect(student!.train());
    const last = (await experiment.evaluate('student'))!.figures;
    const [first, final] = [logs[0]!.terms, logs.at(-1)!.terms];
    expect(first['ce.intents']).toBeCloseTo(Math.log(17), 5); // its head begins knowing nothing
    expect(final['ce.intents']).toBeLessThan(first['ce.intents']! - 0.5);
    expect(final['ce.agent']).toBeLessThan(first['ce.agent']! - 1);
    for (const { loss, terms } of logs) {
      expect(Object.keys(terms).sort()).toEqual(
        ['ce', 'ce.agent', 'ce.intents', 'kl', 'kl.agent', 'kl.intents'].sort(),
      );
      // half and half, and λ of the labels; float32
      expect(terms['ce']).toBeCloseTo((terms['ce.agent']! + terms['ce.intents']!) / 2, 4);
      expect(loss).toBeCloseTo((terms['ce']! + terms['kl']!) / 2, 4);
    }
    expect(Object.keys((await experiment.evaluate('teacher'))!.figures)).toEqual(['accuracy']);
    expect(Object.keys((await experiment.evaluate('teacher2'))!.figures)).toEqual(['intentAccuracy']);
    expect(await experiment.writer('teacher2')).toBeNull();
    const written = await (await experiment.writer('student'))!({});
    expect(written.figures['exactCall']).toBeGreaterThanOrEqual(0);

    const { arms, gains, classes } = await experiment.report();
    expect(classes).toHaveLength(17);
    const figuresOf = (arm: string) => Object.keys(arms.find((one) => one.arm === arm)!.figures);
    expect(figuresOf('student')).toEqual(
      expect.arrayContaining(['exactCall', 'intentAccuracy', 'intentAgreement', 'macroF1', 'accuracy']),
    );
    expect(figuresOf('teacher')).not.toContain('intentAccuracy');
    expect(figuresOf('teacher2')).toContain('intentAccuracy');
    expect(figuresOf('teacher2')).not.toContain('accuracy');
    const ofIntents = arms.find(({ arm }) => arm === 'student')!.figures['intentAccuracy']!;
    expect(ofIntents).toMatchObject({ n: 34, value: last['intentAccuracy'] });
    expect(ofIntents.low).toBeLessThanOrEqual(ofIntents.value);
    expect(Object.keys(gains[0]!.figures)).toEqual(expect.arrayContaining(['intentAccuracy', 'accuracy']));
    const bundle = await experiment.bundle('student');
    expect(bundle.labels).toHaveLength(17);
    expect(bundle.card).toMatchObject({ task: 'both', labels: 17 });
    experiment.dispose();
    expect(memory().numTensors).toBe(before);
  }, 180_000); // it trains, writes and draws intervals

  it('at λ = 1 is its baseline, bit for bit, whatever the weights of the tasks', async () => {
    const logs = await curves({ lambda: 1, wordDropout: 0.3, settings: weights(1, 3) });
    expect(losses(logs.get('student'))).toEqual(losses(logs.get('baseline')));
    for (const { terms } of logs.get('student')!)
      expect(Object.keys(terms).sort()).toEqual(['ce', 'ce.agent', 'ce.intents']);
  });

  it('does not learn a task of weight 0, whose head stays as it was, and learns the other as if it were alone', async () => {
    const experiment = await prepared({ settings: weights(1, 0) });
    const head = await headOf(experiment);
    const muted = await collect(experiment.stage.arms[0]!.train());
    expect(await headOf(experiment)).toEqual(head);
    experiment.dispose();
    for (const { terms } of muted) expect(Object.keys(terms)).not.toContain('ce.intents');
    const alone = await prepareExperiment(
      parseRunConfig({ ...configOf(), task: 'agent', moreTeachers: '' }).config,
      deps,
    );
    expect(losses(await collect(alone.stage.arms[0]!.train()))).toEqual(losses(muted));
    alone.dispose();

    const other = await prepared({ settings: weights(0, 1) });
    for (const { terms } of await collect(other.stage.arms[0]!.train()))
      expect(Object.keys(terms)).not.toContain('ce.agent');
    expect(await headOf(other)).not.toEqual(head);
    other.dispose();
    await expect(curves({ settings: weights(0, 0) })).rejects.toMatchObject({ code: 'config-invalid' });
  });

  it('follows weights that are moved while it trains', async () => {
    const experiment = await prepared();
    const steps = experiment.stage.arms[0]!.train();
    const next = async () => (await steps.next()).value as Awaited<ReturnType<typeof steps.next>>['value'];
    const share = async () => {
      const taken = await next();
      const { terms } = await ('log' in taken ? taken.log : Promise.reject(new Error('over')));
      return (terms['kl']! - terms['kl.agent']!) / (terms['kl.intents']! - terms['kl.agent']!);
    };
    expect(await share()).toBeCloseTo(0.5, 3);
    experiment.controls.settings = weights(1, 3);
    expect(await share()).toBeCloseTo(0.75, 3);
    experiment.dispose();
  });

  it('goes on from a checkpoint, bit for bit', async () => {
    const bundles = new Map<string, Awaited<ReturnType<Experiment['bundle']>>>();
    const storing: ExperimentDeps = {
      ...deps,
      bundle: async (id) => bundles.get(id) ?? deps.bundle(id),
      keep: async (bundle, as) => {
        bundles.set(as, bundle);
        return as;
      },
    };
    const experiment = await prepareExperiment(configOf(), storing);
    await throughTeacher(experiment);
    const [student] = experiment.stage.arms;
    const half = new AbortController();
    for await (const { step, log } of student!.train(half.signal)) {
      await log;
      if (step === 5) half.abort();
    }
    const checkpoint = await experiment.checkpoint();
    expect(checkpoint).toMatchObject({ stage: 'student', step: 5, moreTeachers: ['teacher2'] });
    const rest = losses(await collect(student!.train()));
    experiment.dispose();
    const again = await prepareExperiment(configOf(), storing, checkpoint);
    expect(again.stage.id).toBe('student');
    expect(losses(await collect(again.stage.arms[0]!.train()))).toEqual(rest);
    again.dispose();
  });

  it('keeps as many tensors at step 50 as at step 2', async () => {
    const experiment = await prepared({ steps: 50 });
    const counts: number[] = [];
    for await (const { step, log } of experiment.stage.arms[0]!.train()) {
      await log;
      if (step === 2 || step === 50) counts.push(memory().numTensors);
    }
    expect(counts[1]).toBe(counts[0]);
    experiment.dispose();
  });

  it('lets the student write dialogues for itself, and learns sentences beside them', async () => {
    const onPolicy = { share: 1, after: 0 };
    const logs = await curves({ steps: 10, batchSize: 2, baseline: false, settings: { onPolicy } });
    for (const { terms } of logs.get('student')!) expect(terms['kl.intents']).toBeGreaterThan(0);
  }, 60_000);

  it('teaches both heads itself where the method says so', async () => {
    const logs = await curves({ method: 'self-distillation', baseline: false });
    for (const { terms } of logs.get('student')!.slice(1)) expect(terms['selfKl.intents']).toBeGreaterThan(0);
  });

  it('refuses a method that looks inside the networks', async () => {
    await expect(curves({ method: 'hint' })).rejects.toThrow(/method on logits/);
  });
});
