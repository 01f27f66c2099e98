import { expect, test } from 'vitest';
import { type Mark, secondsLeft, withMark } from './time-left';

const after = (steps: readonly [at: number, done: number][]): Mark[] =>
  steps.reduce<Mark[]>((marks, [at, done]) => withMark(marks, { at, done }), []);

test('says nothing before it has settled, and then by the pace', () => {
  expect(secondsLeft(after([[0, 0]]), 100)).toBeNull();
  expect(
    secondsLeft(
      after([
        [0, 0],
        [1000, 2],
      ]),
      100,
    ),
  ).toBeNull();
  expect(
    secondsLeft(
      after([
        [0, 0],
        [5000, 10],
      ]),
      100,
    ),
  ).toBe(45);
  expect(
    secondsLeft(
      after([
        [0, 5],
        [9000, 5],
      ]),
      100,
    ),
  ).toBeNull(); // nothing moves
});

test('what was remembered goes fast, and does not count for the rest', () => {
  const remembered = Array.from({ length: 50 }, (_, i): [number, number] => [i * 10, i * 10]);
  const slow = Array.from({ length: 60 }, (_, i): [number, number] => [500 + 1000 * (i + 1), 500 + i]);
  const left = secondsLeft(after([...remembered, ...slow]), 659)!;
  expect(left).toBeCloseTo(100, 0);
});

test('keeps few marks, and begins anew where it goes back', () => {
  const many = after(Array.from({ length: 3000 }, (_, i): [number, number] => [i * 20, i]));
  expect(many.length).toBeLessThan(50);
  expect(withMark(many, { at: 99_999, done: 3 })).toEqual([{ at: 99_999, done: 3 }]);
});
