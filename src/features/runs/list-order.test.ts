import { expect, test } from 'vitest';
import { defaultConfig } from '../../catalog/run-config';
import type { RunEntry } from '../../state/runs-store';
import { found, inOrder, type Listed, withOwnNames } from './list-order';

const listed = (name: string, changes: Partial<RunEntry> & { accuracy?: number } = {}): Listed => {
  const { accuracy, ...rest } = changes;
  const evaluations =
    accuracy === undefined ? [] : [{ arm: 'student' as const, step: 1, n: 1, figures: { accuracy } }];
  return {
    run: {
      id: name,
      startedAt: 0,
      status: 'done',
      pinned: false,
      config: { ...defaultConfig, task: 'points' },
      step: 1,
      evaluations,
      hasReport: false,
      replayable: false,
      hasCheckpoint: false,
      ...rest,
    },
    name,
    words: `${name} Spirals T 3`,
  };
};
const names = (all: readonly Listed[]) => all.map(({ name }) => name);

test('a run is found by all of the words, in any order and case', () => {
  const all = [listed('First try'), listed('Second')];
  expect(names(found(all, ' spirals  FIRST '))).toEqual(['First try']);
  expect(names(found(all, 'first second'))).toEqual([]);
  expect(found(all, ' ')).toHaveLength(2);
});

test('pinned runs come first in any order', () => {
  const all = [
    listed('b', { startedAt: 1 }),
    listed('a', { startedAt: 3 }),
    listed('c', { startedAt: 2, pinned: true }),
  ];
  expect(names(inOrder(all, { by: 'startedAt', ascending: false }))).toEqual(['c', 'a', 'b']);
  expect(names(inOrder(all, { by: 'name', ascending: true }))).toEqual(['c', 'a', 'b']);
  expect(names(inOrder(all, { by: 'name', ascending: false }))).toEqual(['c', 'b', 'a']);
});

test('numbers in names count as numbers, and runs without a result come last', () => {
  expect(names(inOrder([listed('run 10'), listed('run 9')], { by: 'name', ascending: true }))).toEqual([
    'run 9',
    'run 10',
  ]);
  const all = [listed('none'), listed('worse', { accuracy: 0.1 }), listed('better', { accuracy: 0.9 })];
  expect(names(inOrder(all, { by: 'result', ascending: false }))).toEqual(['better', 'worse', 'none']);
  expect(names(inOrder(all, { by: 'result', ascending: true }))).toEqual(['worse', 'better', 'none']);
});

test('runs of one name are numbered from the oldest on', () => {
  const all = [
    listed('a', { startedAt: 3 }),
    listed('b'),
    listed('a', { startedAt: 1 }),
    listed('a', { startedAt: 2 }),
  ];
  expect(names(withOwnNames(all))).toEqual(['a (3)', 'b', 'a', 'a (2)']);
});
