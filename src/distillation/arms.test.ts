import { beforeAll, describe, expect, it } from 'vitest';
import { createArm, type RaceOptions } from './arms';
import { type Method, withMethodParams } from './method';
import { AdamW } from '../engine/adamw';
import { linear } from '../engine/ops/linear';
import { softmaxCrossEntropy } from '../engine/ops/softmax-cross-entropy';
import { dispose, memory, type Params } from '../engine/tensor';
import { useBackend } from '../engine/testing';
import { initMlp } from '../models/init';
import { parseSafetensors } from '../models/safetensors';
import { countParameters, fromParams } from '../models/weights';
import { mlpModel } from '../models/model';
import { collect, tinyRig } from './testing';
import { createRng } from '../lib/rng';
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
    for (const { terms, loss, lambda } of baseline.logs) {
      expect(terms).toEqual({ ce: loss }); // no teacher was asked
      expect(lambda).toBe(1);
    }

    const softLabelled = await race('softLabelled');
    expect(softLabelled.drawn).toEqual(baseline.drawn); // the baseline's rows, in its order
    expect(softLabelled.logs.every(({ terms, lambda }) => terms['kl']! > 0 && lambda === 0.5)).toBe(true);
    // the rig's batches are the same for any λ: with equal rows its loss is the student's
    expect(softLabelled.logs.map(({ loss }) => loss)).toEqual(student.logs.map(({ loss }) => loss));

    const teacherLabels = await race('teacherLabels');
    expect(teacherLabels.drawn).toEqual(student.drawn);
    const [hard, soft] = [teacherLabels.logs[0]!.terms, student.logs[0]!.terms];
    expect(Object.keys(hard)).toEqual(['ce', 'teacherCe']);
    expect(hard['ce']).toBe(soft['ce']);
    expect(hard['teacherCe']).not.toBe(soft['kl']);
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

/** Learns the labels through a head of its own on the last hidden state; its term is the loss. */
const headed: Method = {
  needs: () => ({ student: { hidden: [1] } }),
  createParams({ student, teacher }, seed) {
    const rng = createRng(seed);
    const classes = teacher.widths.length + 1;
    const data = Float32Array.from({ length: classes * student.width }, () => rng.normal());
    return { 'head.weight': { shape: [classes, student.width], data } };
  },
  loss({ student, labels, softMask, params }) {
    const logits = linear(student.hidden!.get(1)!, params['head.weight']!); // [N, classes]
    const loss = softmaxCrossEntropy(logits, labels, softMask);
    return { loss, terms: { head: loss } };
  },
};

describe('a method with weights of its own', () => {
  beforeAll(() => useBackend('cpu'));

  /** Arms on the tiny rig, whose teacher has one hidden layer: a head of 3 classes. */
  function stage(seed = 5, averages = false) {
    const rig = tinyRig('mlp');
    const { shape } = rig.student;
    const arm = (id: Racer, method = headed) =>
      createArm(
        id,
        { ...MAKER, averages },
        {
          ...rig.options,
          method,
          rows: 'all',
          steps: 6,
          teacherShape: shape,
          seed,
        },
      );
    return {
      arm,
      options: rig.options,
      close() {
        dispose(rig.student.params);
        rig.dispose();
      },
    };
  }
  const savedWeights = async (arm: { save(): Promise<ArrayBuffer> }) => parseSafetensors(await arm.save());

  it('has them trained and saved with the arm, and left out of the model', async () => {
    const { arm, close } = stage();
    const before = memory().numTensors;
    const student = arm('student');
    const names = Object.keys(student.model.params);
    expect(names.filter((name) => name.startsWith('method.'))).toEqual([]);
    expect(countParameters(student.model.params)).toBe(6 * 2 + 6 + 3 * 6 + 3);
    const [first, own] = [await savedWeights(student), await fromParams(student.model.params)];
    expect(first['method.head.weight']!.shape).toEqual([3, 6]);
    const logs = await collect(student.train());
    expect(logs.map(({ terms }) => Object.keys(terms))).toEqual(new Array(6).fill(['head']));
    const last = await savedWeights(student);
    expect(last['method.head.weight']!.data).not.toEqual(first['method.head.weight']!.data);
    expect(last['optimizer.m.method.head.weight']!.data.some((m) => m !== 0)).toBe(true);
    // through the tap the gradient reaches what is below it, and nothing that is above
    const trained = await fromParams(student.model.params);
    expect(trained['layers.0.weight']).not.toEqual(own['layers.0.weight']);
    expect(trained['layers.1.weight']).toEqual(own['layers.1.weight']);
    student.dispose();
    expect(memory().numTensors).toBe(before);
    close();
  });

  it('draws their first values from the seed of the run', async () => {
    const heads = [];
    for (const seed of [5, 5, 6]) {
      const { arm, close } = stage(seed);
      const student = arm('student');
      heads.push((await savedWeights(student))['method.head.weight']!.data);
      student.dispose();
      close();
    }
    expect(heads[1]).toEqual(heads[0]);
    expect(heads[2]).not.toEqual(heads[0]);
  });

  it.each([false, true])(
    'goes on from a checkpoint as if it had never stopped (average: %s)',
    async (averages) => {
      const { arm, close } = stage(5, averages);
      const [whole, first, second] = [arm('student'), arm('student'), arm('student')];
      const curve = await collect(whole.train());
      const before = await collect(first.train(), 3);
      const file = await first.save();
      expect(
        Object.keys(parseSafetensors(file)).filter((name) => name.startsWith('average.method.')),
      ).toEqual([]);
      second.restore(file);
      const after = await collect(second.train());
      expect([...before, ...after].map(({ loss }) => loss)).toEqual(curve.map(({ loss }) => loss));
      expect(await savedWeights(second)).toEqual(await savedWeights(whole));
      const plain = arm('student', { loss: headed.loss });
      expect(() => plain.restore(file)).not.toThrow(); // an arm takes what is its own
      const bare = await plain.save();
      expect(() => second.restore(bare)).toThrow(/method\.head\.weight/);
      for (const each of [whole, first, second, plain]) each.dispose();
      close();
    },
  );

  it('never asks them where λ = 1: the baseline is that of any method', async () => {
    const { arm, options, close } = stage();
    const [ours, theirs] = [arm('baseline'), arm('baseline', options.method)];
    const head = (await savedWeights(ours))['method.head.weight'];
    const curve = async (of: typeof ours) =>
      (await collect(of.train())).map(({ loss, gradNorm }) => [loss, gradNorm]);
    expect(await curve(ours)).toEqual(await curve(theirs));
    expect(await fromParams(ours.model.params)).toEqual(await fromParams(theirs.model.params));
    expect((await savedWeights(ours))['method.head.weight']).toEqual(head);
    for (const each of [ours, theirs]) each.dispose();
    close();
  });

  it('keeps its names apart from those of the model', () => {
    expect(withMethodParams({ weight: 1 }, { weight: 2 })).toEqual({ weight: 1, 'method.weight': 2 });
  });
});
