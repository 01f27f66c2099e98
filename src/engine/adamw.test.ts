// AdamW against PyTorch (fixtures/adamw.json, ten steps with clipping) and a float64 twin, its state, and what it leaves in
// memory; that it refuses a spoiled step, and never changes a copy of a weight.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../lib/rng';
import { AdamW, type AdamWOptions } from './adamw';
import fixture from './fixtures/adamw.json';
import { globalNorm } from './optimizer';
import { itStepsAsPyTorch, paramsOf } from './optimizer-testing';
import { reshape } from './ops/shape-ops';
import { dispose, type Params, read, tensor, variable } from './tensor';
import { onEveryBackend } from './testing';

const weights = () => paramsOf(fixture.params);

const { learningRate, beta1, beta2, eps, weightDecay, noDecay, clipNorm } = fixture.settings;
const options = {
  beta1,
  beta2,
  eps,
  weightDecay,
  clipNorm,
  noDecay: (name: string) => noDecay.includes(name),
};

/** The formula in float64, weight by weight. Returns the norm. */
class Twin {
  private readonly moments = new Map<string, { m: Float64Array; v: Float64Array }>();
  private t = 0;
  constructor(
    readonly weights: Record<string, Float64Array>,
    private readonly o: Required<AdamWOptions>,
  ) {}

  step(grads: Record<string, Float32Array>, rate: number): number {
    this.t++;
    const { beta1, beta2, eps, weightDecay, clipNorm } = this.o;
    const norm = Math.hypot(...Object.values(grads).map((g) => Math.hypot(...g)));
    const shrink = Math.min(1, clipNorm / (norm + 1e-6));
    for (const [name, g] of Object.entries(grads)) {
      const w = this.weights[name]!;
      const made = { m: new Float64Array(g.length), v: new Float64Array(g.length) };
      const { m, v } = this.moments.get(name) ?? made;
      this.moments.set(name, { m, v });
      const decay = this.o.noDecay(name) ? 0 : weightDecay;
      g.forEach((raw, i) => {
        const x = raw * shrink;
        m[i] = beta1 * m[i]! + (1 - beta1) * x;
        v[i] = beta2 * v[i]! + (1 - beta2) * x * x;
        const change = m[i]! / (1 - beta1 ** this.t) / (Math.sqrt(v[i]! / (1 - beta2 ** this.t)) + eps);
        w[i] = w[i]! * (1 - rate * decay) - rate * change;
      });
    }
    return norm;
  }
}

const someShape = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 2 });
/** All divisible by four: kernels may take four numbers at a time then. */
const wideShape = fc.integer({ min: 1, max: 20 }).map((n) => [n, 4]);
const someModel = fc.record({
  shapes: fc.oneof(
    fc.array(someShape, { minLength: 1, maxLength: 12 }),
    fc.array(wideShape, { minLength: 1, maxLength: 12 }),
  ),
  clipNorm: fc.constantFrom(Infinity, 1, 1e-3),
  weightDecay: fc.constantFrom(0, 0.1),
  beta1: fc.constantFrom(0, 0.9),
  beta2: fc.constantFrom(0.95, 0.999),
  /** Of the gradients. */
  scale: fc.constantFrom(1e-3, 1, 1e4),
  seed: fc.nat(),
});

const volume = (shape: readonly number[]) => shape.reduce((product, n) => product * n, 1);

function randomModel(shapes: readonly (readonly number[])[], seed: number) {
  const rng = createRng(seed);
  const normal = (scale: number) =>
    Object.fromEntries(
      shapes.map((shape, i) => [
        `w${i}`,
        Float32Array.from({ length: volume(shape) }, () => scale * rng.normal()),
      ]),
    );
  const toTensors = (values: Record<string, Float32Array>) =>
    Object.fromEntries(Object.entries(values).map(([name, x], i) => [name, tensor(x, shapes[i]!)]));
  const start = normal(1);
  const made = toTensors(start);
  const params: Params = Object.fromEntries(
    Object.entries(made).map(([name, x]) => [name, variable(x, name)]),
  );
  dispose(made);
  return { start, params, normal, toTensors };
}

