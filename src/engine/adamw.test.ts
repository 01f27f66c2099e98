// AdamW against PyTorch (fixtures/adamw.json, ten steps with clipping), its state, and what it leaves in memory.

import { describe, expect, it } from 'vitest';
import { AdamW } from './adamw';
import fixture from './fixtures/adamw.json';
import { dispose, memory, type Params, read, tensor, variable } from './tensor';
import { onEveryBackend } from './testing';

type Packed = { shape: number[]; data: number[] };
const tensors = (packed: Record<string, Packed>) =>
  Object.fromEntries(Object.entries(packed).map(([name, { data, shape }]) => [name, tensor(data, shape)]));

function weights(): Params {
  const made = tensors(fixture.params);
  const params = Object.fromEntries(Object.entries(made).map(([name, x]) => [name, variable(x, name)]));
  dispose(made);
  return params;
}

const { learningRate, beta1, beta2, eps, weightDecay, noDecay, clipNorm } = fixture.settings;
const options = {
  beta1,
  beta2,
  eps,
  weightDecay,
  clipNorm,
  noDecay: (name: string) => noDecay.includes(name),
};

async function largestDifference(params: Params, expected: Record<string, Packed>): Promise<number> {
  let largest = 0;
  for (const [name, { data }] of Object.entries(expected)) {
    (await read(params[name]!)).forEach(
      (value, i) => (largest = Math.max(largest, Math.abs(value - data[i]!))),
    );
  }
  return largest;
}

onEveryBackend('AdamW', () => {
  it('makes the ten steps that PyTorch makes', async () => {
    const params = weights();
    const optimiser = new AdamW(params, options);
    for (const step of fixture.steps) {
      const grads = tensors(step.gradients);
      const norm = optimiser.step(grads, learningRate);
      expect((await read(norm))[0]).toBeCloseTo(step.gradNorm, 5);
      // float32 against float64: ten steps of size 0.01, each right to a few 1e-7 of it and of the weight
      expect(await largestDifference(params, step.params)).toBeLessThan(2e-6);
      dispose([norm, grads]);
    }
    optimiser.dispose();
    dispose(params);
  });

  it('goes on from a saved state as if it had never stopped', async () => {
    const run = async (interrupt: boolean) => {
      const params = weights();
      let optimiser = new AdamW(params, options);
      for (const [i, step] of fixture.steps.entries()) {
        if (interrupt && i === 5) {
          const state = structuredClone(await optimiser.state());
          optimiser.dispose();
          optimiser = new AdamW(params, options);
          optimiser.restore(state);
        }
        optimiser.step(tensors(step.gradients), learningRate);
      }
      return read(params['matrix']!);
    };
    expect(await run(true)).toEqual(await run(false));
  });

  it('keeps the number of live tensors between step 2 and step 50, and frees all at the end', async () => {
    const start = memory().numTensors;
    const params = weights();
    const optimiser = new AdamW(params, options);
    const counts: number[] = [];
    for (let i = 1; i <= 50; i++) {
      const grads = tensors(fixture.steps[0]!.gradients);
      dispose([optimiser.step(grads, learningRate), grads]);
      counts.push(memory().numTensors);
    }
    expect(counts[49]).toBe(counts[1]);
    optimiser.dispose();
    dispose(params);
    expect(memory().numTensors).toBe(start);
  });

  it('leaves weights without a gradient alone, and those that are not trainable', async () => {
    const params: Params = { ...weights(), frozen: variable(tensor([1, 2], [2]), 'frozen', false) };
    const optimiser = new AdamW(params, options);
    const before = await read(params['gain']!);
    optimiser.step({ matrix: tensor(fixture.params.matrix.data, [3, 4]) }, learningRate);
    expect(await read(params['gain']!)).toEqual(before);
    expect(() => optimiser.step({ frozen: tensor([1, 1], [2]) }, learningRate)).toThrow(/frozen/);
  });
});

describe('AdamW', () => {
  it('refuses gradients and checkpoints of another shape', () => {
    const optimiser = new AdamW(weights(), options);
    expect(() => optimiser.step({ matrix: tensor([1, 2], [2]) }, 1)).toThrow(
      expect.objectContaining({ code: 'shape' }),
    );
    const state = { step: 1, m: { matrix: new Float32Array(3) }, v: {} };
    expect(() => optimiser.restore(state)).toThrow(expect.objectContaining({ code: 'shape' }));
  });
});
