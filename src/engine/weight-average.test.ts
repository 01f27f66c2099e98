// The moving average against its formula in float64.

import { expect, it } from 'vitest';
import { dispose, read, tensor, tidy, variable } from './tensor';
import { onEveryBackend } from './testing';
import { averageWeights } from './weight-average';

onEveryBackend('averageWeights', () => {
  it('follows the weights, closely at first; later over a hundred steps, of which it looks at one in four', async () => {
    const at = (values: number[]) => ({ w: tidy(() => variable(tensor(values, [values.length]), 'w')) });
    const [average, weights] = [at([1, -2]), at([1, -2])];
    const expected = [1, -2];
    for (const step of [1, 2, 3, 5000, 5001]) {
      const values = [Math.sin(step), 3 * Math.cos(step)];
      tidy(() => weights.w.assign(tensor(values, [2])));
      averageWeights(average, weights, step);
      const decay = step === 5001 ? 1 : step === 5000 ? 0.998 ** 4 : (1 + step) / (10 + step);
      for (const i of [0, 1]) expected[i] = decay * expected[i]! + (1 - decay) * values[i]!;
      const got = await read(average.w);
      // float32 values of order 1
      for (const i of [0, 1]) expect(got[i], `step ${step}`).toBeCloseTo(expected[i]!, 5);
    }
    expect(Array.from(await read(weights.w))).toEqual(
      [5001].flatMap((s) => [Math.sin(s), 3 * Math.cos(s)]).map(Math.fround),
    );
    dispose([average, weights]);
  });
});
