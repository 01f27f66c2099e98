// A run with several teachers: each trained in a stage of its own on its part, going on from a checkpoint, and its report.

import { beforeAll, describe, expect, it } from 'vitest';
import { parseRunConfig, type RunConfig } from '../catalog/run-config';
import { collect } from '../distillation/testing';
import { memory } from '../engine/tensor';
import { useBackend } from '../engine/testing';
import type { ModelBundle } from '../models/bundle';
import { type ExperimentDeps, prepareExperiment } from './experiment';
import { throughStage, throughTeacher } from './testing';

const nobody = () => Promise.reject(new Error('asked for what points do not need'));
const deps: ExperimentDeps = { bundle: nobody, tokenizer: nobody };

function configOf(fields: Partial<RunConfig> = {}): RunConfig {
  const { config, rejected } = parseRunConfig({
    task: 'points',
    dataset: 'blobs',
    classes: 4,
    noise: 0.1,
    teacher: 'mlp-16x16',
    specialty: '1/2',
    moreTeachers: 'mlp-16x16@2/2',
    student: 'mlp-8',
    steps: 20,
    baseline: true,
    temperature: 2,
    lambda: 0.3,
    ...fields,
  });
  expect(rejected).toEqual([]);
  return config;
}

/** Keeps what is trained, as a device does. */
function keeping() {
  const stored = new Map<string, ModelBundle>();
  const kept: ExperimentDeps = {
    ...deps,
    keep: async (teacher, who) => {
      stored.set(who, teacher);
      return who;
    },
    bundle: async (id) => stored.get(id)!,
  };
  return { stored, kept };
}

