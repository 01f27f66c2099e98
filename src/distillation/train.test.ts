import { describe, expect, it } from 'vitest';
import { methods } from '../catalog/catalog';
import { memory } from '../engine/tensor';
import { backendsHere, onEveryBackend, useBackend } from '../engine/testing';
import golden from '../models/fixtures/distill-ten-steps.json';
import { fromParams } from '../models/weights';
import { collect, goldenRig, lossesOf, tinyRig } from './testing';
import { methodIds } from './method';
import { train } from './train';
import type { StepLog } from '../protocol/training';

const KINDS = ['transformer', 'mlp'] as const;
const settings = KINDS.flatMap((kind) => methodIds.map((method) => ({ kind, method })));

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
      expect(logs[i]!.ce).toBeCloseTo(ce, 4);
      expect(logs[i]!.kl).toBeCloseTo(kl, 4);
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
    expect(seen[2]!.kl).toBe(0);
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
