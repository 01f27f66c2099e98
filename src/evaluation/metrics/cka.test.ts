import { expect, test } from 'vitest';
import { createRng } from '../../lib/rng';
import { similarities } from './cka';

const normals = (n: number, D: number, seed: number) => {
  const rng = createRng(seed);
  return Float32Array.from({ length: n * D }, () => rng.normal());
};

test('a layer is like itself, turned and scaled, and a linear map of fewer dimensions less so', () => {
  const n = 20;
  const x = normals(n, 4, 1);
  // a turn in the first two dimensions, and twice the size
  const turned = x.map((value, i) => {
    const [at, d] = [i - (i % 4), i % 4];
    if (d > 1) return 2 * value;
    return 2 * (d === 0 ? 0.6 * x[at]! - 0.8 * x[at + 1]! : 0.8 * x[at]! + 0.6 * x[at + 1]!);
  });
  const narrow = Float32Array.from({ length: n }, (_, i) => x[4 * i]!);
  const [[itself, other, part]] = similarities([x], [x, turned, narrow], n) as [number[]];
  expect(itself).toBeCloseTo(1, 6);
  expect(other).toBeCloseTo(1, 5);
  expect(part).toBeGreaterThan(0.2);
  expect(part).toBeLessThan(0.9);
});

test('unrelated layers of many dimensions over few things are not alike: the biased estimate would find them nearly equal', () => {
  const trials = [1, 2, 3, 4, 5].map(
    (seed) => similarities([normals(12, 200, seed)], [normals(12, 200, seed + 100)], 12)[0]![0]!,
  );
  expect(trials.reduce((a, b) => a + b, 0) / trials.length).toBeLessThan(0.15);
});

test('a layer that tells nothing apart is like none, and no NaN comes of it', () => {
  expect(similarities([new Float32Array(8).fill(1)], [normals(4, 2, 1)], 4)).toEqual([[0]]);
});
