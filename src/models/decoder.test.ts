import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { KernelMemory } from '../engine/kernel-memory';
import fixture from './fixtures/transformer.json';
import { createRng } from '../lib/rng';
import { createDecoder } from './create-decoder';
import type { SimdBuild } from '../engine/kernels/wasm/relaxed';
import { simdBuildsHere } from '../engine/testing';
import { plainDecoder } from './plain-decoder';
import { matVec } from './plain-matrix';
import { floatWeights, type Weights } from './quantised';
import type { StoredTensor } from './safetensors';
import { parseTransformerConfig } from './llama';
import { INTENT_HEAD, weightShapes, type TransformerConfig } from './transformer-config';
import { quantiseWeights } from './transforms/quantise';
import { wasmDecoder } from './wasm-decoder';

const config: TransformerConfig = {
  model_type: 'llama',
  vocab_size: 13,
  hidden_size: 16,
  intermediate_size: 22,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  max_position_embeddings: 12,
  rms_norm_eps: 1e-5,
  rope_theta: 10_000,
  tie_word_embeddings: true,
  key_smearing: true,
  embedding_smearing: true,
};

function randomWeights(of: TransformerConfig, seed = 5): Record<string, StoredTensor> {
  const rng = createRng(seed);
  const weights: Record<string, StoredTensor> = {};
  for (const [name, shape] of weightShapes(of)) {
    const length = shape.reduce((a, b) => a * b);
    const around = name.includes('norm') ? 1 : 0;
    weights[name] = { shape, data: Float32Array.from({ length }, () => around + 0.4 * rng.normal()) };
  }
  return weights;
}

type Matrix = number[][];

/** The same network over the whole sequence at once, in float64, written from the formulas: the oracle. */
function twin(
  c: TransformerConfig,
  weights: Record<string, StoredTensor>,
  ids: number[],
  head = 'model.embed_tokens.weight',
): Matrix {
  const rows = (name: string): Matrix => {
    const { shape, data } = weights[name]!;
    const columns = shape[1] ?? 1;
    return Array.from({ length: shape[0]! }, (_, r) => [...data.slice(r * columns, (r + 1) * columns)]);
  };
  const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const linear = (x: Matrix, w: Matrix): Matrix => x.map((row) => w.map((out) => dot(row, out)));
  const norm = (x: Matrix, name: string): Matrix =>
    x.map((row) => {
      const rms = Math.sqrt(dot(row, row) / row.length + c.rms_norm_eps);
      return row.map((value, i) => (value / rms) * rows(name)[i]![0]!);
    });
  const plus = (a: Matrix, b: Matrix): Matrix => a.map((row, t) => row.map((value, i) => value + b[t]![i]!));
  const size = c.hidden_size / c.num_attention_heads;
  const rope = (x: Matrix): Matrix =>
    x.map((row, t) =>
      row.map((value, i) => {
        const inHead = i % size;
        const angle = t * c.rope_theta ** ((-2 * (inHead % (size / 2))) / size);
        const partner = inHead < size / 2 ? -row[i + size / 2]! : row[i - size / 2]!;
        return value * Math.cos(angle) + partner * Math.sin(angle);
      }),
    );
  const embedded = ids.map((id) => rows('model.embed_tokens.weight')[id]!);
  let x = embedded.map((row, t) =>
    row.map((value, i) =>
      t > 0 && c.embedding_smearing
        ? value + rows('model.embed_smear')[i]![0]! * embedded[t - 1]![i]!
        : value,
    ),
  );
  for (let n = 0; n < c.num_hidden_layers; n++) {
    const at = (name: string) => rows(`model.layers.${n}.${name}`);
    const h = norm(x, `model.layers.${n}.input_layernorm.weight`);
    const [q, projected, v] = ['q', 'k', 'v'].map((w) => linear(h, at(`self_attn.${w}_proj.weight`))) as [
      Matrix,
      Matrix,
      Matrix,
    ];
    const smeared = projected.map((row, t) =>
      row.map((value, i) => {
        if (t === 0 || !c.key_smearing) return value;
        const g = 1 / (1 + Math.exp(-at('self_attn.key_smear')[Math.floor(i / size)]![0]!));
        return g * value + (1 - g) * projected[t - 1]![i]!;
      }),
    );
    const [queries, keys] = [rope(q), rope(smeared)];
    const mixed = x.map((row, t) =>
      row.map((_, i) => {
        const head = Math.floor(i / size) * size;
        const part = (m: number[]) => m.slice(head, head + size);
        const e = keys
          .slice(0, t + 1)
          .map((key) => Math.exp(dot(part(queries[t]!), part(key)) / Math.sqrt(size)));
        return (
          dot(
            e,
            v.slice(0, t + 1).map((value) => value[i]!),
          ) / e.reduce((a, b) => a + b)
        );
      }),
    );
    x = plus(x, linear(mixed, at('self_attn.o_proj.weight')));
    const m = norm(x, `model.layers.${n}.post_attention_layernorm.weight`);
    const [gate, up] = [linear(m, at('mlp.gate_proj.weight')), linear(m, at('mlp.up_proj.weight'))];
    const hidden = gate.map((row, t) => row.map((z, i) => (z / (1 + Math.exp(-z))) * up[t]![i]!));
    x = plus(x, linear(hidden, at('mlp.down_proj.weight')));
  }
  return linear(norm(x, 'model.norm.weight'), rows(head));
}

