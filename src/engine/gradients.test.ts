// Values and gradients of a whole small model: ownership of what comes back, and a check against finite differences.

import { expect, it } from 'vitest';
import { createRng } from '../lib/rng';
import { valueAndGradients } from './gradients';
import { attention } from './ops/attention';
import { distillationLoss } from './ops/distillation-loss';
import { embedding } from './ops/embedding';
import { smearEmbedding } from './ops/embedding-smear';
import { linear } from './ops/linear';
import { rmsNorm } from './ops/rms-norm';
import { add, reshape } from './ops/shape-ops';
import { swiglu } from './ops/swiglu';
import { AdamW } from './adamw';
import { dispose, keep, memory, type Params, read, tensor, type Tensor, tidy, variable } from './tensor';
import { onEveryBackend } from './testing';

const [B, T, D, F, V, H] = [2, 4, 4, 6, 5, 2];
const shapes = {
  embed: [V, D],
  mix: [D],
  gain: [D],
  q: [D, D],
  k: [D, D],
  v: [D, D],
  smear: [H],
  gate: [F, D],
  up: [F, D],
  down: [D, F],
};

function weights(): Params {
  const rng = createRng(3);
  return tidy(() =>
    Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => {
        const size = shape.reduce((product, n) => product * n, 1);
        return [
          name,
          variable(
            tensor(
              Float32Array.from({ length: size }, () => 0.7 * rng.normal()),
              shape,
            ),
            name,
          ),
        ];
      }),
    ),
  );
}

/** One block and the tied head; every op with a gradient is in it. */
function loss(p: Params) {
  const rng = createRng(4);
  const ints = (n: number, below: number, shape: number[]) =>
    tensor(
      Int32Array.from({ length: n }, () => rng.int(below)),
      shape,
    );
  const ids = ints(B * T, V, [B, T]);
  let x = smearEmbedding(embedding(ids, p['embed']!), p['mix']!); // [B, T, D]
  const n = rmsNorm(x, p['gain']!, 1e-5);
  const [q, k, v] = ['q', 'k', 'v'].map((name) => linear(n, p[name]!));
  x = add(x, attention(q!, k!, v!, { heads: H, causal: true, ropeTheta: 10_000, keySmear: p['smear']! }));
  x = add(x, linear(swiglu(linear(x, p['gate']!), linear(x, p['up']!)), p['down']!));
  const studentLogits = reshape(linear(x, p['embed']!), [B * T, V]); // [N, V]
  const teacherLogits = tensor(
    Float32Array.from({ length: B * T * V }, () => rng.normal()),
    [B * T, V],
  );
  const [labels, hardMask, softMask] = [
    ints(B * T, V, [B * T]),
    ints(B * T, 2, [B * T]),
    ints(B * T, 2, [B * T]),
  ];
  return distillationLoss({
    studentLogits,
    teacherLogits,
    labels: labels!,
    hardMask: hardMask!,
    softMask: softMask!,
    temperature: 2,
    lambda: 0.5,
  });
}

onEveryBackend('valueAndGradients', () => {
  it('gives the slope of the loss in a random direction, for each weight', async () => {
    const params = weights();
    const rng = createRng(5);
    const { grads } = tidy(() => ({ grads: valueAndGradients(() => loss(params), params).grads }));
    for (const [name, weight] of Object.entries(params)) {
      const start = Float32Array.from(await read(weight));
      const direction = start.map(() => rng.normal());
      const step = 5e-3;
      const at = async (sign: number) => {
        tidy(() =>
          weight.assign(
            tensor(
              start.map((w, i) => w + sign * step * direction[i]!),
              weight.shape,
            ),
          ),
        );
        return (await read(tidy(() => loss(params).loss)))[0]!;
      };
      const measured = ((await at(1)) - (await at(-1))) / (2 * step);
      tidy(() => weight.assign(tensor(start, weight.shape)));
      const predicted = Float32Array.from(await read(grads[name]!)).reduce(
        (total, g, i) => total + g * direction[i]!,
        0,
      );
      // float32 losses of order 1, 2·10⁻² apart: rounding 1e-5, curvature of order step²
      expect(Math.abs(measured - predicted), name).toBeLessThan(2e-3 * (1 + Math.abs(measured)));
    }
  });

  it('hands everything to the tidy around it, and keeps nothing', async () => {
    const params = weights();
    const step = () => tidy(() => void valueAndGradients(() => loss(params), params));
    step(); // makes the constants
    const before = memory().numTensors;
    step();
    expect(memory().numTensors).toBe(before);
    const { loss: value, extras, grads } = valueAndGradients(() => loss(params), params);
    const [total, ce, kl] = await Promise.all(
      [value, extras.ce, extras.soft].map(async (x) => (await read(x))[0]!),
    );
    expect(total).toBeCloseTo(0.5 * ce! + 0.5 * kl!, 6);
    dispose([value, grads, Object.values(extras)]);
    expect(memory().numTensors).toBe(before);
  });

  it('keeps nothing where the loss throws, or depends on no weight', () => {
    const params = weights();
    const broken = () => {
      loss(params);
      throw new Error('broken');
    };
    const apart = () => ({ loss: tensor([1], []), extra: tensor([2], []) });
    const attempt = (f: () => { loss: Tensor }) => () => tidy(() => void valueAndGradients(f, params));
    attempt(() => loss(params))(); // makes the constants
    const before = memory().numTensors;
    expect(attempt(broken)).toThrow('broken');
    expect(memory().numTensors).toBe(before);
    expect(attempt(apart)).toThrow();
    expect(memory().numTensors).toBe(before);
    attempt(() => loss(params))(); // and the next one is none the worse
    expect(memory().numTensors).toBe(before);
    dispose(params);
  });

  it('holds the number of live tensors of a training loop between step 2 and step 50', () => {
    const params = weights();
    const optimiser = new AdamW(params, { clipNorm: 1 });
    const counts: number[] = [];
    for (let i = 0; i < 50; i++) {
      tidy(() => void optimiser.step(valueAndGradients(() => loss(params), params).grads, 1e-3));
      counts.push(memory().numTensors);
    }
    expect(counts[49]).toBe(counts[1]);
  });

  it('overfits one batch', async () => {
    const params = weights();
    const optimiser = new AdamW(params, { weightDecay: 0 });
    const onlyHard = () => tidy(() => keep(loss(params).ce));
    const start = (await read(onlyHard()))[0]!;
    for (let i = 0; i < 150; i++) {
      tidy(() => {
        const { grads } = valueAndGradients(() => ({ loss: loss(params).loss }), params);
        optimiser.step(grads, 2e-2);
      });
    }
    expect((await read(onlyHard()))[0]!).toBeLessThan(0.5 * start);
  });

  it('leaves out weights without a part in the loss, and refuses a model without weights', () => {
    const params = { ...weights(), idle: variable(tensor([1], [1]), 'idle') };
    const { grads } = valueAndGradients(() => loss(params), params);
    expect(Object.keys(grads).sort()).toEqual(Object.keys(shapes).sort());
    expect(() => valueAndGradients(() => loss(params), {})).toThrow(/trainable/);
  });
});
