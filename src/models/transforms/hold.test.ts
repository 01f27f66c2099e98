import { expect, it } from 'vitest';
import { valueAndGradients } from '../../engine/gradients';
import { reshape, scale } from '../../engine/ops/shape-ops';
import { squaredLoss } from '../../engine/ops/squared-loss';
import { dispose, memory, read, tensor } from '../../engine/tensor';
import { onEveryBackend } from '../../engine/testing';
import { createRng } from '../../lib/rng';
import { floatWeights } from '../quantised';
import type { StoredTensor } from '../safetensors';
import { toParams } from '../weights';
import { holdTo } from './hold';
import { quantiseWeights } from './quantise';
import { zeroSmallest } from './prune';

const [O, I] = [6, 8];
const rng = createRng(3);
const drawn = (spread: number, shape = [O, I]): StoredTensor => ({
  shape,
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => spread * rng.normal()),
});
const begun = { w: drawn(1), norm: drawn(1, [I]) };
/** As training may have left them: some are past the ends of the grid now. */
const trained = {
  w: { ...begun.w, data: begun.w.data.map((x) => x + 0.6 * rng.normal()) },
  norm: drawn(1, [I]),
};

onEveryBackend('what weights are held to', () => {
  it.each([
    { bits: 4, zeros: false },
    { bits: 8, zeros: true },
    { bits: 4, zeros: true },
    { bits: null, zeros: true },
    { bits: null, zeros: false },
  ] as const)('is what is stored, and its gradient passes inside the grid: %o', async ({ bits, zeros }) => {
    const first = zeros ? zeroSmallest(begun, 0.5) : begun;
    const { held, settle } = holdTo(first, { bits, zeros });
    const stored = floatWeights(settle(trained));
    const tensors = memory().numTensors;
    const params = toParams(trained);
    const target = drawn(1);
    // L = Σ (w − t)²
    const { loss, grads, extras } = valueAndGradients(() => {
      const { w, norm } = held(params);
      const [of, to] = [reshape(w!, [1, O * I]), tensor(target.data, [1, O * I])];
      const loss = squaredLoss(of, to, tensor([1], [1]), 1);
      return { loss, w: scale(w!, 1), norm: scale(norm!, 1) };
    }, params);
    expect(await read(extras.norm)).toEqual(trained.norm.data);
    const values = Float32Array.from(await read(extras.w));
    for (const [i, x] of values.entries()) expect(x).toBeCloseTo(stored['w']!.data[i]!, 6);
    const slopes = await read(grads['w']!);
    const at = (x: Float32Array) => x.reduce((sum, value, i) => sum + (value - target.data[i]!) ** 2, 0);
    expect((await read(loss))[0]).toBeCloseTo(at(values), 3);
    const scales = bits && quantiseWeights(first, bits)['w'];
    const top = bits === 8 ? 127 : 7;
    let stopped = 0;
    for (const [i, slope] of slopes.entries()) {
      const gone = zeros && first.w!.data[i] === 0;
      const step = scales && 'scales' in scales ? scales.scales[Math.floor(i / I)]! : 0;
      const outside = step > 0 && Math.abs(trained.w.data[i]!) > step * (top + 0.5);
      if (gone || outside) stopped++;
      // the slope of the loss at the value that was read, by finite differences
      const around = (by: number) => at(values.map((x, j) => (j === i ? x + by : x)));
      const wanted = gone || outside ? 0 : (around(1e-2) - around(-1e-2)) / 2e-2;
      expect(Math.abs(slope - wanted)).toBeLessThan(1e-3 * Math.max(1, Math.abs(wanted)));
    }
    expect(stopped > 0).toBe(zeros || bits === 4);
    dispose([loss, ...Object.values(grads), extras.w, extras.norm, ...Object.values(params)]);
    expect(memory().numTensors).toBe(tensors);
  });
});
