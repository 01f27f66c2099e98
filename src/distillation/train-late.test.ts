// The loop on a device whose figures come late, as a GPU's do: the CPU backend with reads that take a while.

import { beforeAll, expect, it, vi } from 'vitest';
import type * as Tensors from '../engine/tensor';
import { memory } from '../engine/tensor';
import { useBackend } from '../engine/testing';
import { fromParams } from '../models/weights';
import { collect, tinyRig } from './testing';
import { train } from './train';
import type { Launched } from './types';

const device = vi.hoisted(() => ({ apart: true, waiting: [] as (() => void)[] }));

vi.mock('../engine/tensor', async (importOriginal) => {
  const tensors = await importOriginal<typeof Tensors>();
  return {
    ...tensors,
    worksAhead: () => device.apart,
    async readScalars(scalars: Parameters<typeof tensors.readScalars>[0]) {
      const figures = await tensors.readScalars(scalars);
      if (device.apart) await new Promise<void>((resolve) => device.waiting.push(resolve));
      return figures;
    },
  };
});

beforeAll(() => useBackend('cpu'));

/** Lets the device finish its oldest step. */
const arrive = () => device.waiting.shift()?.();
const settled = (log: Promise<unknown>) =>
  Promise.race([log.then(() => true), new Promise<boolean>((resolve) => setTimeout(resolve, 5, false))]);

it('does not wait for figures, but for those of three steps back', async () => {
  const rig = tinyRig('mlp');
  const run = train({ ...rig.options, steps: 5 });
  const taken: Launched[] = [];
  for (let i = 0; i < 3; i++) taken.push((await run.next()).value as Launched);
  expect(taken.map(({ step }) => step)).toEqual([1, 2, 3]);
  expect(await settled(taken[0]!.log)).toBe(false);
  const fourth = run.next();
  expect(await settled(fourth)).toBe(false);
  arrive();
  expect(((await fourth).value as Launched).step).toBe(4);
  expect(await settled(taken[0]!.log)).toBe(true);
  expect(await settled(taken[1]!.log)).toBe(false);
  const timer = setInterval(arrive, 1);
  expect((await collect(run)).map(({ step }) => step)).toEqual([5]);
  expect((await Promise.all(taken.map(({ log }) => log))).map(({ step }) => step)).toEqual([1, 2, 3]);
  clearInterval(timer);
  rig.dispose();
});

it('follows the curve of a device that is waited for, and keeps no tensor', async () => {
  const [late, prompt] = [tinyRig('transformer'), tinyRig('transformer')];
  const timer = setInterval(arrive, 1);
  const before = memory().numTensors;
  const logs: Launched['log'][] = [];
  for await (const { log } of train({ ...late.options, steps: 8 })) logs.push(log);
  expect(memory().numTensors).toBe(before);
  const curve = (await Promise.all(logs)).map(({ loss, gradNorm }) => [loss, gradNorm]);
  clearInterval(timer);
  device.apart = false;
  const waited = await collect(train({ ...prompt.options, steps: 8 }));
  device.apart = true;
  expect(curve).toEqual(waited.map(({ loss, gradNorm }) => [loss, gradNorm]));
  late.dispose();
  prompt.dispose();
});

it('learns late of a step that would have spoilt the weights, which are as if it had not been', async () => {
  const rig = tinyRig('mlp');
  const { batch } = rig.options;
  const timer = setInterval(arrive, 1);
  const run = train({
    ...rig.options,
    batch: (step, lambda) =>
      step === 2 ? { ...batch(step, lambda), inputs: new Float32Array(16).fill(NaN) } : batch(step, lambda),
  });
  const steps: number[] = [];
  await expect(
    (async () => {
      for await (const { step } of run) steps.push(step);
    })(),
  ).rejects.toMatchObject({ code: 'nan-loss', message: expect.stringMatching(/step 3/) });
  clearInterval(timer);
  for (const resolve of device.waiting.splice(0)) resolve();
  expect(steps.length).toBeGreaterThan(2);
  expect(steps.length).toBeLessThanOrEqual(5);
  for (const { data } of Object.values(await fromParams(rig.student.params)))
    expect(data.every(Number.isFinite)).toBe(true);
  rig.dispose();
});
