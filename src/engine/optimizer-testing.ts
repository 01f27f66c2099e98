// For the tests of optimisers: PyTorch's steps as weights and gradients, and what every optimiser must do with them. Not part of
// the page.

import { expect, it } from 'vitest';
import type { Optimizer } from './optimizer';
import { dispose, memory, type Params, read, tensor, variable } from './tensor';

export type Packed = { shape: number[]; data: number[] };

interface Fixture {
  settings: { learningRate: number };
  params: Record<string, Packed>;
  steps: { gradients: Record<string, Packed>; gradNorm: number; params: Record<string, Packed> }[];
}

export const tensorsOf = (packed: Record<string, Packed>) =>
  Object.fromEntries(Object.entries(packed).map(([name, { data, shape }]) => [name, tensor(data, shape)]));

/** Variables with these numbers. */
export function paramsOf(packed: Record<string, Packed>): Params {
  const made = tensorsOf(packed);
  const params = Object.fromEntries(Object.entries(made).map(([name, x]) => [name, variable(x, name)]));
  dispose(made);
  return params;
}

/** Tests. @param tolerance of a weight after ten steps. */
export function itStepsAsPyTorch(
  fixture: Fixture,
  make: (params: Params) => Optimizer,
  tolerance: number,
): void {
  const { learningRate } = fixture.settings;
  const weights = () => paramsOf(fixture.params);

  it('makes the ten steps that PyTorch makes', async () => {
    const params = weights();
    const optimiser = make(params);
    for (const step of fixture.steps) {
      const grads = tensorsOf(step.gradients);
      const norm = optimiser.step(grads, learningRate);
      expect((await read(norm))[0]).toBeCloseTo(step.gradNorm, 5);
      for (const [name, { data }] of Object.entries(step.params))
        (await read(params[name]!)).forEach((w, i) => expect(Math.abs(w - data[i]!)).toBeLessThan(tolerance));
      dispose([norm, grads]);
    }
    optimiser.dispose();
    dispose(params);
  });

  it('goes on from a saved state as if it had never stopped', async () => {
    const run = async (interrupt: boolean) => {
      const params = weights();
      let optimiser = make(params);
      for (const [i, step] of fixture.steps.entries()) {
        if (interrupt && i === 5) {
          const state = structuredClone(await optimiser.state());
          optimiser.dispose();
          optimiser = make(params);
          optimiser.restore(state);
        }
        optimiser.step(tensorsOf(step.gradients), learningRate);
      }
      return Promise.all(Object.values(params).map((x) => read(x)));
    };
    expect(await run(true)).toEqual(await run(false));
  });

  it('keeps the number of live tensors between step 2 and step 50, and frees all at the end', async () => {
    const start = memory().numTensors;
    const params = weights();
    const optimiser = make(params);
    const counts: number[] = [];
    for (let i = 1; i <= 50; i++) {
      const grads = tensorsOf(fixture.steps[0]!.gradients);
      dispose([optimiser.step(grads, learningRate), grads]);
      counts.push(memory().numTensors);
    }
    expect(counts[49]).toBe(counts[1]);
    optimiser.dispose();
    dispose(params);
    expect(memory().numTensors).toBe(start);
  });
}
