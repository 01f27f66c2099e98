// What distillation code gets wrong elsewhere (shared METHODS notes: "traps"), as far as it is the loop's or a method's doing;
// the loss op's own traps are tested beside it.

import { beforeAll, describe, expect, it } from 'vitest';
import { methodInfo } from '../catalog/catalog';
import { termWeights } from '../catalog/term-weights';
import { type Batch, createSampler, labelledRows, rowBatch } from '../data/batches';
import { makePoints } from '../data/points';
import { AdamW } from '../engine/adamw';
import { dispose, memory, read, tensor, type Tensor, tidy, variable } from '../engine/tensor';
import { valueAndGradients } from '../engine/gradients';
import { onEveryBackend, useBackend } from '../engine/testing';
import { initMlp } from '../models/init';
import { chooseRows, rowLogits, shareEqual } from '../evaluation/evaluate';
import { methodIds, methodOf, withMethodParams } from './method';
import { mlpModel } from '../models/model';
import { fromParams } from '../models/weights';
import { constant } from './schedule';
import { tappedTargets } from './targets/tapped-targets';
import { tableTargets, liveTargets } from './targets/targets';
import { collect, fitsKind, lossesOf, methodParts, type Rig, tinyRig } from './testing';
import { train } from './train';
import type { StepLog } from '../protocol/training';

beforeAll(() => useBackend('cpu'));

/** Whether it learns dialogues as they are written, too: what stands where the teacher is matched is then the teacher's. */
const hears = (method: string): boolean => methodOf(method).ownTokens !== undefined;

/** Held-out accuracy of a student on blobs after 80 steps with a teacher that nobody trained, and that wrote what a student hears. */
async function accuracyUnderUntrained(lambda: number, method: string): Promise<number> {
  const { train: rows, test, width } = makePoints({ dataset: 'blobs', classes: 4, noise: 0.05, seed: 3 });
  const [student, teacher] = [
    mlpModel(initMlp([2, 8, 4], 1)),
    mlpModel(initMlp([2, 64, 64, 4], 9, 2), false),
  ];
  const parts = methodParts(methodOf(method), student, teacher);
  const optimizer = new AdamW(withMethodParams(student.params, parts.methodParams), { weightDecay: 0 });
  const classOf = (row: number) => rows.label[row]!;
  const labelled = labelledRows({ total: rows.n, share: hears(method) ? 0.1 : 1, seed: 1, classOf });
  const draw = createSampler({ total: rows.n, labelled, batchSize: 32, seed: 1 });
  const known = new Set(labelled);
  const written = await chooseRows(teacher, rows, width);
  const data = { ...rows, label: rows.label.map((label, row) => (known.has(row) ? label : written[row]!)) };
  const logs = train({
    arm: 'student',
    model: student,
    optimizer,
    batch: (step, now) => rowBatch(data, width, draw(step, now), known),
    targets: tappedTargets({ teacher, answers: tableTargets(await rowLogits(teacher, rows, width), 4) }),
    method: methodOf(method),
    ...parts,
    controls: { temperature: 2, lambda, learningRate: 0.02 },
    schedule: constant,
    steps: 80,
  });
  await collect(logs);
  const accuracy = shareEqual(await chooseRows(student, test, width), test.label);
  optimizer.dispose();
  dispose([student.params, teacher.params, parts.methodParams]);
  return accuracy;
}

/** The log of a rig's first step, under changed labels or masks. */
async function firstStep(rig: Rig): Promise<StepLog> {
  const [log] = await collect(train({ ...rig.options, steps: 1 }));
  rig.dispose();
  return log!;
}

/** Of those that learn dialogues as they are written, what is written is the teacher: it stands among the labels. */
const asking = methodIds.filter((id) => methodOf(id).taughtBy !== 'transcripts');