const ids = [1, 7, 7, 3, 12, 0, 9];
const wasmBuild = (build: SimdBuild) => async (c: TransformerConfig, weights: Weights, slots: number) =>
  wasmDecoder(await KernelMemory.start(build), c, weights, slots);
const wasmBuilds = simdBuildsHere().map((build) => [build, wasmBuild(build)] as const);
const kinds = {
  ...Object.fromEntries(wasmBuilds.map(([build, make]) => [`on WASM kernels, ${build} build`, make])),
  'in plain arrays': async (c: TransformerConfig, weights: Weights, slots: number) =>
    plainDecoder(c, weights, slots),
};

describe.each(Object.entries(kinds))('a decoder %s', (_, make) => {
  const one = async (c: TransformerConfig, weights: Weights) => {
    const decoder = await make(c, weights, 1);
    const push = (...ids: number[]) => decoder.feed([{ slot: 0, ids }])[0]!;
    return { push, reset: () => decoder.reset(0) };
  };

  it.each([true, false])('equals the float64 twin at every position, smearing %s', async (smearing) => {
    const c = { ...config, key_smearing: smearing, embedding_smearing: smearing };
    const weights = randomWeights(c);
    const decoder = await one(c, weights);
    for (const [t, expected] of twin(c, weights, ids).entries()) {
      const logits = decoder.push(ids[t]!);
      // float32 storage between layers: about 1e-6 of logits of order 10
      for (const [i, value] of expected.entries()) expect(logits[i]).toBeCloseTo(value, 4);
    }
  });

  it.each(fixture.cases)('equals PyTorch, smearing $smearing', async ({ smearing, logits }) => {
    const c = parseTransformerConfig(
      JSON.stringify({ ...fixture.config, key_smearing: smearing, embedding_smearing: smearing }),
    );
    const weights = Object.fromEntries(
      Object.entries(fixture.weights).map(([name, { shape, data }]) => [
        name,
        { shape, data: Float32Array.from(data) },
      ]),
    );
    const decoder = await one(c, weights);
    const [rows, length] = fixture.ids.shape as [number, number];
    for (let row = 0; row < rows; row++) {
      decoder.reset();
      for (let t = row * length; t < (row + 1) * length; t++) {
        const ours = decoder.push(fixture.ids.data[t]!);
        const theirs = logits.data.slice(t * c.vocab_size, (t + 1) * c.vocab_size);
        // float32 against the fixture's float64, logits of order 1
        for (const [i, value] of theirs.entries()) expect(ours[i]).toBeCloseTo(value, 4);
      }
    }
  });

  it('answers with a second head about the last push, and writes as without it', async () => {
    const c = { ...config, intent_classes: 5 };
    const weights = randomWeights(c);
    const decoder = await make(c, weights, 2);
    const pushes = [
      { slot: 1, ids: [3, 3] },
      { slot: 0, ids },
    ];
    const written = decoder.feed(pushes).map((logits) => [...logits]);
    const expected = twin(c, weights, ids, INTENT_HEAD).at(-1)!;
    const told = decoder.intentLogits()!;
    expect(told).toHaveLength(5);
    for (const [i, value] of expected.entries()) expect(told[i]).toBeCloseTo(value, 4); // as above
    expect([...decoder.feed([{ slot: 1, ids: [2] }])[0]!]).not.toEqual(written[0]);
    const plain = await make(config, weights, 2);
    expect(plain.feed(pushes).map((logits) => [...logits])).toEqual(written);
    expect(plain.intentLogits()).toBeNull();
  });

  it('forgets on reset, and a prompt at once is the same as token by token', async () => {
    const decoder = await one(config, randomWeights(config));
    for (const id of ids) decoder.push(id);
    const oneByOne = [...decoder.push(4)];
    decoder.reset();
    expect([...decoder.push(...ids, 4)]).toEqual(oneByOne);
  });

  it('writes on with other weights as if made of them', async () => {
    const [old, other] = [randomWeights(config), randomWeights(config, 6)];
    const decoder = await make(config, old, 1);
    const logits = () => {
      decoder.reset(0);
      return [...decoder.feed([{ slot: 0, ids }])[0]!];
    };
    const before = logits();
    decoder.load(other);
    const fresh = await one(config, other);
    expect(logits()).toEqual([...fresh.push(...ids)]);
    decoder.load(old);
    expect(logits()).toEqual(before);
  });

  it('refuses a prompt longer than its context and ids out of the vocabulary, and feeds nothing then', async () => {
    const decoder = await one(config, randomWeights(config));
    expect(() => decoder.push(...new Array<number>(13).fill(1))).toThrow(/shorter message/);
    expect(() => decoder.push(1, 13)).toThrow(/vocabulary/);
    expect(() => decoder.push(...new Array<number>(12).fill(1))).not.toThrow();
  });
});