describe('a run with two specialists', () => {
  beforeAll(() => useBackend('wasm'));

  it('trains each in a stage of its own, on its classes alone, and says what each comes to', async () => {
    const before = memory().numTensors;
    const experiment = await prepareExperiment(configOf(), deps);
    const stages: unknown[] = [];
    while (experiment.stage.id !== 'student') {
      const { id, index, arms } = experiment.stage;
      stages.push([id, index, experiment.stages, experiment.speakers]);
      for await (const { step, log } of arms[0]!.train()) {
        await log;
        if (await experiment.stage.enough(step)) break;
      }
      await experiment.next();
    }
    expect(stages).toEqual([
      ['teacher', 0, 3, ['teacher']],
      ['teacher2', 1, 3, []],
    ]);
    expect(experiment.stage).toMatchObject({ id: 'student', index: 2 });
    expect(experiment.teachers).toEqual(['teacher', 'teacher2']);
    expect(await experiment.next()).toBe(false);
    for (const teacher of experiment.teachers) {
      const { figures } = (await experiment.evaluate(teacher))!;
      // on half of the test it was taught to be in doubt: right there by chance alone
      expect(figures['accuracy']).toBeGreaterThan(0.45);
      expect(figures['accuracy']).toBeLessThan(0.75);
      expect(figures['agreement']).toBeUndefined();
    }
    for (const arm of experiment.stage.arms) await collect(arm.train());
    const report = await experiment.report();
    expect(report.arms.map(({ arm }) => arm)).toEqual(['teacher', 'teacher2', 'student', 'baseline']);
    expect(report.gains.map(({ rival }) => rival)).toEqual(['baseline']);
    const [first, second] = [await experiment.bundle('teacher'), await experiment.bundle('teacher2')];
    expect(first.weights).not.toEqual(second.weights);
    expect(experiment.parameters!.teacher).toBe(first.card.parameters + second.card.parameters);
    expect((await experiment.bundle('student')).card.teacher).toBe('mlp-16x16 + mlp-16x16');
    expect((await experiment.maps())!.models.map(({ arm }) => arm)).toContain('teacher2');
    experiment.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('is the baseline, bit for bit, where λ = 1', async () => {
    const experiment = await prepareExperiment(configOf({ lambda: 1 }), deps);
    await throughTeacher(experiment);
    const [student, baseline] = experiment.stage.arms;
    const losses = async (arm: typeof student) => (await collect(arm!.train())).map(({ loss }) => loss);
    expect(await losses(student)).toEqual(await losses(baseline));
    experiment.dispose();
  });

  it('goes on from a checkpoint of the student’s stage bit for bit, and trains nothing again', async () => {
    const { kept } = keeping();
    const first = await prepareExperiment(configOf(), kept);
    await throughTeacher(first);
    await collect(first.stage.arms[0]!.train(), 7);
    const checkpoint = await first.checkpoint();
    expect(checkpoint).toMatchObject({ stage: 'student', teacher: 'teacher', moreTeachers: ['teacher2'] });
    const rest = (await collect(first.stage.arms[0]!.train())).map(({ loss, terms }) => [loss, terms]);
    first.dispose();
    const second = await prepareExperiment(configOf(), kept, checkpoint);
    expect(second.stage).toMatchObject({ id: 'student', index: 2 });
    expect(second.stages).toBe(3);
    const again = (await collect(second.stage.arms[0]!.train())).map(({ loss, terms }) => [loss, terms]);
    expect(again).toEqual(rest);
    second.dispose();
  });

  it('goes on in the middle of its second teacher’s stage, the first one finished', async () => {
    const { kept } = keeping();
    const first = await prepareExperiment(configOf({ noise: 0.4 }), kept);
    const { stage } = first;
    for await (const { step, log } of stage.arms[0]!.train()) {
      await log;
      if (await stage.enough(step)) break;
    }
    await first.next();
    await collect(first.stage.arms[0]!.train(), 10);
    const checkpoint = await first.checkpoint();
    expect(checkpoint).toMatchObject({
      stage: 'teacher2',
      step: 10,
      teacher: 'teacher',
      moreTeachers: [null],
    });
    const second = await prepareExperiment(configOf({ noise: 0.4 }), kept, checkpoint);
    expect(second.stage).toMatchObject({ id: 'teacher2', index: 1 });
    expect(second.stage.arms[0]!.step).toBe(10);
    const losses = async (run: typeof first) =>
      (await collect(run.stage.arms[0]!.train(), 10)).map(({ loss }) => loss);
    expect(await losses(second)).toEqual(await losses(first));
    first.dispose();
    second.dispose();
  });

  it('begins a chain, in which each later one learns from the one before alone', async () => {
    const { kept } = keeping();
    const before = memory().numTensors;
    const chain = configOf({ assistants: ['mlp-8', 'mlp-8'], student: 'mlp-4' });
    const first = await prepareExperiment(chain, kept);
    const stages: unknown[] = [];
    const taught: unknown[] = [];
    while (first.stage.id !== 'student') {
      const { id, index } = first.stage;
      stages.push([id, index, first.stages]);
      await throughStage(first);
      taught.push((await first.bundle(id)).card.teacher);
      if (id === 'assistant2') expect(first.mixture()).toBeNull();
      await first.next();
    }
    expect(stages).toEqual([
      ['teacher', 0, 5],
      ['teacher2', 1, 5],
      ['assistant1', 2, 5],
      ['assistant2', 3, 5],
    ]);
    expect(taught).toEqual([null, null, 'mlp-16x16 + mlp-16x16', 'mlp-8']);
    await collect(first.stage.arms[0]!.train(), 7);
    const checkpoint = await first.checkpoint();
    expect(checkpoint).toMatchObject({
      stage: 'student',
      teacher: 'teacher',
      moreTeachers: ['teacher2'],
      assistants: ['assistant1', 'assistant2'],
    });
    // at λ < 1 the mixture's mark is on the first link alone: its shares are terms of no other
    const rest = (await collect(first.stage.arms[0]!.train())).map(({ loss, terms }) => [loss, terms]);
    expect(Object.keys(rest[0]![1] as object)).not.toContain('share.1');
    const report = await first.report();
    expect(report.arms.map(({ arm }) => arm)).toEqual([
      'teacher',
      'teacher2',
      'assistant1',
      'assistant2',
      'student',
      'baseline',
    ]);
    const bundles = [await first.bundle('teacher'), await first.bundle('teacher2')];
    const parameters = bundles.reduce((sum, { card }) => sum + card.parameters, 0);
    expect(first.parameters!.teacher).toBe(parameters);
    first.dispose();
    expect(memory().numTensors).toBe(before);

    const second = await prepareExperiment(chain, kept, checkpoint);
    expect(second.stage).toMatchObject({ id: 'student', index: 4 });
    const again = (await collect(second.stage.arms[0]!.train())).map(({ loss, terms }) => [loss, terms]);
    expect(again).toEqual(rest);
    second.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('goes on in the stage of its first assistant bit for bit', async () => {
    const { kept } = keeping();
    const chain = configOf({ assistants: ['mlp-8'], student: 'mlp-4' });
    const first = await prepareExperiment(chain, kept);
    for (let k = 0; k < 2; k++) {
      await throughStage(first);
      await first.next();
    }
    await collect(first.stage.arms[0]!.train(), 7);
    const checkpoint = await first.checkpoint();
    expect(checkpoint).toMatchObject({
      stage: 'assistant1',
      step: 7,
      moreTeachers: ['teacher2'],
      assistants: [],
    });
    const second = await prepareExperiment(chain, kept, checkpoint);
    const ends = async (run: typeof first) =>
      (await collect(run.stage.arms[0]!.train())).map(({ loss, terms }) => [loss, terms]);
    const mine = await ends(first);
    expect(Object.keys(mine[0]![1] as object)).toEqual(expect.arrayContaining(['share.1', 'share.2']));
    expect(await ends(second)).toEqual(mine);
    first.dispose();
    second.dispose();
  });

  it('says why what is inside of several networks cannot be compared', async () => {
    const experiment = await prepareExperiment(configOf({ method: 'hint' }), deps);
    await throughTeacher(experiment);
    await expect(collect(experiment.stage.arms[0]!.train())).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringContaining('several teachers') as string,
    });
    experiment.dispose();
  });

  it('takes finished teachers, and refuses one of other classes and a part without any', async () => {
    const { stored, kept } = keeping();
    const first = await prepareExperiment(configOf(), kept);
    await throughTeacher(first);
    first.dispose();
    const finished = configOf({
      teacher: 'model:points:teacher',
      moreTeachers: 'model:points:teacher2@2/2,mlp-4',
    });
    const second = await prepareExperiment(finished, kept);
    expect([second.stages, second.stage.id]).toEqual([2, 'teacher3']);
    await throughTeacher(second);
    expect(second.teachers).toHaveLength(3);
    expect((await second.bundle('teacher2')).weights).toEqual(stored.get('teacher2')!.weights);
    second.dispose();
    await expect(prepareExperiment({ ...finished, classes: 5 }, kept)).rejects.toMatchObject({
      code: 'teacher-unfit',
    });
    const empty = configOf({ classes: 2, moreTeachers: 'mlp-16x16@1/4', specialty: '' });
    await expect(prepareExperiment(empty, kept)).resolves.toBeDefined(); // a quarter of two classes, rounded, is one
    const none = configOf({ classes: 2, moreTeachers: 'mlp-16x16@2/4', specialty: '' });
    await expect(prepareExperiment(none, kept)).rejects.toMatchObject({ code: 'config-invalid' });
  });
});