describe.each(asking)('%s', (method) => {
  const inPoints = it.runIf(fitsKind('mlp', method));

  inPoints('hurts with an untrained teacher', async () => {
    const alone = await accuracyUnderUntrained(1, method);
    expect(alone).toBeGreaterThan(0.95);
    // a bounded divergence pulls less than KL: it costs at least half of what KL does
    expect(await accuracyUnderUntrained(0.1, method)).toBeLessThan(alone - 0.05);
  });

  inPoints('weights the hard labels by λ: 0 ignores them, 1 ignores the teacher', async () => {
    const curve = async (
      lambda: number,
      change: 'labels' | 'other labels' | 'teacher' | null,
    ): Promise<number[]> => {
      const rig = tinyRig('mlp', method);
      const { batch } = rig.options;
      const other = mlpModel(initMlp([2, 6, 3], 77, 2), false);
      if (change === 'teacher') rig.options.targets = liveTargets(other);
      rig.options.batch = (...at) => {
        const made = batch(...at);
        const { hardMask } = made;
        const changes = (n: number) => change === (hardMask[n] ? 'labels' : 'other labels');
        const labels = made.labels.map((label, n) => (changes(n) ? (label + 1) % 3 : label));
        return { ...made, labels, ...(hears(method) && { softMask: hardMask.map((one) => 1 - one) }) };
      };
      rig.options.controls = { temperature: 2, lambda, learningRate: 0.01 };
      const losses = await lossesOf(rig, 5);
      rig.dispose();
      dispose(other.params);
      return losses;
    };
    const [soft, hard] = [await curve(0, null), await curve(1, null)];
    expect(await curve(0, 'labels')).toEqual(soft);
    expect(await curve(0, 'teacher')).not.toEqual(soft);
    expect(await curve(1, 'teacher')).toEqual(hard);
    expect(await curve(1, 'labels')).not.toEqual(hard);
    expect(await curve(1, 'other labels')).toEqual(hard);
    // where nothing is known they are what the teacher wrote, or nothing
    const matters = (await curve(0, 'other labels')).some((loss, i) => loss !== soft[i]);
    expect(matters).toBe(hears(method));
  });

  it('adds up its parts as the formula says', async () => {
    const { loss, terms, lambda } = await firstStep(tinyRig('transformer', method));
    const known = methodInfo(method).terms;
    expect(Object.keys(terms)).toEqual(known.map(({ id }) => id));
    expect(lambda).toBe(0.5);
    const weights = termWeights(methodInfo(method), {}, lambda, terms);
    const sum = known.reduce((all, { id }) => all + weights[id]! * terms[id]!, 0);
    // float32, of weights up to some thousands
    expect(Math.abs(loss - sum)).toBeLessThan(1e-5 * (1 + Math.abs(sum)));
    // a reward has either sign, and a mistake is not what it is taken for
    for (const { id } of known)
      if (!['reward', 'withoutLog'].includes(id)) expect(terms[id]).toBeGreaterThan(0);
  });

  it('says so where its teacher’s answer is no number, and keeps the last good weights', async () => {
    const rig = tinyRig('transformer', method);
    const { targets } = rig.options;
    let asked = 0;
    rig.options.targets = {
      ask(batch, question) {
        const said = targets!.ask(batch, question);
        if (++asked < 3) return said;
        const [N, V] = said.logits.shape as [number, number];
        const one = Float32Array.from({ length: N * V }, (_, i) => (i === 4 ? NaN : i % V)); // one number of all
        return { ...said, logits: tensor(one, [N, V]) };
      },
    };
    const run = train(rig.options);
    await collect(run, 2);
    const [good, live] = [await fromParams(rig.student.params), memory().numTensors];
    await expect(collect(run)).rejects.toMatchObject({
      code: 'nan-loss',
      message: expect.stringMatching(
        /^The teacher gave an answer that is no number.*weights.*are kept/,
      ) as string,
    });
    expect(await fromParams(rig.student.params)).toEqual(good);
    expect(memory().numTensors).toBe(live);
    rig.dispose();
  });

  it('counts no position that a mask leaves out', async () => {
    const changed = tinyRig('transformer', method);
    const { batch } = changed.options;
    const masks = {
      hardMask: Float32Array.of(1, 1, 0, 0, 1, 0, 0, 0),
      softMask: Float32Array.of(1, 1, 1, 0, 1, 1, 0, 0),
    };
    changed.options.batch = (...at) => {
      const made = batch(...at);
      // other ids after the last counted position of each row, as padding would be, and other labels there
      const inputs = Int32Array.from(made.inputs, (id, i) => (i === 3 || i > 5 ? 0 : id));
      const counts = (i: number) => masks.hardMask[i] || (hears(method) && masks.softMask[i]);
      const labels = made.labels.map((label, i) => (counts(i) ? label : 2 - label));
      return { ...made, ...masks, inputs, labels };
    };
    const plain = tinyRig('transformer', method);
    plain.options.batch = (...at) => ({ ...batch(...at), ...masks });
    const [a, b] = [await firstStep(changed), await firstStep(plain)];
    expect([a.loss, a.terms]).toEqual([b.loss, b.terms]);
  });
});

it('hinton: a student that is its teacher has nothing to learn', async () => {
  const rig = tinyRig('mlp');
  rig.options.targets = liveTargets(rig.student);
  rig.options.controls = { temperature: 4, lambda: 0, learningRate: 0.01 };
  const { loss, terms, gradNorm } = await firstStep(rig);
  // differences of float32 logarithms, times T²
  expect(Math.abs(terms['kl']!)).toBeLessThan(1e-5);
  expect(Math.abs(loss)).toBeLessThan(1e-5);
  expect(gradNorm).toBeLessThan(1e-5);
});

