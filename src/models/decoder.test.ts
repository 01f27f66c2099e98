import { describe, expect, it } from 'vitest';
import fixture from './fixtures/transformer.json';
import { createRng } from '../lib/rng';
import { createDecoder, matVec, type PlainWeight } from './decoder';
import { parseTransformerConfig, weightShapes, type TransformerConfig } from './transformer-config';

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
};

function randomWeights(of: TransformerConfig): Record<string, PlainWeight> {
  const rng = createRng(5);
  const weights: Record<string, PlainWeight> = {};
  for (const [name, shape] of weightShapes(of)) {
    const length = shape.reduce((a, b) => a * b);
    const around = name.includes('norm') ? 1 : 0;
    weights[name] = { shape, data: Float32Array.from({ length }, () => around + 0.4 * rng.normal()) };
  }
  return weights;
}

type Matrix = number[][];

/** The same network over the whole sequence at once, in float64, written from the formulas: the oracle. */
function twin(c: TransformerConfig, weights: Record<string, PlainWeight>, ids: number[]): Matrix {
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
  let x = ids.map((id) => rows('model.embed_tokens.weight')[id]!);
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
  return linear(norm(x, 'model.norm.weight'), rows('model.embed_tokens.weight'));
}

const ids = [1, 7, 7, 3, 12, 0, 9];

describe('createDecoder', () => {
  it.each([true, false])('equals the float64 twin at every position, key smearing %s', (smearing) => {
    const c = { ...config, key_smearing: smearing };
    const weights = randomWeights(c);
    const decoder = createDecoder(c, weights);
    for (const [t, expected] of twin(c, weights, ids).entries()) {
      const logits = decoder.push([ids[t]!]);
      // float32 storage between layers: about 1e-6 of logits of order 10
      for (const [i, value] of expected.entries()) expect(logits[i]).toBeCloseTo(value, 4);
    }
  });

  it.each(fixture.cases)('equals PyTorch, key smearing $keySmearing', ({ keySmearing, logits }) => {
    const c = parseTransformerConfig(JSON.stringify({ ...fixture.config, key_smearing: keySmearing }));
    const weights = Object.fromEntries(
      Object.entries(fixture.weights).map(([name, { shape, data }]) => [
        name,
        { shape, data: Float32Array.from(data) },
      ]),
    );
    const decoder = createDecoder(c, weights);
    const [rows, length] = fixture.ids.shape as [number, number];
    for (let row = 0; row < rows; row++) {
      decoder.reset();
      for (let t = row * length; t < (row + 1) * length; t++) {
        const ours = decoder.push([fixture.ids.data[t]!]);
        const theirs = logits.data.slice(t * c.vocab_size, (t + 1) * c.vocab_size);
        // float32 against the fixture's float64, logits of order 1
        for (const [i, value] of theirs.entries()) expect(ours[i]).toBeCloseTo(value, 4);
      }
    }
  });

  it('forgets on reset, and a prompt at once is the same as token by token', () => {
    const decoder = createDecoder(config, randomWeights(config));
    for (const id of ids) decoder.push([id]);
    const oneByOne = [...decoder.push([4])];
    decoder.reset();
    expect([...decoder.push([...ids, 4])]).toEqual(oneByOne);
  });

  it('refuses a prompt longer than its context and ids out of the vocabulary', () => {
    const decoder = createDecoder(config, randomWeights(config));
    expect(() => decoder.push(new Array<number>(13).fill(1))).toThrow(/shorter message/);
    expect(() => decoder.push([13])).toThrow(/vocabulary/);
  });

  it('names a weight that is missing or misshapen', () => {
    const weights = randomWeights(config);
    const norm = weights['model.norm.weight']!;
    expect(() =>
      createDecoder(config, { ...weights, 'model.norm.weight': { ...norm, shape: [4, 4] } }),
    ).toThrow(/model.norm.weight has shape \[4, 4\] instead of \[16\]/);
    delete weights['model.layers.1.self_attn.key_smear'];
    expect(() => createDecoder(config, weights)).toThrow(/key_smear is missing.*again/);
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
    [JSON.stringify({ ...config, num_key_value_heads: 1 }), /grouped/],
    [JSON.stringify({ ...config, hidden_size: 18 }), /multiple/],
    [JSON.stringify({ ...config, tie_word_embeddings: false }), /tie_word_embeddings/],
  ])('refuses %s', (json, message) => {
    expect(() => parseTransformerConfig(json)).toThrow(message);
  });
});