const readAll = async (tensors: Params) =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(tensors).map(async ([name, x]) => [name, Array.from(await read(x))] as const),
    ),
  );

onEveryBackend('AdamW', () => {
  it('follows the formula for any weights', async () => {
    await fc.assert(
      fc.asyncProperty(someModel, async ({ shapes, scale, seed, ...chosen }) => {
        const { start, params, normal, toTensors } = randomModel(shapes, seed);
        const noDecay = (name: string) => name === 'w0';
        const options = { ...chosen, eps: 1e-8, noDecay };
        const optimiser = new AdamW(params, options);
        const doubled = Object.entries(start).map(([name, x]) => [name, Float64Array.from(x)] as const);
        const twin = new Twin(Object.fromEntries(doubled), options);
        for (let i = 0; i < 3; i++) {
          const values = normal(scale);
          // the last weight has a gradient on every other step only
          if (i === 1 && shapes.length > 1) delete values[`w${shapes.length - 1}`];
          const grads = toTensors(values);
          const norm = optimiser.step(grads, 0.01);
          const expected = twin.step(values, 0.01);
          // float32 squares summed by the thousand
          expect(Math.abs((await read(norm))[0]! - expected)).toBeLessThan(1e-5 * expected);
          dispose([norm, grads]);
        }
        for (const [name, weight] of Object.entries(params)) {
          const got = await read(weight);
          // steps of 0.01 to 0.1, right to 1e-5 of it, and weights of up to 5, right to an ulp each step
          twin.weights[name]!.forEach((w, i) => expect(Math.abs(got[i]! - w)).toBeLessThan(4e-6));
        }
        optimiser.dispose();
        dispose(params);
      }),
      { numRuns: 25 },
    );
  });

  it.each([NaN, Infinity, -Infinity])('changes nothing where a gradient is %s', async (bad) => {
    await fc.assert(
      fc.asyncProperty(someModel, async ({ shapes, scale, seed, ...options }) => {
        const { params, normal, toTensors } = randomModel(shapes, seed);
        const optimiser = new AdamW(params, options);
        const good = toTensors(normal(scale));
        dispose([optimiser.step(good, 0.01), good]);
        const before = [await readAll(params), await optimiser.state()] as const;
        const values = normal(scale);
        const last = Object.values(values).at(-1)!;
        last[seed % last.length] = bad;
        const spoiled = toTensors(values);
        const norm = optimiser.step(spoiled, 0.01);
        expect((await read(norm))[0]).not.toSatisfy(Number.isFinite);
        expect(await readAll(params)).toEqual(before[0]);
        expect({ ...(await optimiser.state()), step: 1 }).toEqual(before[1]);
        dispose([norm, spoiled, params]);
        optimiser.dispose();
      }),
      { numRuns: 8 },
    );
  });

  it('never changes what shares its numbers with a weight', async () => {
    const { params, normal, toTensors } = randomModel([[3, 5], [7]], 1);
    const optimiser = new AdamW(params, options);
    const grads = toTensors(normal(1));
    const step = () => dispose(optimiser.step(grads, 0.1));
    step();
    const weight = params['w0']!;
    const before = await readAll(params);
    const clone = weight.clone();
    const view = reshape(weight, [15]);
    const born = variable(weight, 'born of it');
    const state = await Promise.all([optimiser.state(), Promise.resolve().then(step)]).then(
      ([first]) => first,
    );
    step();
    for (const copy of [clone, view, born]) expect(Array.from(await read(copy))).toEqual(before['w0']);
    expect(Array.from(await read(weight))).not.toEqual(before['w0']);
    // the state is that of the moment in which it was asked for
    const twin = randomModel([[3, 5], [7]], 1);
    const again = new AdamW(twin.params, options);
    dispose(again.step(grads, 0.1));
    expect(state).toEqual(await again.state());
  });

  // float32 against float64: ten steps of size 0.01, each right to a few 1e-7 of it and of the weight
  itStepsAsPyTorch(fixture, (params) => new AdamW(params, options), 2e-6);

  it('has a norm of 0 without gradients', async () => {
    expect((await read(globalNorm({})))[0]).toBe(0);
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