describe.each(methodIds.filter((id) => !asking.includes(id)))('%s', (method) => {
  it('learns what is written, labels by λ and the rest by 1 − λ, and no masked position', async () => {
    const masks = {
      hardMask: Float32Array.of(1, 1, 0, 0, 0, 0, 0, 0),
      softMask: Float32Array.of(0, 0, 1, 1, 1, 0, 0, 0),
    };
    const logOf = (lambda: number, changed: number[]) => {
      const rig = tinyRig('transformer', method);
      const { batch } = rig.options;
      rig.options.controls = { temperature: 2, lambda, learningRate: 0.01 };
      rig.options.batch = (...at) => {
        const made = batch(...at);
        const labels = made.labels.map((label, n) => (changed.includes(n) ? (label + 1) % 11 : label));
        return { ...made, ...masks, labels };
      };
      return firstStep(rig);
    };
    const { loss, terms } = await logOf(0.3, []);
    const [, written] = methodInfo(method).terms;
    expect(loss).toBeCloseTo(0.3 * terms['ce']! + 0.7 * terms[written!.id]!, 5);
    expect((await logOf(0.3, [5, 6, 7])).loss).toBe(loss);
    expect((await logOf(0.3, [2])).loss).not.toBe(loss);
    expect((await logOf(0, [0, 1])).loss).toBe((await logOf(0, [])).loss);
  });
});
/** What a loss on logits alone does not look at. */
const tinyRow: Batch = {
  inputs: new Float32Array(2),
  shape: [2, 1],
  labels: new Int32Array(2),
  hardMask: new Float32Array(2),
  softMask: new Float32Array(2),
  rows: [0, 1],
};

onEveryBackend('teacher-labels', () => {
  it('has the cross-entropy of the teacher’s choices as its soft part, at any temperature', async () => {
    const logits = [1, 2, 0, 3, -1, 0.5];
    const teacher = [0, 0.1, 0.05, 9, 8.9, -4];
    const choices = [1, 0];
    const expected = choices.reduce((sum, choice, row) => {
      const mine = logits.slice(3 * row, 3 * row + 3);
      return sum + Math.log(mine.reduce((total, z) => total + Math.exp(z), 0)) - mine[choice]!;
    }, 0);
    for (const temperature of [0.5, 1, 10]) {
      const made = tidy((): Record<string, Tensor> => {
        const { loss, terms } = methodOf('teacher-labels').loss({
          student: { logits: tensor(logits, [2, 3]) },
          teacher: { logits: tensor(teacher, [2, 3]) },
          step: 0,
          steps: 1,
          pairs: [],
          batch: tinyRow,
          settings: {},
          params: {},
          labels: tensor(Int32Array.of(0, 0), [2]),
          hardMask: tensor([0, 0], [2]),
          softMask: tensor([1, 1], [2]),
          temperature,
          lambda: 0,
        });
        return { loss, ...terms };
      });
      // float32 logits of 1000 are right to 3e-5
      expect((await read(made['teacherCe']!))[0]).toBeCloseTo(expected / 2, 4);
      dispose(made);
    }
  });
});

onEveryBackend('reverse-reward', () => {
  it('is in the mean over what the student might write the slope of reverse KL', async () => {
    const [logits, theirs] = [
      [0.4, -1, 0.7],
      [2, 0.3, -0.5],
    ];
    const softmaxOf = (z: number[]) => {
      const sum = z.reduce((all, x) => all + Math.exp(x), 0);
      return z.map((x) => Math.exp(x) / sum);
    };
    const [q, p] = [softmaxOf(logits), softmaxOf(theirs)];
    const gap = q.map((x, v) => Math.log(x / p[v]!));
    const kl = q.reduce((sum, x, v) => sum + x * gap[v]!, 0);
    const slope = async (action: number): Promise<number[]> => {
      const z = tidy(() => variable(tensor(logits, [1, 3]), 'z'));
      const { grads } = tidy(() => {
        const { grads } = valueAndGradients(
          () => {
            const { loss } = methodOf('reverse-reward').loss({
              student: { logits: z },
              teacher: { logits: tensor(theirs, [1, 3]) },
              batch: tinyRow,
              steps: 1,
              pairs: [],
              step: 0,
              settings: {},
              params: {},
              labels: tensor(Int32Array.of(action), [1]),
              hardMask: tensor([0], [1]),
              softMask: tensor([1], [1]),
              own: tensor([1], [1]),
              temperature: 3, // has no say
              lambda: 0,
            });
            return { loss };
          },
          { z },
        );
        return { grads };
      });
      const values = [...(await read(grads['z']!))];
      dispose([grads['z']!, z]);
      return values;
    };
    const expected = q.map((x, v) => x * (gap[v]! - kl)); // ∂KL(q‖p)/∂z
    const mean = [0, 0, 0];
    for (const [action, chance] of q.entries()) {
      for (const [v, s] of (await slope(action)).entries()) mean[v]! += chance * s;
    }
    // float32 logarithms
    for (const [v, value] of expected.entries()) expect(mean[v]).toBeCloseTo(value, 5);
  });
});
