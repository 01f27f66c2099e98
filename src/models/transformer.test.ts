import { expect, it } from 'vitest';
import { valueAndGradients } from '../engine/gradients';
import { softmaxCrossEntropy } from '../engine/ops/softmax-cross-entropy';
import { dispose, memory, read, tensor, tidy, type Tensor } from '../engine/tensor';
import { onEveryBackend } from '../engine/testing';
import { createDecoder } from './create-decoder';
import fixture from './fixtures/transformer.json';
import { initTransformer } from './init';
import { plainDecoder } from './plain-decoder';
import type { StoredTensor } from './safetensors';
import { transformerConfig } from './sizes';
import { forward } from './transformer';
import { parseTransformerConfig } from './llama';
import { INTENT_HEAD } from './transformer-config';
import { fromParams, toParams } from './weights';

const stored = (weights: Record<string, { shape: number[]; data: number[] }>): Record<string, StoredTensor> =>
  Object.fromEntries(
    Object.entries(weights).map(([name, { shape, data }]) => [
      name,
      { shape, data: Float32Array.from(data) },
    ]),
  );

function expectClose(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  const error = expected.reduce((worst, value, i) => Math.max(worst, Math.abs(actual[i]! - value)), 0);
  expect(error).toBeLessThan(tolerance);
}

onEveryBackend('transformer', () => {
  it.each(fixture.cases)('equals PyTorch, smearing $smearing', async (expected) => {
    const config = parseTransformerConfig(
      JSON.stringify({
        ...fixture.config,
        key_smearing: expected.smearing,
        embedding_smearing: expected.smearing,
      }),
    );
    const params = toParams(stored(fixture.weights));
    const ids = tensor(Int32Array.from(fixture.ids.data), fixture.ids.shape); // [B, T]
    const labels = tensor(Int32Array.from(fixture.labels), [fixture.labels.length]); // [B·T]
    const mask = tensor(fixture.mask, [fixture.mask.length]); // [B·T]
    const counted = fixture.mask.flatMap((m, i) => (m ? [i] : []));
    const positions = tensor(Int32Array.from(counted), [counted.length]); // [N]
    const { loss, extras, grads } = valueAndGradients((): { loss: Tensor; logits: Tensor } => {
      const { logits } = forward(params, config, ids); // [B·T, V]
      return { loss: softmaxCrossEntropy(logits, labels, mask), logits };
    }, params);
    // float32 against float64: values of order 1, and a few thousand additions on the way
    expectClose(await read(extras.logits), expected.logits.data, 2e-5);
    expectClose(await read(loss), [expected.loss], 1e-5);
    const gradients = expected.gradients as Record<string, { data: number[] } | undefined>;
    expect(Object.keys(gradients).length).toBeGreaterThan(8);
    for (const [name, gradient] of Object.entries(gradients)) {
      expectClose(await read(grads[name]!), gradient!.data, 1e-5);
    }
    // logits only where they count: the same loss and the same gradients
    const at = tensor(
      Int32Array.from(counted, (i) => fixture.labels[i]!),
      [counted.length],
    ); // [N]
    const ones = tensor(new Float32Array(counted.length).fill(1), [counted.length]); // [N]
    const sparse = valueAndGradients(
      () => ({ loss: softmaxCrossEntropy(forward(params, config, ids, { positions }).logits, at, ones) }),
      params,
    );
    expectClose(await read(sparse.loss), [expected.loss], 1e-5);
    for (const [name, gradient] of Object.entries(gradients)) {
      expectClose(await read(sparse.grads[name]!), gradient!.data, 1e-5);
    }
    dispose([ids, labels, mask, positions, at, ones, loss, sparse.loss, ...Object.values(sparse.grads)]);
    dispose(Object.values({ ...extras, ...grads, ...params }));
  });

  it.each([true, false])(
    'gives what the decoder gives, token by token, by either head, tied %s',
    async (tied) => {
      const sizes = transformerConfig(
        {
          id: '',
          kind: 'transformer',
          label: { en: '', 'zh-CN': '' },
          help: { en: '', 'zh-CN': '' },
          layers: 2,
          width: 32,
          heads: 4,
          hidden: 40,
        },
        61,
        16,
      );
      const one = { ...sizes, tie_word_embeddings: tied };
      const config = { ...one, intent_classes: 3 };
      const first = initTransformer(config, 3);
      expect(first[INTENT_HEAD]!.data).toEqual(new Float32Array(3 * 32)); // no class is likelier at first
      const { [INTENT_HEAD]: _, ...others } = first;
      expect(others).toEqual(initTransformer(one, 3));
      const head = Float32Array.from({ length: 3 * 32 }, (_, i) => Math.sin(i));
      const params = toParams({ ...first, [INTENT_HEAD]: { shape: [3, 32], data: head } });
      const ids = [5, 60, 0, 0, 17, 33, 2, 41, 8, 8];
      const input = tensor(Int32Array.from(ids), [1, ids.length]);
      const logits = tidy(() => forward(params, config, input).logits); // [T, V]
      const classes = tidy(() => forward(params, config, input, { head: 'intents' }).logits); // [T, K]
      const [all, intents] = [await read(logits), await read(classes)];
      const weights = await fromParams(params);
      for (const decoder of [await createDecoder(config, weights), plainDecoder(config, weights, 1)]) {
        for (const [t, id] of ids.entries()) {
          // both are float32; the sums run in other orders
          expectClose(
            decoder.feed([{ slot: 0, ids: [id] }])[0]!,
            [...all.subarray(t * 61, (t + 1) * 61)],
            1e-5,
          );
          expectClose(decoder.intentLogits()!, [...intents.subarray(t * 3, (t + 1) * 3)], 1e-5);
        }
      }
      dispose([input, logits, classes, ...Object.values(params)]);
    },
  );

  it('leaves no tensor behind', () => {
    const config = parseTransformerConfig(JSON.stringify(fixture.config));
    const params = toParams(stored(fixture.weights));
    const pass = () => {
      dispose(tidy(() => forward(params, config, tensor(Int32Array.from([1, 2, 3]), [1, 3])).logits));
      return memory().numTensors;
    };
    const first = pass(); // with its rotary tables, which stay
    expect(pass()).toBe(first);
    dispose(params);
  });
});

it('names a weight that is missing', () => {
  const config = parseTransformerConfig(JSON.stringify(fixture.config));
  expect(() => forward({}, config, tensor(Int32Array.of(1), [1, 1]))).toThrow(/embed_tokens.*missing.*again/);
});
