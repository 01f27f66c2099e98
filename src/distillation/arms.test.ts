import { beforeAll, describe, expect, it } from 'vitest';
import { createArm, type RaceOptions } from './arms';
import { AdamW } from '../engine/adamw';
import { dispose } from '../engine/tensor';
import { useBackend } from '../engine/testing';
import { initMlp } from '../models/init';
import { mlpModel } from './models';
import { collect, tinyRig } from './testing';
import type { Racer } from './types';

/** Three steps of an arm on the tiny rig: what it was told to draw, and its logs. */
async function race(id: Racer, rows: RaceOptions['rows'] = 'all') {
  const rig = tinyRig('mlp');
  const drawn: [number, number][] = [];
  const batch: RaceOptions['batch'] = (step, lambda) => {
    drawn.push([step, lambda]);
    return rig.options.batch(step, lambda);
  };
  const model = mlpModel(initMlp([2, 6, 3], 1, 2));
  const arm = createArm(id, model, new AdamW(model.params), { ...rig.options, steps: 3, batch, rows });
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
});
