// What forward passes hand out, against the float64 twins: values, gradients of a loss on taps, the same logits with and without,
// nothing left behind.

import { beforeAll, describe, expect, it } from 'vitest';
import { valueAndGradients } from '../engine/gradients';
import { linear } from '../engine/ops/linear';
import { add, reshape } from '../engine/ops/shape-ops';
import { grid, slope } from '../engine/reference';
import { dispose, memory, read, tensor, tidy, type Tensor } from '../engine/tensor';
import { onEveryBackend, useBackend } from '../engine/testing';
import { createRng } from '../lib/rng';
import { encoderShapes, type EncoderConfig } from './encoder';
import { mlpShapes } from './mlp';
import { encoderModel, mlpModel, transformerModel, type Model } from './model';
import { type Forwarded, tidyTaps, type Taps, type Want } from './taps';
import { type TransformerConfig, weightShapes } from './transformer-config';
import { drawnWeights, mlpTwin, transformerTwin, type TwinForward, type TwinWeights } from './twin';

const decoder: TransformerConfig = {
  model_type: 'llama',
  vocab_size: 7,
  hidden_size: 8,
  intermediate_size: 6,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  max_position_embeddings: 6,
  rms_norm_eps: 1e-5,
  rope_theta: 10_000,
  tie_word_embeddings: true,
  key_smearing: true,
  embedding_smearing: true,
};
const encoder: EncoderConfig = { ...decoder, classes: 3, pad_token_id: 0 };
const [B, T] = [2, 5];
const ids = Int32Array.from([1, 2, 3, 4, 5, 6, 0, 2, 0, 0]);
const numbers = Float32Array.from({ length: 12 }, (_, i) => Math.sin(3 * i)); // [6, 2]

const stored = (w: TwinWeights) =>
  Object.fromEntries(
    Object.entries(w).map(([name, { shape, data }]) => [
      name,
      { shape: [...shape], data: Float32Array.from(data) },
    ]),
  );

interface Case {
  weights: TwinWeights;
  create(): Model;
  inputs(): Tensor;
  twin(): Partial<TwinForward> & Pick<TwinForward, 'logits' | 'hidden'>;
  /** Everything that there is. */
  all: Want;
  /** Some, and a loss on them. */
  some: Want;
}

function transformerCase(kind: 'decoder' | 'encoder'): Case {
  const config = kind === 'encoder' ? encoder : decoder;
  const shapes = kind === 'encoder' ? encoderShapes(encoder) : weightShapes(decoder);
  const weights = drawnWeights(shapes, 9);
  return {
    weights,
    create: () =>
      kind === 'encoder'
        ? encoderModel(encoder, stored(weights))
        : transformerModel(decoder, stored(weights)),
    inputs: () => tensor(ids, [B, T]),
    twin: () => transformerTwin(weights, config, ids, B),
    all: { hidden: [0, 1, 2], attention: [0, 1], relations: [0, 1] },
    some: { hidden: [0, 2], attention: [1], relations: [0] },
  };
}

function mlpCase(): Case {
  const weights = drawnWeights(mlpShapes([2, 5, 4, 3]), 4);
  return {
    weights,
    create: () => mlpModel(stored(weights)),
    inputs: () => tensor(numbers, [6, 2]),
    twin: () => mlpTwin(weights, grid([6, 2], numbers)),
    all: { hidden: [0, 1, 2] },
    some: { hidden: [1, 2] },
  };
}

const CASES = [
  ['decoder', transformerCase('decoder')],
  ['encoder', transformerCase('encoder')],
  ['MLP', mlpCase()],
] as const;

/** Every tap under a name of its own. */
function listed<X>(taps: {
  hidden?: Iterable<readonly [number, X]>;
  attention?: Iterable<readonly [number, X]>;
  relations?: Iterable<readonly [number, { query: X; key: X; value: X }]>;
}): Record<string, X> {
  const found: Record<string, X> = {};
  for (const [l, x] of taps.hidden ?? []) found[`hidden ${l}`] = x;
  for (const [n, x] of taps.attention ?? []) found[`attention ${n}`] = x;
  for (const [n, of] of taps.relations ?? [])
    for (const [name, x] of Object.entries(of)) found[`${name} ${n}`] = x;
  return found;
}

/** Those of the twin that are wanted. */
function twinTaps({ twin }: Case, { hidden = [], attention = [], relations = [] }: Want) {
  const forward = twin();
  return listed({
    hidden: hidden.map((l) => [l, forward.hidden[l]!] as const),
    attention: attention.map((n) => [n, forward.attention![n]!] as const),
    relations: relations.map((n) => [n, forward.relations![n]!] as const),
  });
}

/** Random numbers that belong to a tap: a loss is the sum of their products with it. */
function shares(name: string, length: number): Float32Array {
  const rng = createRng(name.length * 31 + name.charCodeAt(name.length - 1));
  return Float32Array.from({ length }, () => rng.normal());
}

function lossOn(taps: Taps): Tensor {
  return Object.entries(listed(taps))
    .map(([name, x]) => linear(reshape(x, [1, -1]), tensor(shares(name, x.size), [1, x.size])))
    .reduce((a, b) => add(a, b));
}