/** Sequences of tokens for slots, cut into feeds in which each slot has some or none. */
const conversations = fc
  .record({
    heads: fc.integer({ min: 1, max: 3 }),
    headSize: fc.constantFrom(2, 4, 6, 8, 16),
    hidden: fc.integer({ min: 1, max: 40 }),
    layers: fc.integer({ min: 1, max: 2 }),
    vocabulary: fc.integer({ min: 2, max: 40 }),
    smearing: fc.boolean(),
    slots: fc.integer({ min: 1, max: 9 }),
    seed: fc.integer(),
  })
  .map(({ heads, headSize, hidden, layers, vocabulary, smearing, slots, seed }) => {
    const rng = createRng(seed);
    const c: TransformerConfig = {
      ...config,
      vocab_size: vocabulary,
      hidden_size: heads * headSize,
      intermediate_size: hidden,
      num_hidden_layers: layers,
      num_attention_heads: heads,
      max_position_embeddings: 31,
      key_smearing: smearing,
      embedding_smearing: smearing,
    };
    const some = (most: number) => Array.from({ length: 1 + rng.int(most) }, () => rng.int(vocabulary));
    const feeds = Array.from({ length: 4 }, (_, turn) =>
      Array.from({ length: slots }, (_, slot) => ({ slot, ids: some(turn === 0 ? 25 : 2) })).filter(
        () => rng.next() < 0.8,
      ),
    );
    return { config: c, slots, feeds };
  });

