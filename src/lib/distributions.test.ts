import { expect, test } from 'vitest';
import { divergence, entropy, gradientNorms, softmax, withShare } from './distributions';

const logits = [5.2, 3.6, 2.4, 1.5, 0.4];
const others = [0.3, 2.9, 3.1, -0.5, 1];
const sum = (p: readonly number[]) => p.reduce((a, b) => a + b, 0);

test('probabilities sum to one and keep their order at every temperature', () => {
  for (const temperature of [0.5, 1, 4, 10]) {
    const p = softmax(logits, temperature);
    expect(sum(p)).toBeCloseTo(1, 12);
    expect(p.every((value, i) => i === 0 || value < p[i - 1]!)).toBe(true);
  }
});

test('two logits at T = 1 are the logistic function; heat flattens', () => {
  expect(softmax([Math.log(3), 0], 1)[0]).toBeCloseTo(0.75, 12);
  expect(softmax(logits, 10)[0]).toBeLessThan(softmax(logits, 1)[0]!);
});

test('entropy is 0 of certainty and ln V of ignorance; a divergence is 0 at equality and above it elsewhere', () => {
  expect(entropy([0, 1, 0])).toBe(0);
  expect(entropy([0.25, 0.25, 0.25, 0.25])).toBeCloseTo(Math.log(4), 12);
  expect(divergence(logits, logits, 3)).toBe(0);
  expect(divergence(logits, others, 3)).toBeGreaterThan(0.05);
  expect(divergence([1000, -1000], [-1000, 1000], 1)).toBe(2000); // far beyond what probabilities could hold
});

// METHODS, traps: τ² left out
test('with T² the soft gradient stays of one order from T = 1 to 10; without, it falls as 1/T²', () => {
  const at = (T: number) => gradientNorms([others], [logits], [0], T);
  const norms = [1, 2, 4, 7, 10].map(at);
  const soft = norms.map((norm) => norm.soft);
  expect(Math.max(...soft) / Math.min(...soft)).toBeLessThan(4);
  expect(norms[0]!.plain / norms[4]!.plain).toBeGreaterThan(30);
  // far above the logits' size the law is exact: q − p goes as 1/T, and so the norm as 1/T²
  expect(at(500).plain / at(1000).plain).toBeCloseTo(4, 1);
  expect(at(1000).soft / at(500).soft).toBeCloseTo(1, 1);
  // the hard part does not know T
  for (const { hard } of norms) expect(hard).toBe(norms[0]!.hard);
  expect(gradientNorms([others], [logits], [-1], 2).hard).toBeNull();
});

test('a moved share leaves the others in proportion, and the whole is 1', () => {
  const p = withShare([0.5, 0.3, 0.2], 0, 0.75);
  expect(p[0]).toBe(0.75);
  expect(p[1]! / p[2]!).toBeCloseTo(1.5, 12);
  expect(sum(p)).toBeCloseTo(1, 12);
  // nothing is left to shrink in proportion: the rest is shared evenly
  expect(withShare([1, 0, 0], 0, 0.5)).toEqual([0.5, 0.25, 0.25]);
  expect(withShare([0.5, 0.3, 0.2], 1, 7)).toEqual([0, 1, 0]);
});
