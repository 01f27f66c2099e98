import { expect, test } from 'vitest';
import { teacherBehind } from './teacher-behind';
import { reportOf } from './testing';

test('a teacher ahead of both, or level with them, is as it should be', () => {
  expect(teacherBehind(reportOf({ teacher: 0.9, student: 0.8, baseline: 0.7 }), 'points')).toBeNull();
  expect(teacherBehind(reportOf({ teacher: 0.9, student: 0.9 }), 'points')).toBeNull();
});

test('the better one is named, the baseline where both are level', () => {
  const behind = (accuracy: Parameters<typeof reportOf>[0]) => teacherBehind(reportOf(accuracy), 'intents');
  expect(behind({ teacher: 0.767, student: 0.8, baseline: 0.867 })).toMatchObject({
    arm: 'baseline',
    unsure: false,
  });
  expect(behind({ teacher: 0.793, student: 0.815, baseline: 0.815 })?.arm).toBe('baseline');
  // the intervals of reportOf reach one point to either side
  expect(behind({ teacher: 0.793, student: 0.8 })).toMatchObject({ arm: 'student', unsure: true });
});