describe.each(wasmBuilds)('wasmDecoder, %s build', (_, make) => {
  it.each([8, 4] as const)('reads weights of %i bits as they are, as plain arrays do', async (bits) => {
    await fc.assert(
      fc.asyncProperty(conversations, async ({ config: c, slots, feeds }) => {
        const weights = quantiseWeights(randomWeights(c), bits);
        const ours = await make(c, weights, slots);
        const [oracle, floats] = [weights, floatWeights(weights)].map((of) => plainDecoder(c, of, slots));
        const alone = await make(c, weights, 1);
        for (const pushes of feeds) {
          const [expected, same] = [oracle!.feed(pushes), floats!.feed(pushes)];
          for (const [i, logits] of ours.feed(pushes).entries()) {
            expect([...expected[i]!]).toEqual([...same[i]!]);
            const near = Math.max(...expected[i]!.map(Math.abs));
            // a layer's inputs are rounded to 1/65,000 of the largest, over some products a layer
            for (const [j, value] of expected[i]!.entries())
              expect(Math.abs(logits[j]! - value)).toBeLessThan(5e-3 * near + 3e-3);
          }
        }
        const first = feeds[0]![0];
        if (!first) return;
        for (const { slot } of feeds[0]!) ours.reset(slot);
        const company = ours.feed(feeds[0]!)[0]!.slice();
        expect(alone.feed([{ slot: 0, ids: first.ids }])[0]).toEqual(company); // bit for bit
      }),
      { numRuns: 40 },
    );
  });

  it('equals plain arrays, whatever its size and whatever is fed together', async () => {
    await fc.assert(
      fc.asyncProperty(conversations, async ({ config: c, slots, feeds }) => {
        const weights = randomWeights(c);
        const ours = await make(c, weights, slots);
        const oracle = plainDecoder(c, weights, slots);
        for (const pushes of feeds) {
          const expected = oracle.feed(pushes);
          for (const [i, logits] of ours.feed(pushes).entries())
            // float32 both, sums in another order, logits of order 10
            for (const [j, value] of expected[i]!.entries()) expect(logits[j]).toBeCloseTo(value, 3);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gives a sequence the same bits alone and in company, before and after others were there', async () => {
    await fc.assert(
      fc.asyncProperty(conversations, async ({ config: c, slots, feeds }) => {
        const weights = randomWeights(c);
        const together = await make(c, weights, slots);
        const alone = await make(c, weights, 1);
        const company = feeds.map((pushes) => together.feed(pushes).map((logits) => logits.slice()));
        for (let slot = 0; slot < slots; slot++) {
          alone.reset(0);
          for (const [turn, pushes] of feeds.entries()) {
            const at = pushes.findIndex((push) => push.slot === slot);
            if (at < 0) continue;
            expect(alone.feed([{ slot: 0, ids: pushes[at]!.ids }])[0]).toEqual(company[turn]![at]);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('createDecoder', () => {
  it('names a weight that is missing or misshapen', async () => {
    const weights = randomWeights(config);
    const norm = weights['model.norm.weight']!;
    await expect(
      createDecoder(config, { ...weights, 'model.norm.weight': { ...norm, shape: [4, 4] } }),
    ).rejects.toThrow(/model.norm.weight has shape \[4, 4\] instead of \[16\]/);
    delete weights['model.layers.1.self_attn.key_smear'];
    await expect(createDecoder(config, weights)).rejects.toThrow(/key_smear is missing.*again/);
  });

  it('goes on in plain arrays where there is no WebAssembly, with the same logits', async () => {
    const weights = randomWeights(config);
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const start = vi.spyOn(KernelMemory, 'start').mockRejectedValueOnce(new Error('no SIMD'));
    const [plain] = (await createDecoder(config, weights, 2)).feed([{ slot: 1, ids }]);
    expect(warn).toHaveBeenCalledOnce();
    const [kernels] = (await createDecoder(config, weights, 2)).feed([{ slot: 1, ids }]);
    for (const [i, value] of plain!.entries()) expect(kernels![i]).toBeCloseTo(value, 4);
    warn.mockRestore();
    start.mockRestore();
  });
});

describe('matVec', () => {
  it('multiplies, with rows left over from four', () => {
    const y = new Float32Array(5);
    matVec(y, Float32Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), Float32Array.from([1, -1]), 5, 2);
    expect([...y]).toEqual([-1, -1, -1, -1, -1]);
  });
});

describe('parseTransformerConfig', () => {
  it('fills in what may be left out', () => {
    const { max_position_embeddings: _, ...rest } = config;
    expect(parseTransformerConfig(JSON.stringify(rest)).max_position_embeddings).toBe(128);
  });

  it.each([
    ['{"model_type":', /not JSON/],
    ['{"model_type":"gpt2"}', /model_type/],
    [JSON.stringify({ ...config, num_key_value_heads: 3 }), /cannot share/],
    [JSON.stringify({ ...config, head_dim: 7 }), /head_dim even/],
    [JSON.stringify({ ...config, attention_bias: true }), /biases/],
    [JSON.stringify({ ...config, rope_scaling: { rope_type: 'yarn', factor: 4 } }), /rope_scaling.*scaled/],
    [JSON.stringify({ ...config, hidden_act: 'gelu' }), /hidden_act/],
    [JSON.stringify({ ...config, hidden_size: 18 }), /multiple/],
  ])('refuses %s', (json, message) => {
    expect(() => parseTransformerConfig(json)).toThrow(message);
  });
});
