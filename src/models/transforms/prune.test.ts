import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KernelMemory } from '../../engine/kernel-memory';
import { gateProbe } from '../../engine/gate-probe';
import { dispose, memory, read, tensor, tidy } from '../../engine/tensor';
import { onEveryBackend } from '../../engine/testing';
import { grid } from '../../engine/reference';
import { upTo } from '../../lib/up-to';
import { type Network, networkOf } from '../bundle';
import { encoderShapes, type EncoderConfig } from '../encoder';
import { shapesOf } from '../network-shapes';
import { plainDecoder } from '../plain-decoder';
import type { StoredTensor } from '../safetensors';
import { type TransformerConfig, weightShapes } from '../transformer-config';
import { drawnWeights, mlpTwin, transformerTwin, type TwinWeights } from '../twin';
import { wasmDecoder } from '../wasm-decoder';
import { toParams } from '../weights';
import { partsOf, prune, zeroSmallest } from './prune';
import { quantiseWeights } from './quantise';

const config: TransformerConfig = {
  model_type: 'llama',
  vocab_size: 11,
  hidden_size: 16,
  intermediate_size: 24,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  max_position_embeddings: 12,
  rms_norm_eps: 1e-5,
  rope_theta: 10_000,
  tie_word_embeddings: true,
  key_smearing: true,
  embedding_smearing: true,
};
const decoder: Network = { kind: 'decoder', config };
const encoderConfig: EncoderConfig = { ...config, classes: 3, pad_token_id: 0 };
const encoder: Network = { kind: 'encoder', config: encoderConfig };
const mlp: Network = { kind: 'mlp', config: { widths: [3, 10, 6, 4] } };

const ids = Int32Array.of(1, 4, 2, 9, 3, 5, 7, 10);

const stored = (w: TwinWeights): Record<string, StoredTensor> =>
  Object.fromEntries(
    Object.entries(w).map(([name, { shape, data }]) => [name, { shape, data: Float32Array.from(data) }]),
  );

/** Importance that falls in the order of these units, the same in all layers. */
const inOrder = (network: Network, heads: readonly number[], hidden: readonly number[]) =>
  new Map(
    partsOf(network).map(({ kind, units, reads }) => {
      const order = kind === 'heads' ? heads : hidden;
      return [reads.name, upTo(units).map((unit) => (order.includes(unit) ? -order.indexOf(unit) : -units))];
    }),
  );

/** The whole network, the units that are cut away silenced: the columns that read them are zero. */
function silenced(
  network: Network,
  w: TwinWeights,
  cut: { heads: Set<number>; hidden: Set<number> },
): TwinWeights {
  const quiet = { ...w };
  for (const { kind, units, reads } of partsOf(network)) {
    const { shape, data } = w[reads.name]!;
    const columns = units * reads.width;
    quiet[reads.name] = grid(
      shape,
      data.map((x, i) => (cut[kind].has(Math.floor((i % columns) / reads.width)) ? 0 : x)),
    );
  }
  return quiet;
}

const close = (actual: ArrayLike<number>, expected: ArrayLike<number>): void => {
  expect(actual.length).toBe(expected.length);
  // float32 against float64: values of order 10, and a few thousand additions on the way
  expect(Math.max(...Array.from(expected, (x, i) => Math.abs(x - actual[i]!)))).toBeLessThan(2e-4);
};

