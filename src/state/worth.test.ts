import { expect, it } from 'vitest';
import { parseRunConfig } from '../catalog/run-config';
import { type CellResult, newStudy, type Study } from '../storage/study';
import { moreLabels, worthOf } from './worth';

const { config } = parseRunConfig({ task: 'intents', labelShare: 0.05, baseline: true });
const figure = (value: number) => ({ accuracy: { value, low: value, high: value, n: 100 } });

const result = (labelled: number, figures: Partial<Record<'student' | 'baseline', number>>): CellResult => ({
  lastRise: null,
  report: {
    step: 1,
    seed: 1,
    rows: { total: 1000, labelled },
    arms: Object.entries(figures).map(([arm, value]) => ({ arm, figures: figure(value) })),
  } as unknown as CellResult['report'],
});

const withResults = (study: Study, results: CellResult[]): Study => ({
  ...study,
  cells: study.cells.map((cell, i) => (results[i] ? { status: 'done', result: results[i] } : cell)),
});

const race = withResults(newStudy('race', config, [{ field: 'seed', values: [1, 2] }], 0), [
  result(50, { student: 0.8, baseline: 0.4 }),
  result(50, { student: 0.84, baseline: 0.44 }),
]);
const axes = [
  { field: 'labelShare', values: moreLabels(0.05) },
  { field: 'seed', values: [1, 2] },
] as const;
const worth = (values: [number, number][]) =>
  withResults(
    newStudy('worth', config, axes, 0),
    values.map(([labelled, student]) => result(labelled, { student })),
  );

it('doubles the labels up to all of them', () => {
  expect(moreLabels(0.05)).toEqual([0.1, 0.2, 0.4, 0.8, 1]);
  expect(moreLabels(0.5)).toEqual([1]);
  expect(moreLabels(1)).toEqual([]);
});

it('finds how many labels the baseline needs, between those that were tried', () => {
  const found = worthOf(
    race,
    worth([
      [100, 0.5],
      [100, 0.54],
      [400, 0.9],
      [400, 0.94],
    ]),
  )!;
  const near = (value: number) => expect.closeTo(value, 9) as number;
  expect(found.curve).toEqual([
    { labels: 50, value: near(0.42), runs: 2 },
    { labels: 100, value: near(0.52), runs: 2 },
    { labels: 400, value: near(0.92), runs: 2 },
  ]);
  expect([found.student, found.had]).toEqual([near(0.82), 50]);
  // three quarters of the way from 100 to 400 by their logarithms
  expect(found.needed).toBe(Math.round(100 * 4 ** 0.75));
});

it('says that no number of labels was enough, and that the baseline did as well with as many', () => {
  expect(worthOf(race, worth([[1000, 0.8]]))!.needed).toBe(null);
  const same = result(50, { student: 0.4, baseline: 0.5 });
  const better = withResults(race, [same, same]);
  expect(worthOf(better, worth([[1000, 0.8]]))!.needed).toBe(50);
  expect(worthOf(race, newStudy('worth', config, axes, 0))).toBe(null);
  expect(worthOf({ ...race, base: { ...config, baseline: false } }, worth([[1000, 0.8]]))).toBe(null);
});
