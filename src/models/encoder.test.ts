// The encoder against its float64 twin, values and gradients, on every backend.

import { expect, it } from 'vitest';
import { valueAndGradients } from '../engine/gradients';
import { softmaxCrossEntropy } from '../engine/ops/softmax-cross-entropy';
import * as twin from '../engine/reference';
import { grid, slope } from '../engine/reference';
import { dispose, read, tensor, tidy } from '../engine/tensor';
import { onEveryBackend } from '../engine/testing';
import { encode, encoderShapes, type EncoderConfig } from './encoder';
import { initEncoder } from './init';
import { drawnWeights, paramsOf, transformerTwin, type TwinWeights } from './twin';

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

const weights = (): TwinWeights => drawnWeights(encoderShapes(config), 9);

/** Logits [B, K] from the formulas. */
const logitsTwin = (w: TwinWeights): Float64Array => transformerTwin(w, config, ids, B).logits;

function lossTwin(w: TwinWeights): number {
  const student = grid([B, config.classes], logitsTwin(w));
  const every = [1, 1, 1];
  const rest = { teacher: student, labels, hardMask: every, softMask: every, temperature: 1, lambda: 1 };
  return twin.distillationLoss({ student, ...rest }).loss;
}

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