onEveryBackend('prune', () => {
  const hidden = [3, 20, 0, 7, 8, 9, 21, 1]; // the first eight of these stay
  const cutHidden = new Set(upTo(24).filter((unit) => !hidden.includes(unit)));

  it('makes a decoder smaller that answers as the whole one does with those units silenced', async () => {
    const w = drawnWeights(weightShapes(config), 3);
    const pruned = prune(
      { network: decoder, weights: stored(w) },
      { heads: 0.5, hidden: 2 / 3 },
      inOrder(decoder, [2, 1], hidden),
    );
    expect(pruned.network.config).toEqual({
      ...config,
      num_attention_heads: 2,
      head_dim: 4,
      intermediate_size: 8,
    });
    for (const [name, shape] of shapesOf(pruned.network)) expect(pruned.weights[name]!.shape).toEqual(shape);
    const quiet = silenced(decoder, w, { heads: new Set([0, 3]), hidden: cutHidden });
    const { logits } = transformerTwin(quiet, config, ids, 1);
    const model = networkOf(pruned);
    const out = tidy(() => model.forward(tensor(ids, [1, ids.length])).logits);
    close(await read(out), logits);
    dispose([out, model.params]);

    const smaller = pruned.network.config as TransformerConfig;
    const last = logits.slice(-config.vocab_size);
    const kernels = wasmDecoder(await KernelMemory.start(), smaller, pruned.weights, 1);
    close(kernels.feed([{ slot: 0, ids: [...ids] }])[0]!, last);
    close(plainDecoder(smaller, pruned.weights, 1).feed([{ slot: 0, ids: [...ids] }])[0]!, last);
    const whole = quantiseWeights(pruned.weights, 8);
    const few = wasmDecoder(await KernelMemory.start(), smaller, whole, 1);
    const [ours] = few.feed([{ slot: 0, ids: [...ids] }]);
    const [theirs] = plainDecoder(smaller, whole, 1).feed([{ slot: 0, ids: [...ids] }]);
    // the kernels round activations to 16 bits: logits of order 10
    expect(Math.max(...theirs!.map((x, i) => Math.abs(x - ours![i]!)))).toBeLessThan(0.02);
  });

  it('does the same to a classifier and to an MLP', async () => {
    const w = drawnWeights(encoderShapes(encoderConfig), 4);
    const pruned = prune(
      { network: encoder, weights: stored(w) },
      { heads: 0.25, hidden: 2 / 3 },
      inOrder(encoder, [3, 0, 2], hidden),
    );
    const model = networkOf(pruned);
    const out = tidy(() => model.forward(tensor(ids, [2, 4])).logits);
    const quiet = silenced(encoder, w, { heads: new Set([1]), hidden: cutHidden });
    close(await read(out), transformerTwin(quiet, encoderConfig, ids, 2).logits);
    dispose([out, model.params]);

    const numbers = drawnWeights(shapesOf(mlp), 5);
    const x = grid([2, 3], Float32Array.of(0.5, -1, 2, 1, 0.25, -0.75));
    const small = prune(
      { network: mlp, weights: stored(numbers) },
      { heads: 0, hidden: 0.5 },
      inOrder(mlp, [], [5, 1, 0, 4, 3]),
    );
    expect(small.network).toEqual({ kind: 'mlp', config: { widths: [3, 5, 3, 4] } });
    const few = networkOf(small);
    const said = tidy(() => few.forward(tensor(Float32Array.from(x.data), [2, 3])).logits);
    const [first, second] = [new Set([2, 6, 7, 8, 9]), new Set([2, 3, 4])];
    const cut = { ...numbers };
    for (const [name, gone, width] of [
      ['layers.1.weight', first, 10],
      ['layers.2.weight', second, 6],
    ] as const)
      cut[name] = grid(
        cut[name]!.shape,
        cut[name]!.data.map((value, i) => (gone.has(i % width) ? 0 : value)),
      );
    close(await read(said), mlpTwin(cut, x).logits);
    dispose([said, few.params]);
  });
});

onEveryBackend('gateProbe', () => {
  it('sums the squared gradients of gates on the units, by finite differences', async () => {
    const w = drawnWeights(shapesOf(mlp), 7);
    const { units, reads } = partsOf(mlp)[1]!;
    const x = grid([1, 3], Float32Array.of(0.3, -0.8, 1.1));
    const { data, shape } = w[reads.name]!;
    const loss = (weights: Float64Array): number =>
      mlpTwin({ ...w, [reads.name]: grid(shape, weights) }, x).logits.reduce(
        (sum, y, k) => sum + (k + 1) * y * y,
        0,
      );
    const step = 1e-5;
    const slope = (change: (sign: number) => Float64Array) =>
      (loss(change(1)) - loss(change(-1))) / (2 * step);
    const gradient = data.map((_, at) =>
      slope((sign) => data.map((x, i) => x + (i === at ? sign * step : 0))),
    );
    const before = memory().numTensors;
    const params = toParams(stored(w));
    const probe = gateProbe(params, [{ ...reads, units }]);
    const grads = { [reads.name]: tensor(Float32Array.from(gradient), shape) };
    for (let n = 0; n < 2; n++) probe.step(grads, 1).dispose();
    const sums = (await probe.importance()).get(reads.name)!;
    for (const [unit, sum] of sums.entries()) {
      const gate = slope((sign) => data.map((x, i) => x * (i % units === unit ? 1 + sign * step : 1)));
      expect(Math.abs(sum - 2 * gate ** 2)).toBeLessThan(1e-3 * Math.max(1, gate ** 2)); // float32
    }
    expect(await read(params[reads.name]!)).toEqual(Float32Array.from(data));
    probe.dispose();
    dispose([...Object.values(grads), ...Object.values(params)]);
    expect(memory().numTensors).toBe(before);
  });
});

describe('zeroSmallest', () => {
  it('zeroes the share of smallest numbers of each matrix, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 40 }),
        fc.double({ min: 0, max: 0.95, noNaN: true }),
        (numbers, share) => {
          const data = Float32Array.from(numbers);
          const norm = { shape: [data.length], data };
          const made = zeroSmallest({ w: { shape: [1, data.length], data }, norm }, share);
          expect(made['norm']!.data).toEqual(data);
          const cut = Math.round(share * data.length);
          const sizes = [...data].map(Math.abs).sort((a, b) => a - b);
          const kept = [...made['w']!.data];
          expect(kept.map(Math.abs).sort((a, b) => a - b)).toEqual(
            sizes.map((size, i) => (i < cut ? 0 : size)),
          );
          expect(kept.every((x, i) => x === 0 || x === data[i])).toBe(true);
        },
      ),
    );
  });
});
