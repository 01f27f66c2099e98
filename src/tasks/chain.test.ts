import { beforeAll, describe, expect, it } from 'vitest';
import { parseRunConfig, type RunConfig } from '../catalog/run-config';
import type { Settings } from '../catalog/types';
import { collect } from '../distillation/testing';
import { memory } from '../engine/tensor';
import { useBackend } from '../engine/testing';
import type { ModelBundle } from '../models/bundle';
import { fromParams } from '../models/weights';
import type { Reaction, StepLog } from '../protocol/training';
import { type Experiment, type ExperimentDeps, prepareExperiment } from './experiment';
import { throughStage, throughTeacher } from './testing';

const nobody = () => Promise.reject(new Error('asked for what points do not need'));

/** On everything that moves by itself, with few steps between two looks. */
const SETTINGS: Settings = {
  schedules: { temperature: 'linear', temperatureEnd: 1, lambda: 'adaptive', lambdaEnd: 0.6 },
  curriculum: { by: 'entropy', start: 0.2, whole: 0.8 },
  adaptive: { slowAfter: 1, lambdaStep: 0.05 },
};

function configOf(fields: Partial<RunConfig> = {}): RunConfig {
  const { config, rejected } = parseRunConfig({
    task: 'points',
    dataset: 'spirals',
    teacher: 'mlp-64x64',
    assistants: ['mlp-16x16', 'mlp-8'],
    student: 'mlp-4',
    temperature: 3,
    lambda: 0.2,
    steps: 24,
    batchSize: 32,
    evalEvery: 5,
    labelShare: 0.2,
    baseline: true,
    settings: SETTINGS,
    ...fields,
  });
  expect(rejected).toEqual([]);
  return config;
}

/** Storage in memory. */
function keeping(): ExperimentDeps & { stored: Map<string, ModelBundle> } {
  const stored = new Map<string, ModelBundle>();
  return {
    stored,
    tokenizer: nobody,
    bundle: async (id) => stored.get(id)!,
    keep: async (bundle, as) => {
      stored.set(`kept ${as}`, bundle);
      return `kept ${as}`;
    },
  };
}

const curve = (logs: StepLog[]) =>
  logs.map(({ step, loss, gradNorm, temperature, lambda, learningRate }) => [
    step,
    loss,
    gradNorm,
    temperature,
    lambda,
    learningRate,
  ]);

/** All arms of the stage under way in lockstep, with its looks, as the worker drives them. */
async function lockstep(experiment: Experiment, most = Infinity): Promise<Record<string, StepLog[]>> {
  const { stage } = experiment;
  const logs: Record<string, StepLog[]> = Object.fromEntries(stage.arms.map(({ id }) => [id, []]));
  const running = stage.arms.map((arm) => arm.train());
  for (let taken = 0; taken < most; taken++) {
    for (const [i, arm] of stage.arms.entries()) logs[arm.id]!.push(...(await collect(running[i]!, 1)));
    const { step } = stage.arms[0]!;
    if ((await stage.enough(step)) || step === stage.steps) break;
  }
  return logs;
}

