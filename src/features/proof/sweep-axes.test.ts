import { expect, test } from 'vitest';
import { defaultConfig, type RunConfig } from '../../catalog/run-config';
import { firstChosen, offered, SWEPT } from './sweep-axes';

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
