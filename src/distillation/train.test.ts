import { describe, expect, it, vi } from 'vitest';
import { methods } from '../catalog/catalog';
import { argMax } from '../engine/ops/predictions';
import { memory, read, tensor, tidy } from '../engine/tensor';
import { backendsHere, onEveryBackend, useBackend } from '../engine/testing';
import golden from '../models/fixtures/distill-ten-steps.json';
import { fromParams } from '../models/weights';
import { collect, fitsKind, goldenRig, lossesOf, tinyRig } from './testing';
import { methodIds, methodOf, type MethodStep } from './method';
import type { Turn } from './targets/targets';
import { train } from './train';
import type { Batch } from '../data/batches';
import type { StepLog } from '../protocol/training';

const KINDS = ['transformer', 'mlp'] as const;
const settings = KINDS.flatMap((kind) =>
  methodIds.filter((method) => fitsKind(kind, method)).map((method) => ({ kind, method })),
);

it('has a loss for each method of the catalogue', () => {
  expect([...methodIds].sort()).toEqual(methods.map(({ id }) => id).sort());
});

onEveryBackend('train', () => {
  it('follows the ten golden steps of PyTorch', async () => {
    const rig = goldenRig();
    const logs = await collect(train(rig.options));
    expect(logs.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (const [i, { loss, ce, kl, gradNorm }] of golden.steps.entries()) {
      // float32 against float64; Adam divides by √v, which magnifies what small gradients lack in precision
      expect(logs[i]!.loss).toBeCloseTo(loss, 4);
      expect(logs[i]!.terms['ce']).toBeCloseTo(ce, 4);
      expect(logs[i]!.terms['kl']).toBeCloseTo(kl, 4);
      expect(logs[i]!.gradNorm).toBeCloseTo(gradNorm, 4);
    }
    expect(logs[0]!.tokens).toBe(golden.softMask.reduce((a, b) => a + b));
    rig.dispose();
  });

  it.each(KINDS)('gives the same curve for the same seed (%s)', async (kind) => {
    const [a, b] = [tinyRig(kind), tinyRig(kind)];
    expect(await lossesOf(a, 8)).toEqual(await lossesOf(b, 8));
    a.dispose();
    b.dispose();
  });

  it.each(settings)('keeps no tensor: $kind, $method', async ({ kind, method }) => {
    const rig = tinyRig(kind, method);
    const counts = new Map<number, number>();
    for await (const { step } of train(rig.options)) counts.set(step, memory().numTensors);
    expect(counts.get(50)).toBe(counts.get(2));
    rig.dispose();
  });

  it.each(KINDS)('overfits one batch (%s)', async (kind) => {
    const rig = tinyRig(kind);
    const batch = { ...rig.options.batch(1, 1), hardMask: new Float32Array(8).fill(1) };
    if (kind === 'transformer') batch.inputs = Int32Array.from([0, 1, 2, 3, 4, 5, 6, 7]); // no two alike
    const controls = { temperature: 1, lambda: 1, learningRate: 0.05 };
    const losses = await lossesOf({
      ...rig,
      options: { ...rig.options, batch: () => batch, controls, steps: 200 },
    });
    expect(losses[0]).toBeGreaterThan(0.7);
    expect(losses.at(-1)).toBeLessThan(0.02);
    rig.dispose();
  });

  it('is plain training at λ = 1, bit for bit', async () => {
    const [soft, plain] = [tinyRig('transformer'), tinyRig('transformer')];
    soft.options.controls = { ...soft.options.controls, lambda: 1 };
    plain.options.targets = null;
    expect(await lossesOf(soft, 10)).toEqual(await lossesOf(plain, 10));
    expect(await fromParams(soft.student.params)).toEqual(await fromParams(plain.student.params));
    soft.dispose();
    plain.dispose();
  });

  it('obeys controls moved between steps', async () => {
    const rig = tinyRig('mlp');
    const controls = { temperature: 2, lambda: 0.5, learningRate: 0.01 };
    const seen: StepLog[] = [];
    for await (const { step, log } of train({ ...rig.options, controls, steps: 3 })) {
      seen.push(await log);
      if (step === 1) Object.assign(controls, { temperature: 5, learningRate: 0.002 });
      if (step === 2) controls.lambda = 1;
    }
    expect(seen.map(({ temperature, lambda, learningRate }) => [temperature, lambda, learningRate])).toEqual([
      [2, 0.5, 0.01],
      [5, 0.5, 0.002],
      [5, 1, 0.002],
    ]);
    expect(seen.map(({ tokens }) => tokens)).toEqual([8, 8, 4]); // at λ = 1 only labelled rows carry loss
    expect(seen.map(({ terms }) => Object.keys(terms))).toEqual([['ce', 'kl'], ['ce', 'kl'], ['ce']]);
    expect(seen[2]!.terms['ce']).toBe(seen[2]!.loss);
    rig.dispose();
  });

  it('stops between steps at the signal', async () => {
    const rig = tinyRig('mlp');
    const stop = new AbortController();
    const run = train({ ...rig.options, signal: stop.signal });
    await run.next();
    stop.abort();
    expect(await run.next()).toEqual({ done: true, value: { arm: 'student', steps: 1, stopped: true } });
    rig.dispose();
  });

  it('learns from the batch that the teacher prepares: here the student chooses the answers', async () => {
    const rig = tinyRig('mlp');
    const { targets } = rig.options;
    const before = memory().numTensors;
    const turns: Turn[] = [];
    const [drawn, prepared, asked]: [Batch[], Batch[], Batch[]] = [[], [], []];
    const choosing: typeof targets = {
      async prepare(batch, turn) {
        const choices = tidy(() => argMax(turn.student.forward(tensor(batch.inputs, batch.shape)).logits)); // [N]
        const labels = Int32Array.from(await read(choices));
        choices.dispose();
        turns.push(turn);
        drawn.push(batch);
        prepared.push({ ...batch, labels, softMask: Float32Array.of(1, 1, 1, 1, 1, 0, 0, 0) });
        return prepared.at(-1)!;
      },
      ask(batch, question) {
        asked.push(batch);
        return targets!.ask(batch, question);
      },
    };
    const logs = await collect(train({ ...rig.options, targets: choosing, steps: 3 }));
    expect(turns.map(({ step, temperature, lambda }) => [step, temperature, lambda])).toEqual([
      [0, 2, 0.5],
      [1, 2, 0.5],
      [2, 2, 0.5],
    ]);
    expect(turns.every(({ student }) => student === rig.student)).toBe(true);
    expect(drawn).toEqual([0, 1, 2].map((step) => rig.options.batch(step, 0.5)));
    expect(asked).toEqual(prepared);
    expect(logs.map(({ tokens }) => tokens)).toEqual([5, 5, 5]);
    // as if those batches had been drawn, and not as without the choice
    const [same, plain] = [tinyRig('mlp'), tinyRig('mlp')];
    same.options.batch = (step) => prepared[step]!;
    const curve = logs.map(({ loss }) => loss);
    expect(await lossesOf(same, 3)).toEqual(curve);
    expect(await lossesOf(plain, 3)).not.toEqual(curve);
    same.dispose();
    plain.dispose();
    expect(memory().numTensors).toBe(before);
    rig.dispose();
  });

  it('has no batch prepared at λ = 1', async () => {
    const rig = tinyRig('mlp');
    const prepare = vi.fn((batch: Batch) => Promise.resolve(batch));
    const targets = { ...rig.options.targets!, prepare };
    const controls = { temperature: 2, lambda: 1, learningRate: 0.01 };
    await collect(train({ ...rig.options, targets, controls, steps: 2 }));
    expect(prepare).not.toHaveBeenCalled();
    rig.dispose();
  });

  it.each(KINDS)('hands a method the taps that it needs, and no others (%s)', async (kind) => {
    const rig = tinyRig(kind);
    const seen: { step: MethodStep; shapes: unknown }[] = [];
    const shapesOf = (taps?: ReadonlyMap<number, { shape: number[] }>) =>
      taps && [...taps].map(([layer, { shape }]) => [layer, shape]);
    const needs = { student: { hidden: [1] }, teacher: { hidden: [0, 1] } };
    const method: typeof rig.options.method = {
      loss(step) {
        const shapes = [shapesOf(step.student.hidden), shapesOf(step.teacher.hidden)];
        seen.push({ step, shapes });
        return methodOf('hinton').loss(step);
      },
    };
    const controls = { temperature: 2, lambda: 0.5, learningRate: 0.01 };
    const expected = await lossesOf(rig, 1);
    const fresh = tinyRig(kind);
    const logs: StepLog[] = [];
    for await (const { log } of train({ ...fresh.options, method, needs, controls, steps: 2 })) {
      logs.push(await log);
      controls.lambda = 1; // nobody is asked then
    }
    expect(logs[0]!.loss).toBe(expected[0]);
    expect(Object.keys(logs[1]!.terms)).toEqual(['ce']);
    expect(seen).toHaveLength(1);
    const [{ step, shapes }] = seen as [(typeof seen)[number]];
    const [first, last] =
      kind === 'mlp'
        ? [
            [8, 2],
            [8, 6],
          ]
        : [
            [2, 4, 16],
            [2, 4, 16],
          ];
    expect(shapes).toEqual([
      [[1, last]],
      [
        [0, first],
        [1, last],
      ],
    ]);
    for (const { attention, relations } of [step.student, step.teacher])
      expect([attention, relations]).toEqual([undefined, undefined]);
    rig.dispose();
    fresh.dispose();
  });

  it.each(['student', 'teacher', 'method'])('leaves no tensor behind where the %s throws', async (who) => {
    const rig = tinyRig('transformer');
    const { model, targets, method } = rig.options;
    let broken = false;
    /** After it has made something. */
    const breaking =
      <In extends unknown[], Out>(f: (...given: In) => Out) =>
      (...given: In): Out => {
        const made = f(...given);
        if (broken) throw new Error(`the ${who} broke`);
        return made;
      };
    const run = () =>
      train({
        ...rig.options,
        ...(who === 'student' && { model: { ...model, forward: breaking(model.forward) } }),
        ...(who === 'teacher' && { targets: { ask: breaking(targets!.ask) } }),
        ...(who === 'method' && { method: { ...method, loss: breaking(method.loss) } }),
      });
    await collect(run(), 2);
    const live = memory().numTensors;
    const good = await fromParams(rig.student.params);
    broken = true;
    await expect(run().next()).rejects.toThrow(`the ${who} broke`);
    expect(memory().numTensors).toBe(live);
    expect(await fromParams(rig.student.params)).toEqual(good);
    broken = false;
    const [log] = await collect(run(), 1); // and it can go on
    expect(log!.loss).toBeGreaterThan(0);
    expect(memory().numTensors).toBe(live);
    rig.dispose();
  });

  it('refuses a step that would spoil the weights, and keeps them', async () => {
    const rig = tinyRig('mlp');
    const run = train({
      ...rig.options,
      batch(step, lambda) {
        const batch = rig.options.batch(step, lambda);
        return step === 2 ? { ...batch, inputs: new Float32Array(16).fill(NaN) } : batch;
      },
    });
    await run.next();
    await run.next();
    const good = await fromParams(rig.student.params);
    const live = memory().numTensors;
    await expect(run.next()).rejects.toMatchObject({
      code: 'nan-loss',
      message: expect.stringMatching(/step 3.*lower the learning rate/),
    });
    expect(await fromParams(rig.student.params)).toEqual(good);
    expect(memory().numTensors).toBe(live);
    rig.dispose();
  });
});

describe('backends', () => {
  it.each(KINDS)('agree on ten steps (%s)', async (kind) => {
    const curves: number[][] = [];
    for (const backend of backendsHere) {
      await useBackend(backend);
      const rig = tinyRig(kind);
      curves.push(await lossesOf(rig, 10));
      rig.dispose();
    }
    // all compute in float32, with sums in another order
    for (const curve of curves.slice(1))
      for (const [i, loss] of curves[0]!.entries()) expect(curve[i]).toBeCloseTo(loss, 4);
  });
});