describe('a chain of assistants', () => {
  beforeAll(() => useBackend('wasm'));

  it('is a stage a link, each with its own model and the one before as its teacher', async () => {
    const before = memory().numTensors;
    const deps = keeping();
    const experiment = await prepareExperiment(configOf(), deps);
    const seen: unknown[] = [];
    for (;;) {
      const { stage, stages, speakers } = experiment;
      seen.push([stage.id, stage.index, stages, stage.arms.map(({ id }) => id), speakers]);
      if (stage.id === 'student') break;
      await throughStage(experiment);
      await experiment.next();
    }
    expect(seen).toEqual([
      ['teacher', 0, 4, ['teacher'], ['teacher']],
      ['assistant1', 1, 4, ['assistant1'], ['assistant1', 'teacher']],
      ['assistant2', 2, 4, ['assistant2'], ['assistant2', 'teacher', 'assistant1']],
      [
        'student',
        3,
        4,
        ['student', 'baseline'],
        ['student', 'baseline', 'teacher', 'assistant1', 'assistant2'],
      ],
    ]);
    const cards = [...deps.stored].map(([id, { card }]) => [id, card.name, card.origin, card.teacher]);
    expect(cards).toEqual([
      ['kept teacher', 'mlp-64x64', 'trained', null],
      ['kept assistant1', 'mlp-16x16', 'distilled', 'mlp-64x64'],
      ['kept assistant2', 'mlp-8', 'distilled', 'mlp-16x16'],
    ]);
    expect((await experiment.bundle('student')).card).toMatchObject({ name: 'mlp-4', teacher: 'mlp-8' });
    await lockstep(experiment);
    const report = await experiment.report();
    expect(report.arms.map(({ arm }) => arm)).toEqual([
      'teacher',
      'assistant1',
      'assistant2',
      'student',
      'baseline',
    ]);
    const parameters = report.arms.map(({ cost }) => cost.parameters);
    expect(parameters.slice(0, 4)).toEqual([...parameters.slice(0, 4)].sort((a, b) => b - a));
    experiment.dispose();
    expect(memory().numTensors).toBe(before);
  });

  // the stages in turn, and a step in each that is not one of the looks
  it.each([
    ['teacher', 0],
    ['assistant1', 1],
    ['assistant2', 2],
    ['student', 3],
  ] as const)('goes on bit for bit from a checkpoint in the stage of %s', async (id, index) => {
    const config = configOf();
    const deps = keeping();
    const first = await prepareExperiment(config, deps);
    for (let i = 0; i < index; i++) {
      await lockstep(first);
      await first.next();
    }
    expect(first.stage.id).toBe(id);
    await lockstep(first, 12);
    const checkpoint = structuredClone(await first.checkpoint());
    expect(checkpoint).toMatchObject({ stage: id, step: 12 });
    const expected = await lockstep(first);
    const after = async (experiment: Experiment) => {
      if (!(await experiment.next())) return null;
      return lockstep(experiment, 8);
    };
    const next = await after(first);
    first.dispose();

    const second = await prepareExperiment(config, deps, checkpoint);
    expect(second.stage).toMatchObject({ id, index });
    expect(second.stage.arms[0]!.step).toBe(12);
    // as the worker does where it goes on
    await second.stage.enough(12);
    const rest = await lockstep(second);
    for (const arm of Object.keys(expected)) expect(curve(rest[arm]!)).toEqual(curve(expected[arm]!));
    const more = await after(second);
    for (const arm of Object.keys(next ?? {})) expect(curve(more![arm]!)).toEqual(curve(next![arm]!));
    second.dispose();
  });

  it('moves T and λ in a stage as they were planned, and looks at its gap', async () => {
    const reactions: Reaction[] = [];
    const deps = { ...keeping(), onReaction: (reaction: Reaction) => void reactions.push(reaction) };
    const settings = { ...SETTINGS, adaptive: { slowAfter: 1, lambdaStep: 0.05, stopAfter: 3 } };
    // so fast a rate that the gap cannot shrink at each look
    const experiment = await prepareExperiment(
      configOf({ assistants: [], steps: 200, settings, learningRate: 0.3 }),
      deps,
    );
    await throughTeacher(experiment);
    const { student, baseline } = await lockstep(experiment);
    expect(student![0]!.temperature).toBe(3);
    expect(student!.length).toBe(baseline!.length);
    expect(student!.length % 5).toBe(0);
    expect(student!.length).toBeLessThan(200);
    expect(reactions.at(-1)).toMatchObject({ field: 'stop', step: student!.length });
    const slower = reactions.find(({ field }) => field === 'learningRate')!;
    for (const logs of [student!, baseline!]) {
      expect(logs[slower.step - 1]!.learningRate).toBe(0.3);
      expect(logs[slower.step]!.learningRate).toBe(0.15);
    }
    const raised = reactions.find(({ field }) => field === 'lambda')!;
    expect(student![raised.step]!.lambda).toBeGreaterThan(student![raised.step - 1]!.lambda + 0.03);
    experiment.dispose();
  });

  it('is the baseline, bit for bit, where λ = 1, whatever moves beside it', async () => {
    const schedules = { ...SETTINGS['schedules'], lambda: 'constant' };
    const config = configOf({ lambda: 1, settings: { ...SETTINGS, schedules } });
    const experiment = await prepareExperiment(config, keeping());
    await throughTeacher(experiment);
    const { student, baseline } = await lockstep(experiment);
    expect(student!.length).toBe(24);
    expect(new Set(student!.map(({ temperature }) => temperature)).size).toBeGreaterThan(5);
    expect(curve(student!)).toEqual(curve(baseline!));
    const [ours, theirs] = experiment.stage.arms.map((arm) => fromParams(arm.model.params));
    expect(await ours).toEqual(await theirs);
    experiment.dispose();
  });

  it('says what to do where the curriculum would begin with nothing', async () => {
    const settings = { curriculum: { by: 'entropy', start: 0.05 } };
    const few = configOf({ assistants: [], labelShare: 0.01, settings });
    const experiment = await prepareExperiment(few, keeping());
    await throughStage(experiment);
    await expect(experiment.next()).rejects.toThrow(/none of the 5 rows with labels.*20 %/);
    experiment.dispose();
  });

  it('has no length or plan of a point to go by', async () => {
    const config = configOf({ assistants: [], settings: { curriculum: { by: 'planSteps' } } });
    const experiment = await prepareExperiment(config, keeping());
    await throughStage(experiment);
    await expect(experiment.next()).rejects.toThrow(/Choose another order/);
    experiment.dispose();
  });
});
