import { beforeAll, describe, expect, it } from 'vitest';
import { presets } from '../catalog/catalog';
import { parseRunConfig, type RunConfig } from '../catalog/run-config';
import { memory } from '../engine/tensor';
import { useBackend } from '../engine/testing';
import { fromParams } from '../models/weights';
import { type Experiment, type ExperimentDeps, prepareExperiment } from './experiment';
import { startWeights } from './start';
import { throughTeacher } from './testing';
import { collect } from '../distillation/testing';
import type { ModelBundle } from '../models/bundle';
import type { StepLog } from '../protocol/training';

const nobody = () => Promise.reject(new Error('asked for what points do not need'));
const deps: ExperimentDeps = { bundle: nobody, tokenizer: nobody };

function configOf(fields: Partial<RunConfig>, preset = 'points-spirals'): RunConfig {
  const { config, rejected } = parseRunConfig({
    ...presets.find(({ id }) => id === preset)!.config,
    ...fields,
  });
  expect(rejected).toEqual([]);
  return config;
}

/** At the student's stage. */
async function prepare(fields: Partial<RunConfig> = {}, preset?: string): Promise<Experiment> {
  const experiment = await prepareExperiment(configOf(fields, preset), deps);
  await throughTeacher(experiment);
  return experiment;
}

const run = (experiment: Experiment, arm = 0, most?: number): Promise<StepLog[]> =>
  collect(experiment.stage.arms[arm]!.train(), most);
const curve = (logs: StepLog[]) => logs.map(({ loss, terms, gradNorm }) => [loss, terms['ce'], gradNorm]);

