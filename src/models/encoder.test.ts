// The encoder against its float64 twin, values and gradients, on every backend.

import { expect, it } from 'vitest';
import { valueAndGradients } from '../engine/gradients';
import { softmaxCrossEntropy } from '../engine/ops/softmax-cross-entropy';
import * as twin from '../engine/reference';
import { type Grid, grid, slope } from '../engine/reference';
import { dispose, read, tensor, tidy } from '../engine/tensor';
import { onEveryBackend } from '../engine/testing';
import { createRng } from '../lib/rng';
import { encode, encoderShapes, type EncoderConfig } from './encoder';
import { initEncoder } from './init';
import { toParams } from './weights';

const config: EncoderConfig = {
  model_type: 'llama',
  vocab_size: 7,
  hidden_size: 4,
  intermediate_size: 6,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  max_position_embeddings: 6,
  rms_norm_eps: 1e-5,
  rope_theta: 10_000,
  tie_word_embeddings: true,
  key_smearing: true,
  embedding_smearing: true,
  classes: 3,
  pad_token_id: 0,
};
const [B, T] = [3, 5];
/** Empty places at the end, in the middle, and everywhere. */
const ids = Int32Array.from([1, 2, 3, 4, 5, 6, 0, 2, 0, 0, 0, 0, 0, 0, 0]);
const labels = [2, 0, 1];

function weights(): Record<string, Grid> {
  const rng = createRng(9);
  return Object.fromEntries(
    [...encoderShapes(config)].map(([name, shape]) => {
      const length = shape.reduce((a, b) => a * b);
      const around = name.includes('norm') ? 1 : 0;
      return [
        name,
        grid(
          shape,
          Float32Array.from({ length }, () => around + 0.5 * rng.normal()),
        ),
      ];
    }),
  );
}

/** Logits [B, K] from the formulas. */
function logitsTwin(w: Record<string, Grid>): Float64Array {
  const D = config.hidden_size;
  const mask = ids.map((id) => Number(id !== 0));
  const at = (data: Float64Array, width: number): Grid => ({ shape: [B, T, width], data });
  const plus = (a: Grid, b: Float64Array): Grid =>
    at(
      a.data.map((value, i) => value + b[i]!),
      D,
    );
  const norm = (x: Grid, name: string): Grid => at(twin.rmsNorm(x, w[name]!, config.rms_norm_eps), D);
  const embedded = at(twin.embedding(ids, w['model.embed_tokens.weight']!), D);
  let x = at(twin.smearEmbedding(embedded, w['model.embed_smear']!), D);
  for (let n = 0; n < config.num_hidden_layers; n++) {
    const name = (part: string) => `model.layers.${n}.${part}`;
    const project = (from: Grid, part: string): Grid => {
      const weight = w[name(part)]!;
      return at(twin.linear(from, weight), weight.shape[0]!);
    };
    const h = norm(x, name('input_layernorm.weight'));
    const mixed = twin.attention({
      q: project(h, 'self_attn.q_proj.weight'),
      k: project(h, 'self_attn.k_proj.weight'),
      v: project(h, 'self_attn.v_proj.weight'),
      heads: config.num_attention_heads,
      causal: false,
      ropeTheta: config.rope_theta,
      keySmear: w[name('self_attn.key_smear')]!,
      keyMask: mask,
    });
    x = plus(x, project(at(mixed, D), 'self_attn.o_proj.weight').data);
    const m = norm(x, name('post_attention_layernorm.weight'));
    const gated = twin.swiglu(project(m, 'mlp.gate_proj.weight'), project(m, 'mlp.up_proj.weight'));
    x = plus(x, project(at(gated, config.intermediate_size), 'mlp.down_proj.weight').data);
  }
  const pooled = twin.maskedMean(norm(x, 'model.norm.weight'), mask);
  return twin.linear(grid([B, D], pooled), w['score.weight']!);
}

function lossTwin(w: Record<string, Grid>): number {
  const student = grid([B, config.classes], logitsTwin(w));
  const every = [1, 1, 1];
  const rest = { teacher: student, labels, hardMask: every, softMask: every, temperature: 1, lambda: 1 };
  return twin.distillationLoss({ student, ...rest }).loss;
}

const paramsOf = (w: Record<string, Grid>) =>
  toParams(
    Object.fromEntries(
      Object.entries(w).map(([name, { shape, data }]) => [name, { shape, data: Float32Array.from(data) }]),
    ),
  );

onEveryBackend('the encoder', () => {
  it('equals its float64 twin, padded anywhere, a sentence without words included', async () => {
    const w = weights();
    const params = paramsOf(w);
    const logits = tidy(() => encode(params, config, tensor(ids, [B, T])).logits);
    const [got, expected] = [await read(logits), logitsTwin(w)];
    // float32 through two layers, logits of order 1
    for (const [i, value] of expected.entries()) expect(got[i]).toBeCloseTo(value, 4);
    expect([...got.subarray(2 * config.classes)]).toEqual([0, 0, 0]);
    dispose([logits, ...Object.values(params)]);
  });

  it('has the gradients of its twin, by finite differences', async () => {
    const w = weights();
    const params = paramsOf(w);
    const inputs = tensor(ids, [B, T]);
    const right = tensor(Int32Array.from(labels), [B]);
    const counted = tensor([1, 1, 1], [B]);
    const { loss, grads } = valueAndGradients(
      () => ({ loss: softmaxCrossEntropy(encode(params, config, inputs).logits, right, counted) }),
      params,
    );
    for (const [name, { data }] of Object.entries(w)) {
      const got = await read(grads[name]!);
      const expected = slope(() => lossTwin(w), data);
      for (const [i, value] of expected.entries()) expect(got[i], name).toBeCloseTo(value, 4);
    }
    dispose([loss, inputs, right, counted, ...Object.values(grads), ...Object.values(params)]);
  });

  it('drops the same for the same seed, and nothing without', async () => {
    const params = paramsOf(weights());
    const run = async (seed?: number) => {
      const dropping = seed === undefined ? undefined : { rate: 0.5, seed };
      const logits = tidy(() => encode(params, config, tensor(ids, [B, T]), { dropping }).logits);
      const values = [...(await read(logits))];
      logits.dispose();
      return values;
    };
    expect(await run(1)).toEqual(await run(1));
    expect(await run(1)).not.toEqual(await run(2));
    expect(await run()).toEqual(await run());
    dispose(params);
  });
});

it('starts with a weight of every shape and every class equally likely', () => {
  const first = initEncoder(config, 3);
  for (const [name, shape] of encoderShapes(config)) expect(first[name]!.shape).toEqual(shape);
  expect(new Set(first['score.weight']!.data)).toEqual(new Set([0]));
});
