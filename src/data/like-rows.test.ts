import { expect, test } from 'vitest';
import { LikeRows } from './like-rows';

const rows = new LikeRows([
  'wake me at 7:30',
  'wake me in ten minutes',
  'what is the time in Oslo ?',
  'the time',
  '明天提醒我',
]);

test('the same words are likeness 1, rare shared words count more, rows that share none stay away', () => {
  const [best, ...others] = rows.nearest('Wake me at 7:30!', 5);
  expect(best).toMatchObject({ row: 0, likeness: 1 });
  expect(others.map(({ row }) => row)).toEqual([1]);
  expect(rows.nearest('Oslo time', 1)[0]!.row).toBe(2);
  expect(rows.nearest('wake me at 7:30', 5, 0).map(({ row }) => row)).not.toContain(0);
});

test('unseen words are named, signs are none, and Chinese goes by the character', () => {
  expect(rows.unseen('Wake me at 8:45 !?')).toEqual(['8:45']);
  expect(rows.unseen('明天叫我')).toEqual(['叫']);
});