describe('a points run', () => {
  beforeAll(() => useBackend('wasm'));

  it('reaches 95 % of its training points with the teacher, and more than without', async () => {
    const experiment = await prepare();
    expect(experiment.speakers).toEqual(['student', 'baseline', 'teacher']);
    await run(experiment, 0);
    await run(experiment, 1);
    const student = (await experiment.evaluate('student'))!;
    const baseline = (await experiment.evaluate('baseline'))!;
    const teacher = (await experiment.evaluate('teacher'))!;
    expect(student).toMatchObject({ arm: 'student', step: 400, n: 450 });
    expect(student.figures['trainAccuracy']).toBeGreaterThanOrEqual(0.95);
    expect(student.figures['agreement']).toBeGreaterThan(0.95);
    expect(student.figures['accuracy']).toBeGreaterThan(baseline.figures['accuracy']! + 0.02); // a tenth of the labels
    expect(teacher.figures['trainAccuracy']).toBeGreaterThanOrEqual(0.99);
    expect(teacher.figures['agreement']).toBeUndefined();
    experiment.dispose();
  });

  it('is the baseline, bit for bit, where λ = 1', async () => {
    const experiment = await prepare({ lambda: 1, steps: 30, softLabelled: true, teacherLabels: true });
    const expected = curve(await run(experiment, 1));
    expect(expected).toHaveLength(30);
    for (const arm of [0, 2, 3]) {
      expect(curve(await run(experiment, arm))).toEqual(expected);
      const [ours, theirs] = [arm, 1].map((i) => fromParams(experiment.stage.arms[i]!.model.params));
      expect(await ours).toEqual(await theirs);
    }
    experiment.dispose();
  });

  it('runs the arms in turn as it runs them one after the other', async () => {
    const [a, b] = [await prepare({ steps: 10 }), await prepare({ steps: 10 })];
    const [student, baseline] = a.stage.arms.map((arm) => arm.train());
    const inTurn: StepLog[][] = [[], []];
    for (let i = 0; i < 10; i++) {
      inTurn[0]!.push(...(await collect(student!, 1)));
      inTurn[1]!.push(...(await collect(baseline!, 1)));
    }
    expect(curve(inTurn[0]!)).toEqual(curve(await run(b, 0)));
    expect(curve(inTurn[1]!)).toEqual(curve(await run(b, 1)));
    a.dispose();
    b.dispose();
  });

  it('goes on from a checkpoint as if it had never stopped', async () => {
    const settings = { steps: 20, softLabelled: true, teacherLabels: true };
    const arms = [0, 1, 2, 3];
    const whole = await prepare(settings);
    const expected: StepLog[][] = [];
    for (const arm of arms) expected.push(await run(whole, arm));
    const first = await prepare(settings);
    for (const arm of arms) await run(first, arm, 8);
    const checkpoint = await first.checkpoint();
    expect(checkpoint.step).toBe(8);
    first.dispose();
    const second = await prepare(settings);
    second.restore(checkpoint);
    expect(second.stage.arms.map(({ step }) => step)).toEqual([8, 8, 8, 8]);
    for (const arm of arms) {
      const rest = await run(second, arm);
      expect(rest[0]!.step).toBe(9);
      expect(curve(rest)).toEqual(curve(expected[arm]!.slice(8)));
    }
    whole.dispose();
    second.dispose();
  });

  it('refuses a checkpoint that is cut off, or of another student', async () => {
    const small = await prepare({ student: 'mlp-8', baseline: false });
    const checkpoint = await small.checkpoint();
    expect(Object.keys(checkpoint.arms)).toEqual(['student']);
    const large = await prepare({ baseline: false });
    expect(() => large.restore(checkpoint)).toThrow(/Start.*again/);
    expect(() =>
      small.restore({ ...checkpoint, arms: { student: checkpoint.arms['student']!.slice(0, -8) } }),
    ).toThrow(/broken/);
    small.dispose();
    large.dispose();
  });

  it('holds no tensor after it is disposed of, evaluated and mapped or not', async () => {
    const before = memory().numTensors;
    const experiment = await prepare({ steps: 10 });
    await run(experiment);
    const live = memory().numTensors;
    await experiment.evaluate('student');
    await experiment.maps();
    await experiment.checkpoint();
    expect(memory().numTensors).toBe(live);
    experiment.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('draws maps that agree with the points they cover', async () => {
    const experiment = await prepare({ dataset: 'blobs', noise: 0, classes: 4 });
    await run(experiment, 0, 150);
    const maps = (await experiment.maps())!;
    expect(maps.models.map(({ arm }) => arm)).toEqual(['student', 'baseline', 'teacher']);
    expect([maps.step, maps.size, maps.classes]).toEqual([150, 64, 4]);
    for (const { arm, label, confidence } of maps.models) {
      expect([label.length, confidence.length]).toEqual([64 * 64, 64 * 64]);
      if (arm === 'baseline') continue; // not trained here
      let right = 0;
      for (const [i, k] of maps.points.label.entries()) {
        const cell = (value: number): number => Math.floor(((value / maps.extent + 1) / 2) * maps.size);
        right += Number(label[cell(-maps.points.y[i]!) * maps.size + cell(maps.points.x[i]!)] === k);
      }
      expect(right / maps.points.label.length).toBeGreaterThan(0.97);
    }
    experiment.dispose();
  });

  it('reports every figure of every arm with an interval around it, and gains in pairs', async () => {
    const experiment = await prepare({ steps: 60, softLabelled: true, teacherLabels: true });
    for (const arm of [0, 1, 2, 3]) await run(experiment, arm);
    const report = await experiment.report();
    expect(report).toMatchObject({ step: 60, rows: { total: 450, labelled: 45 }, classes: ['1', '2', '3'] });
    const names = ['teacher', 'student', 'baseline', 'softLabelled', 'teacherLabels'];
    expect(report.arms.map(({ arm }) => arm)).toEqual(names);
    for (const { arm, figures, confusion, perClass, reliability, cost, ms } of report.arms) {
      for (const { value, low, high, n } of Object.values(figures)) {
        expect(low).toBeLessThanOrEqual(high);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(n).toBe(450);
      }
      const { accuracy = NaN, agreement } = (await experiment.evaluate(arm))!.figures;
      expect(figures['accuracy']!.value).toBeCloseTo(accuracy, 6);
      expect(figures['agreement']?.value ?? -1).toBeCloseTo(agreement ?? -1, 6);
      expect(figures['auroc']).toBeUndefined(); // nothing is out of scope
      const right = [0, 1, 2].reduce((sum, k) => sum + confusion![k * 3 + k]!, 0);
      expect(right / 450).toBeCloseTo(accuracy, 6);
      const f1 = perClass!.reduce((sum, figures) => sum + (figures.f1?.value ?? 0), 0) / 3;
      expect(figures['macroF1']!.value).toBeCloseTo(f1, 6);
      expect(reliability!.reduce((sum, { count }) => sum + count, 0)).toBe(450);
      expect(cost.parameters).toBe(experiment.parameters![arm === 'teacher' ? 'teacher' : 'student']);
      expect(ms).toBeGreaterThan(0);
    }
    expect(report.gains.map(({ rival }) => rival)).toEqual(names.slice(2));
    const digests = report.arms.map(({ weights }) => weights!);
    for (const digest of digests) expect(digest).toMatch(/^[0-9a-f]{16}$/);
    expect(new Set(digests).size).toBe(names.length);
    expect((await experiment.report()).arms.map(({ weights }) => weights)).toEqual(digests);
    const value = (arm: string) => report.arms.find((entry) => entry.arm === arm)!.figures['accuracy']!.value;
    const gain = report.gains[0]!.figures['accuracy']!;
    expect(gain.value).toBeCloseTo(value('student') - value('baseline'), 12);
    expect(gain.low).toBeLessThan(gain.high);
    experiment.dispose();
  });

  it('ends a report at the signal', async () => {
    const experiment = await prepare({ steps: 10 });
    const stop = AbortSignal.abort();
    await expect(experiment.report({ signal: stop })).rejects.toMatchObject({ code: 'cancelled' });
    experiment.dispose();
  });

  it('trains the teacher as a stage of its own, until it knows nearly all', async () => {
    const before = memory().numTensors;
    const experiment = await prepareExperiment(configOf({ baseline: false }), deps);
    expect(experiment.stage).toMatchObject({ id: 'teacher', index: 0, steps: 400 });
    expect([experiment.stages, experiment.speakers, experiment.parameters]).toEqual([2, ['teacher'], null]);
    expect(await experiment.evaluate('teacher')).toBeNull();
    expect((await experiment.maps())!.models.map(({ arm }) => arm)).toEqual(['teacher']);
    const steps = await throughTeacher(experiment);
    expect(steps).toBeLessThan(400); // it was good enough before
    expect(steps % 25).toBe(0);
    expect(experiment.stage).toMatchObject({ id: 'student', index: 1, steps: 400 });
    expect(await experiment.next()).toBe(false);
    experiment.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('rests on its stored teacher: goes on from a checkpoint bit for bit, and trains nothing again', async () => {
    const stored = new Map<string, ModelBundle>();
    const keeping: ExperimentDeps = {
      ...deps,
      keep: async (teacher) => {
        stored.set('kept', teacher);
        return 'kept';
      },
      bundle: async (id) => stored.get(id)!,
    };
    const config = configOf({ steps: 20 });
    const first = await prepareExperiment(config, keeping);
    await throughTeacher(first);
    for (const arm of [0, 1]) await run(first, arm, 8);
    const checkpoint = await first.checkpoint();
    expect(checkpoint).toMatchObject({ stage: 'student', step: 8, teacher: 'kept', watch: null });
    const expected = [await run(first, 0), await run(first, 1)];
    first.dispose();

    const second = await prepareExperiment(config, keeping, checkpoint);
    expect(second.stage).toMatchObject({ id: 'student', index: 1 });
    for (const arm of [0, 1]) {
      const rest = await run(second, arm);
      expect(rest[0]!.step).toBe(9);
      expect(curve(rest)).toEqual(curve(expected[arm]!));
    }
    second.dispose();
  });

  it('goes on in the middle of its teacher’s stage as if it had never stopped', async () => {
    const config = configOf({ steps: 10, noise: 0.3, baseline: false });
    const [whole, first] = [await prepareExperiment(config, deps), await prepareExperiment(config, deps)];
    await collect(first.stage.arms[0]!.train(), 30);
    const checkpoint = await first.checkpoint();
    expect(checkpoint).toMatchObject({ stage: 'teacher', step: 30, teacher: null });
    first.dispose();
    const second = await prepareExperiment(config, deps, checkpoint);
    expect(second.stage.arms[0]!.step).toBe(30);
    expect(await throughTeacher(second)).toBe(await throughTeacher(whole));
    const bundles = [await second.bundle('teacher'), await whole.bundle('teacher')];
    expect(bundles[0]!.weights).toEqual(bundles[1]!.weights);
    expect(curve(await run(second))).toEqual(curve(await run(whole)));
    whole.dispose();
    second.dispose();
  });

  it('learns from a finished teacher of the same points, and refuses one of others', async () => {
    const first = await prepare();
    const teacher = await first.bundle('teacher');
    const student = await first.bundle('student');
    first.dispose();
    expect(teacher.card).toMatchObject({ task: 'points', origin: 'trained', dataSet: 'spirals', labels: 3 });
    expect(student.card).toMatchObject({ origin: 'distilled', teacher: 'mlp-64x64', method: 'hinton' });
    const given = { ...deps, bundle: async () => teacher };
    const second = await prepareExperiment(configOf({ teacher: 'model:points:mine' }), given);
    expect([second.stages, second.stage.id]).toEqual([1, 'student']);
    expect((await second.bundle('teacher')).weights).toEqual(teacher.weights);
    second.dispose();
    const other = configOf({ teacher: 'model:points:mine', classes: 5 });
    await expect(prepareExperiment(other, given)).rejects.toMatchObject({ code: 'teacher-unfit' });
  });

  it('starts from a finished model’s weights, its rivals too, and goes on from a checkpoint without it', async () => {
    const first = await prepare({ steps: 20 });
    await run(first, 0);
    const [teacher, student] = [await first.bundle('teacher'), await first.bundle('student')];
    first.dispose();
    const bundles: Record<string, ModelBundle> = { wise: teacher, mine: student };
    const given = { ...deps, bundle: async (id: string) => bundles[id]! };
    const config = configOf({ teacher: 'model:points:wise', start: 'model:points:mine', steps: 20 });
    const second = await prepareExperiment(config, given);
    for (const arm of ['student', 'baseline'] as const)
      expect((await second.bundle(arm)).weights).toEqual(student.weights);
    for (const arm of [0, 1]) await run(second, arm, 8);
    const checkpoint = await second.checkpoint();
    const expected = await run(second, 0);
    second.dispose();
    delete bundles['mine']; // deleted since
    const third = await prepareExperiment(config, given, checkpoint);
    expect(curve(await run(third, 0))).toEqual(curve(expected));
    third.dispose();
  });

  it('says by name why it cannot start from a model', async () => {
    const first = await prepare({ steps: 10 });
    const student = await first.bundle('student');
    first.dispose();
    const refuses = async (fields: Partial<RunConfig>, why: string, start = student): Promise<void> => {
      const config = configOf({ ...fields, start: 'model:points:mine' });
      const refused = prepareExperiment(config, { ...deps, bundle: async () => start }).then(throughTeacher);
      await expect(refused).rejects.toMatchObject({
        code: 'start-unfit',
        message: expect.stringContaining(why),
      });
    };
    await refuses({ student: 'mlp-4' }, 'size');
    await refuses({ classes: 5 }, 'layers');
    await refuses({}, 'Sentence intents', { ...student, card: { ...student.card, task: 'intents' } });
    const labels = ['a', 'b', 'c'];
    expect(() => startWeights({ ...student, labels }, { ...student, labels: ['b', 'a', 'c'] })).toThrow(
      'classes',
    );
    const tokenizer = (json: string) =>
      ({ toJson: () => json }) as unknown as NonNullable<ModelBundle['tokenizer']>;
    expect(() =>
      startWeights({ ...student, tokenizer: tokenizer('1') }, { ...student, tokenizer: tokenizer('2') }),
    ).toThrow('tokeniser');
  });
});
