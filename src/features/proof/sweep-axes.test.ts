import { expect, test } from 'vitest';
import { defaultConfig, type RunConfig } from '../../catalog/run-config';
import { SWEPT } from '../../catalog/swept';
import { firstChosen, offered } from './sweep-axes';

const points: RunConfig = {
  ...defaultConfig,
  task: 'points',
  student: 'mlp-8',
  teacher: 'mlp-64x64',
  temperature: 3,
  learningRate: 0.2,
};

test('offers values in order and in range, the table’s own among them', () => {
  expect(offered('temperature', points)).toEqual([1, 2, 3, 4, 8]);
  expect(offered('learningRate', points)).toEqual([0.05, 0.1, 0.2]); // .3 is the most
  expect(offered('student', points).every((id) => String(id).startsWith('mlp'))).toBe(true);
});

test('chooses the table’s own value and its neighbours first', () => {
  expect(firstChosen('temperature', points)).toEqual([2, 3, 4]);
  expect(firstChosen('lambda', { ...points, lambda: 1 })).toEqual([0.5, 0.9, 1]);
  for (const field of SWEPT) expect(firstChosen(field, points)).toContain(points[field]);
});

test('keeps the table’s own value to its last digit, and offers nothing twice', () => {
  const exact = { ...points, temperature: 2.25, lambda: 0.125, learningRate: 0.0123, labelShare: 0.05 };
  expect(offered('lambda', exact)).toEqual([0, 0.1, 0.125, 0.5, 0.9, 1]);
  expect(offered('learningRate', exact)).toEqual([0.0031, 0.0062, 0.0123, 0.025, 0.049]);
  expect(offered('labelShare', exact)).toEqual([0.02, 0.05, 0.1, 0.3, 1]);
  for (const field of SWEPT) {
    expect(offered(field, exact)).toContain(exact[field]);
    expect(firstChosen(field, exact)).toContain(exact[field]);
  }
});
