import { expect, it } from 'vitest';
import { valueAndGradients } from '../engine/gradients';
import { softmaxCrossEntropy } from '../engine/ops/softmax-cross-entropy';
import { dispose, read, tensor, tidy } from '../engine/tensor';
import { onEveryBackend } from '../engine/testing';
import fixture from './fixtures/mlp.json';
import { forwardMlp } from './mlp';
import { toParams } from './weights';

const near = (actual: ArrayLike<number>, expected: readonly number[]): void => {
  expect(actual.length).toBe(expected.length);
  // float32 against float64, values of order 1
  for (const [i, value] of expected.entries()) expect(actual[i]).toBeCloseTo(value, 5);
};

onEveryBackend('MLP', () => {
  it('equals PyTorch, values and gradients', async () => {
    const weights = Object.entries(fixture.weights).map(([name, { shape, data }]) => [
      name,
      { shape, data: Float32Array.from(data) },
    ]);
    const params = toParams(Object.fromEntries(weights));
    const x = tensor(fixture.inputs.data, fixture.inputs.shape); // [N, 2]
    const labels = tensor(Int32Array.from(fixture.labels), [fixture.labels.length]); // [N]
    const mask = tensor(new Float32Array(fixture.labels.length).fill(1), [fixture.labels.length]); // [N]
    const { loss, extras, grads } = valueAndGradients(() => {
      const { logits } = forwardMlp(params, x); // [N, 3]
      return { loss: softmaxCrossEntropy(logits, labels, mask), logits };
    }, params);
    near(await read(extras.logits), fixture.logits.data);
    near(await read(loss), [fixture.loss]);
    for (const [name, { data }] of Object.entries(fixture.gradients)) near(await read(grads[name]!), data);
    dispose([x, labels, mask, loss, ...Object.values({ ...extras, ...grads, ...params })]);
  });

  it('is linear without hidden layers', async () => {
    const params = toParams({
      'layers.0.weight': { shape: [2, 3], data: Float32Array.of(1, 0, -1, 2, 1, 0) },
      'layers.0.bias': { shape: [2], data: Float32Array.of(10, 20) },
    });
    const y = tidy(() => forwardMlp(params, tensor([1, 2, 300], [1, 3])).logits);
    expect([...(await read(y))]).toEqual([-289, 24]);
    dispose([y, ...Object.values(params)]);
  });
});