onEveryBackend('taps', () => {
  it.each(CASES)('equal the float64 twin: %s', async (_name, made) => {
    const model = made.create();
    const got = tidy(() => listed(model.forward(made.inputs(), { want: made.all })));
    const expected = twinTaps(made, made.all);
    expect(Object.keys(got)).toEqual(Object.keys(expected));
    // float32 through two layers, numbers of order 1 to 10
    for (const [name, values] of Object.entries(expected)) {
      const found = await read(got[name]!);
      expect(found.length, name).toBe(values.length);
      values.forEach((value, i) =>
        expect(Math.abs(found[i]! - value), name).toBeLessThan(2e-5 * (1 + Math.abs(value))),
      );
    }
    dispose([got, model.params]);
  });

  it.each(CASES)(
    'give gradients to every weight before them, by finite differences, and keep nothing: %s',
    async (_name, made) => {
      const model = made.create();
      const inputs = made.inputs();
      const step = () =>
        tidy(() => {
          const { loss, grads } = valueAndGradients(
            () => ({ loss: reshape(lossOn(model.forward(inputs, { want: made.some })), []) }),
            model.params,
          );
          return { loss, grads };
        });
      const { loss, grads } = step();
      const before = memory().numTensors; // with the rotary tables, which stay
      dispose(step());
      expect(memory().numTensors).toBe(before);
      const lossTwin = () =>
        Object.entries(twinTaps(made, made.some)).reduce((total, [name, values]) => {
          const r = shares(name, values.length);
          return total + values.reduce((sum, value, i) => sum + r[i]! * value, 0);
        }, 0);
      // sums of some hundred float32 terms of order 1
      const near = (got: number, expected: number, what: string) =>
        expect(Math.abs(got - expected), what).toBeLessThan(5e-5 * (1 + Math.abs(expected)));
      near((await read(loss))[0]!, lossTwin(), 'loss');
      expect(Object.keys(grads).length).toBeGreaterThan(3);
      for (const [name, { data }] of Object.entries(made.weights)) {
        const expected = slope(lossTwin, data);
        const got = grads[name] ? await read(grads[name]) : new Float32Array(data.length);
        expected.forEach((value, i) => near(got[i]!, value, name));
      }
      dispose([inputs, loss, grads, model.params]);
    },
  );

  it.each(CASES)('leave the logits as they are, bit for bit, and nothing behind: %s', async (_name, made) => {
    const model = made.create();
    const logits = async (want?: Want) => {
      const x = tidy(() => model.forward(made.inputs(), { want }).logits);
      const values = [...(await read(x))];
      x.dispose();
      return values;
    };
    const plain = await logits();
    const before = memory().numTensors; // with the rotary tables, which stay
    expect(await logits(made.all)).toEqual(plain);
    expect(await logits(made.some)).toEqual(plain);
    expect(memory().numTensors).toBe(before);
    dispose(model.params);
  });

  it.each(CASES)('are all that tidyTaps leaves of a forward pass: %s', async (_name, made) => {
    const model = made.create();
    const inputs = made.inputs();
    const pass = () => tidyTaps(() => model.forward(inputs, { want: made.all }));
    /** But for the inputs: hidden state 0 of an MLP is they. */
    const tensorsOf = (forwarded: Forwarded) =>
      [forwarded.logits, forwarded.present ?? [], ...Object.values(listed(forwarded))]
        .flat()
        .filter((x) => x !== inputs);
    dispose(tensorsOf(pass())); // makes the rotary tables, which stay
    const before = memory().numTensors;
    const tensors = tensorsOf(pass());
    expect(memory().numTensors).toBe(before + tensors.length);
    expect(tensors.filter((x) => x.isDisposed)).toEqual([]);
    dispose(tensors);
    dispose(inputs);
    dispose(model.params);
  });

  it.each(CASES)('are not there unasked: %s', (_name, made) => {
    const model = made.create();
    tidy(() => {
      expect(Object.keys(model.forward(made.inputs()))).toEqual(['logits']);
      const { hidden, ...rest } = model.forward(made.inputs(), { want: { hidden: [1] } });
      // where words stand is part of what an encoder's states say
      expect(Object.keys(rest)).toEqual(model.shape.kind === 'encoder' ? ['logits', 'present'] : ['logits']);
      expect([...hidden!.keys()]).toEqual([1]);
      expect(hidden!.get(1)!.shape.at(-1)).toBe(model.shape.widths[1]);
    });
    dispose(model.params);
  });
});

describe('a layer that does not exist', () => {
  beforeAll(() => useBackend('cpu'));

  it.each([
    [CASES[0][1], { hidden: [3] }, /decoder, 2 layers.*no hidden state 3.*0 to 2/],
    [CASES[0][1], { attention: [2] }, /no attention map 2.*0 to 1/],
    [CASES[1][1], { relations: [-1] }, /no queries, keys and values -1/],
    [CASES[1][1], { hidden: [0.5] }, /no hidden state 0.5/],
    [CASES[2][1], { attention: [0] }, /mlp.*nothing in it attends/],
    [CASES[2][1], { relations: [0] }, /mlp.*nothing in it attends/],
  ] as const)('is refused with what there is instead (%#)', (made, want, message) => {
    const model = made.create();
    const inputs = made.inputs();
    expect(() => model.forward(inputs, { want })).toThrow(
      expect.objectContaining({ code: 'config-invalid', message: expect.stringMatching(message) }),
    );
    dispose([inputs, model.params]);
  });
});
