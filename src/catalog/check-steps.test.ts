import { expect, test } from 'vitest';
import { checkAt, firstCheck } from './check-steps';

const checksOf = (every: number, steps: number) =>
  Array.from({ length: steps }, (_, i) => i + 1).flatMap((step) => {
    const check = checkAt(step, { every, steps });
    return check === 'none' ? [] : [`${step} ${check}`];
  });

test('long runs are looked at early, then as often as was asked for', () => {
  expect(checksOf(500, 1500)).toEqual([
    '25 quick',
    '50 quick',
    '100 quick',
    '200 quick',
    '500 whole',
    '1000 whole',
    '1500 whole',
  ]);
  expect(checksOf(1000, 60)).toEqual(['25 quick', '50 quick', '60 whole']);
});

test('who asks for frequent checks gets no others', () => {
  expect(checksOf(20, 60)).toEqual(['20 whole', '40 whole', '60 whole']);
  expect(checksOf(25, 60)).toEqual(['25 whole', '50 whole', '60 whole']);
});

test('the first check is where it is said to be', () => {
  for (const [every, steps] of [
    [500, 1500],
    [20, 60],
    [1000, 10],
    [30, 25],
  ] as const) {
    const first = firstCheck({ every, steps });
    expect(checksOf(every, steps)[0]).toMatch(new RegExp(`^${first} `));
  }
});
