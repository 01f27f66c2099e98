import { beforeAll, describe, expect, it } from 'vitest';
import { createArm, type RaceOptions } from './arms';
import { AdamW } from '../engine/adamw';
import { dispose, type Params } from '../engine/tensor';
import { useBackend } from '../engine/testing';
import { initMlp } from '../models/init';
import { fromParams } from '../models/weights';
import { mlpModel } from '../models/model';
import { collect, tinyRig } from './testing';
import type { Racer } from '../catalog/arms';

const MAKER = {
  createModel: () => mlpModel(initMlp([2, 6, 3], 1, 2)),
  createOptimizer: (params: Params) => new AdamW(params),
  averages: false,
};

/** Three steps of an arm on the tiny rig: what it was told to draw, and its logs. */
async function race(id: Racer, rows: RaceOptions['rows'] = 'all') {
  const rig = tinyRig('mlp');
  const drawn: [number, number][] = [];
  const batch: RaceOptions['batch'] = (step, lambda) => {
    drawn.push([step, lambda]);
    return rig.options.batch(step, lambda);
  };
  const arm = createArm(id, MAKER, { ...rig.options, steps: 3, batch, rows });
  const logs = await collect(arm.train());
  arm.dispose();
  dispose(rig.student.params);
  rig.dispose();
  return { drawn, logs };
}

describe('the arms of a race', () => {
  beforeAll(() => useBackend('cpu'));

  it('differ from the student in one thing each: λ, rows, or what the teacher tells', async () => {
    const student = await race('student'); // λ = .5, T = 2
    expect(student.drawn.map(([, lambda]) => lambda)).toEqual([0.5, 0.5, 0.5]);

    const baseline = await race('baseline');
    expect(baseline.drawn.map(([, lambda]) => lambda)).toEqual([1, 1, 1]);
    expect(baseline.logs.every(({ kl, lambda }) => kl === 0 && lambda === 1)).toBe(true);

    const softLabelled = await race('softLabelled');
    expect(softLabelled.drawn).toEqual(baseline.drawn); // the baseline's rows, in its order
    expect(softLabelled.logs.every(({ kl, lambda }) => kl > 0 && lambda === 0.5)).toBe(true);
    // the rig's batches are the same for any λ: with equal rows its loss is the student's
    expect(softLabelled.logs.map(({ loss }) => loss)).toEqual(student.logs.map(({ loss }) => loss));

    const teacherLabels = await race('teacherLabels');
    expect(teacherLabels.drawn).toEqual(student.drawn);
    expect(teacherLabels.logs[0]!.ce).toBe(student.logs[0]!.ce);
    expect(teacherLabels.logs[0]!.kl).not.toBe(student.logs[0]!.kl);
  });

  it('where the student itself has labelled rows alone, only the teacher’s answers go beyond', async () => {
    const drawn = async (id: Racer) => (await race(id, 'labelled')).drawn.map(([, lambda]) => lambda);
    expect(await drawn('student')).toEqual([1, 1, 1]);
    expect(await drawn('teacherLabels')).toEqual([0.5, 0.5, 0.5]);
  });

  it('are looked at through the average of their weights where the task wants that, and go on from it', async () => {
    const rig = tinyRig('mlp');
    const start = () =>
      createArm('student', { ...MAKER, averages: true }, { ...rig.options, steps: 6, rows: 'all' });
    const plain = createArm('student', MAKER, { ...rig.options, steps: 6, rows: 'all' });
    const expected = await fromParams(plain.model.params);
    const steps = plain.train();
    const whole = start();
    const curve = await collect(whole.train());
    for (let step = 1; step <= 6; step++) {
      await collect(steps, 1);
      const share = 9 / (10 + step);
      for (const [name, { data }] of Object.entries(await fromParams(plain.model.params)))
        expected[name]!.data.forEach((mean, i, all) => (all[i] = mean + share * (data[i]! - mean)));
    }
    for (const [name, { data }] of Object.entries(await fromParams(whole.model.params))) {
      expect(data).not.toEqual((await fromParams(plain.model.params))[name]!.data);
      // float32 weights of order 1, six times
      for (const [i, value] of data.entries()) expect(value).toBeCloseTo(expected[name]!.data[i]!, 5);
    }
    const [first, second] = [start(), start()];
    const before = await collect(first.train(), 3);
    second.restore(await first.save());
    const after = await collect(second.train());
    expect([...before, ...after].map(({ loss }) => loss)).toEqual(curve.map(({ loss }) => loss));
    expect(await fromParams(second.model.params)).toEqual(await fromParams(whole.model.params));
    for (const arm of [plain, whole, first, second]) arm.dispose();
    dispose(rig.student.params);
    rig.dispose();
  });
});
