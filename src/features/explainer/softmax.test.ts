import { expect, test } from 'vitest';
import { softmax } from './softmax';

const logits = [5.2, 3.6, 2.4, 1.5, 0.4];

test('probabilities sum to one and keep their order at every temperature', () => {
  for (const temperature of [0.5, 1, 4, 10]) {
    const p = softmax(logits, temperature);
    expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect(p.every((value, i) => i === 0 || value < p[i - 1]!)).toBe(true);
  }
});

test('two logits at T = 1 are the logistic function; heat flattens', () => {
  expect(softmax([Math.log(3), 0], 1)[0]).toBeCloseTo(0.75, 12);
  expect(softmax(logits, 10)[0]).toBeLessThan(softmax(logits, 1)[0]!);
});
