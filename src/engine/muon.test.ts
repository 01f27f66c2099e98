// Muon against PyTorch (fixtures/muon.json, ten steps with clipping, float64) and a float64 twin at sizes that cross the kernels'
// tiles, its state, and what it leaves in memory; that it refuses a spoiled step.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../lib/rng';
import fixture from './fixtures/muon.json';
import { Muon, type MuonOptions } from './muon';
import { itStepsAsPyTorch, type Packed, paramsOf, tensorsOf } from './optimizer-testing';
import { dispose, read, tensor } from './tensor';
import { onEveryBackend } from './testing';

const weights = () => paramsOf(fixture.params);

const { learningRate, momentum, weightDecay, clipNorm } = fixture.settings;
const options: MuonOptions = { matrices: () => true, momentum, weightDecay, clipNorm };

type Matrix = number[][];
const times = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, x, k) => sum + x * b[k]![j]!, 0)));
const transposed = (a: Matrix): Matrix => a[0]!.map((_, j) => a.map((row) => row[j]!));
const combined = (p: number, a: Matrix, q: number, b: Matrix): Matrix =>
  a.map((row, i) => row.map((x, j) => p * x + q * b[i]![j]!));

/** Five steps, from the formula, in float64. */
function orthogonal(u: Matrix): Matrix {
  const size = Math.hypot(...u.flat()) + 1e-7;
  let x = u.map((row) => row.map((value) => value / size));
  for (let step = 0; step < 5; step++) {
    const gram = times(x, transposed(x)); // the same from the left for tall matrices: X·f(XᵀX) = f(XXᵀ)·X
    x = combined(3.4445, x, 1, times(combined(-4.775, gram, 2.0315, times(gram, gram)), x));
  }
  return x;
}

const someModel = fc.record({
  shapes: fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 })), {
    minLength: 1,
    maxLength: 5,
  }),
  clipNorm: fc.constantFrom(Infinity, 1),
  weightDecay: fc.constantFrom(0, 0.1),
  /** Of the gradients. */
  scale: fc.constantFrom(1e-3, 1, 1e3),
  seed: fc.nat(),
});

onEveryBackend('Muon', () => {
  // float32 against float64: ten updates of at most 0.01, each right to some 1e-5 of it after five products
  itStepsAsPyTorch(fixture, (params) => new Muon(params, options), 3e-6);

  it('follows the formula for matrices of any size, and leaves other weights to AdamW', async () => {
    await fc.assert(
      fc.asyncProperty(someModel, async ({ shapes, scale, seed, ...chosen }) => {
        const rng = createRng(seed);
        const drawn = (of: number) =>
          shapes.map(([r, c]) =>
            Array.from({ length: r }, () => Array.from({ length: c }, () => of * rng.normal())),
          );
        let expected: Matrix[] = drawn(1);
        const start = Object.fromEntries(
          expected.map((w, i): [string, Packed] => [`w${i}`, { shape: shapes[i]!, data: w.flat() }]),
        );
        const params = paramsOf({ ...start, gain: { shape: [3], data: [1, 2, 3] } });
        const optimiser = new Muon(params, { ...chosen, matrices: (name) => name.startsWith('w') });
        let momenta = expected.map((w) => combined(0, w, 0, w));
        for (let step = 0; step < 2; step++) {
          const gradients = drawn(scale);
          const norm = Math.hypot(...gradients.flat(2), scale);
          const shrink = Math.min(1, chosen.clipNorm / (norm + 1e-6));
          const grads = tensorsOf({
            ...Object.fromEntries(
              gradients.map((g, i): [string, Packed] => [`w${i}`, { shape: shapes[i]!, data: g.flat() }]),
            ),
            gain: { shape: [3], data: [scale, 0, 0] },
          });
          dispose([optimiser.step(grads, 0.01), grads]);
          momenta = momenta.map((m, i) => combined(0.95, m, 0.05 * shrink, gradients[i]!));
          expected = expected.map((w, i) => {
            const update = combined(0.05 * shrink, gradients[i]!, 0.95, momenta[i]!);
            const factor = 0.01 * 0.2 * Math.sqrt(Math.max(...shapes[i]!));
            return combined(1 - 0.01 * chosen.weightDecay, w, -factor, orthogonal(update));
          });
        }
        for (const [i, w] of expected.entries()) {
          const got = await read(params[`w${i}`]!);
          // updates of 0.01; small singular values grow 3.4 times a step, and their rounding with them
          w.flat().forEach((value, j) => expect(Math.abs(got[j]! - value)).toBeLessThan(2e-5));
        }
        const gain = await read(params['gain']!);
        // AdamW's first steps are of 0.01, whatever the gradient, if clipping is alike in both
        expect(Math.abs(gain[0]! - (1 - 0.01 * chosen.weightDecay) ** 2 + 0.02)).toBeLessThan(2e-3);
        optimiser.dispose();
        dispose(params);
      }),
      { numRuns: 15 },
    );
  });

  it.each([NaN, Infinity])('changes nothing where a gradient is %s', async (bad) => {
    const params = weights();
    const optimiser = new Muon(params, options);
    const good = tensorsOf(fixture.steps[0]!.gradients);
    dispose([optimiser.step(good, learningRate), good]);
    const all = () => Promise.all(Object.values(params).map(async (x) => Array.from(await read(x))));
    const before = [await all(), await optimiser.state()] as const;
    const { tall, ...others } = fixture.steps[1]!.gradients;
    const spoiled = tensorsOf({ tall: { ...tall, data: [bad, ...tall.data.slice(1)] }, ...others });
    dispose([optimiser.step(spoiled, learningRate), spoiled]);
    expect(await all()).toEqual(before[0]);
    expect({ ...(await optimiser.state()), step: 1 }).toEqual(before[1]);
    optimiser.dispose();
    dispose(params);
  });

  it('leaves a matrix without a gradient and its momentum alone', async () => {
    const params = weights();
    const optimiser = new Muon(params, options);
    const { square: _, ...others } = fixture.steps[0]!.gradients;
    const grads = tensorsOf(others);
    dispose([optimiser.step(grads, learningRate), grads]);
    const kept = await read(params['square']!);
    fixture.params.square.data.forEach((w, i) => expect(kept[i]).toBeCloseTo(w, 6));
    expect((await optimiser.state()).m['square']!.every((m) => m === 0)).toBe(true);
    optimiser.dispose();
    dispose(params);
  });

  it('goes on from a saved state of both kinds of weights', async () => {
    const mixed: MuonOptions = { ...options, matrices: (name) => name !== 'wide' };
    const params = weights();
    const [first, second] = [new Muon(params, mixed), new Muon(params, mixed)];
    const grads = tensorsOf(fixture.steps[0]!.gradients);
    dispose([first.step(grads, learningRate), grads]);
    second.restore(structuredClone(await first.state()));
    expect(await second.state()).toEqual(await first.state());
    expect(Object.keys((await first.state()).v)).toEqual(['wide']);
    first.dispose();
    second.dispose();
    dispose(params);
  });
});

describe('Muon', () => {
  it('refuses gradients and checkpoints of another shape', () => {
    const optimiser = new Muon(weights(), options);
    expect(() => optimiser.step({ tall: tensor([1, 2], [2]) }, 1)).toThrow(
      expect.objectContaining({ code: 'shape' }),
    );
    const state = { step: 1, m: { tall: new Float32Array(3) }, v: {} };
    expect(() => optimiser.restore(state)).toThrow(expect.objectContaining({ code: 'shape' }));
  });
});
