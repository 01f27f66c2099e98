// Two hundred pupils' codes come together in one summary; what does not count is named.

import { expect, test } from 'vitest';
import { parseRunConfig } from '../catalog/run-config';
import { meanInterval } from '../lib/t-interval';
import { createRng } from '../lib/rng';
import { fingerprintOf, toCode } from '../storage/class-code';
import { type ClassStudy, fromClassHash, partOf, toClassHash } from '../storage/class-study';
import { sortCodes, summaryOf } from './class-results';

const { config: base } = parseRunConfig({ task: 'points', teacher: 'mlp-64x64', student: 'mlp-8' });
const seeds: ClassStudy = { deal: 'seeds', pupils: 200, arms: ['student', 'baseline'], axes: [], base };
const fingerprint = fingerprintOf(toClassHash(seeds));
const rng = createRng(1);
/** Teacher, student and baseline of each pupil; the student is about eight points ahead. */
const shares = Array.from({ length: 200 }, () => {
  const luck = 0.03 * rng.normal();
  return [0.95, 0.88 + luck, 0.8 + luck + 0.01 * rng.normal()];
});
const codes = shares.map((figures, i) => toCode({ fingerprint, number: i + 1, figures }));

test('a class of 200 comes in by one paste, each number counted once', () => {
  const sorted = sortCodes(seeds, fingerprint, [], codes.join('\n'));
  expect(sorted).toMatchObject({ added: 200, twice: [], clashes: [], refused: [] });
  const { results, missing, outcomes } = summaryOf(seeds, sorted.codes);
  expect([results, missing, outcomes.length]).toEqual([200, [], 1]);
  const { groups, comparisons } = outcomes[0]!;
  expect(groups.map(({ arm, runs }) => [arm, runs.length])).toEqual([
    ['teacher', 200],
    ['student', 200],
    ['baseline', 200],
  ]);
  // in pairs, so that what a seed does to both takes nothing away
  const pairs = meanInterval(shares.map(([, student, baseline]) => student! - baseline!));
  expect(comparisons).toMatchObject([{ rival: 'baseline', outcome: 'gained', runs: [200] }]);
  expect(comparisons[0]!.low).toBeCloseTo(pairs.low, 4); // codes are rounded to 1.5e-5
  expect(comparisons[0]!.high).toBeCloseTo(pairs.high, 4);
});

test('duplicates, other results of a number, other studies and mistyped codes are named and left out', () => {
  const other = toCode({ fingerprint: 12_345, number: 3, figures: [0.9, 0.8, 0.7] });
  const clash = toCode({ fingerprint, number: 1, figures: [0.9, 0.8, 0.7] });
  const short = toCode({ fingerprint, number: 9, figures: [0.9] });
  const mistyped = codes[4]!.replace(/.$/, (sign) => (sign === '7' ? '8' : '7'));
  const newer = codes[5]!.replace('RT1', 'RT2');
  const text = [codes[0], codes[1], codes[1], other, clash, short, mistyped, newer].join(', ');
  const sorted = sortCodes(seeds, fingerprint, [codes[0]!], text);
  expect(sorted).toEqual({
    codes: [codes[0], codes[1]],
    added: 1,
    twice: [codes[0], codes[1]],
    clashes: [{ code: clash, number: 1 }],
    refused: [
      { code: other, why: 'other-study' },
      { code: short, why: 'unfit' },
      { code: mistyped, why: 'mistyped' },
      { code: newer, why: 'newer' },
    ],
  });
  expect(sortCodes(seeds, fingerprint, [], 'no code at all')).toMatchObject({ added: 0, refused: [] });
});

test('who is missing is said by number; one pupil decides nothing', () => {
  const { missing, outcomes } = summaryOf({ ...seeds, pupils: 4 }, [codes[1]!, codes[2]!]);
  expect(missing).toEqual([1, 4]);
  expect(outcomes[0]!.comparisons).toHaveLength(1);
  expect(summaryOf(seeds, [codes[0]!]).outcomes[0]!.comparisons).toEqual([]);
  expect(summaryOf(seeds, []).outcomes[0]!.groups[0]!.interval.value).toBeNaN();
});

test('cells: each has the runs of its pupils', () => {
  const study = fromClassHash(
    toClassHash({
      ...seeds,
      deal: 'cells',
      arms: ['student'],
      axes: [{ field: 'temperature', values: [1, 4] }],
    }),
  ) as ClassStudy;
  const mine = [0.5, 0.7, 0.6, 0.8].map((share, i) =>
    toCode({ fingerprint, number: i + 1, figures: [share] }),
  );
  const [outcome] = summaryOf(study, mine).outcomes;
  expect(outcome!.groups.map(({ values, runs }) => [values, runs.map(({ number }) => number)])).toEqual([
    [[1], [1, 3]],
    [[4], [2, 4]],
  ]);
  expect(outcome!.groups[1]!.interval.value).toBeCloseTo(0.75, 4);
});

test('arms: runs that have nothing to do with each other are compared as groups', () => {
  const study: ClassStudy = { ...seeds, deal: 'arms', pupils: 6 };
  const mine = [0.9, 0.7, 0.92, 0.75, 0.94, 0.71].map((share, i) => {
    expect(partOf(study, i + 1).arms).toEqual([i % 2 === 0 ? 'student' : 'baseline']);
    return toCode({ fingerprint, number: i + 1, figures: [share] });
  });
  const [outcome] = summaryOf(study, mine).outcomes;
  expect(outcome!.comparisons).toMatchObject([{ rival: 'baseline', outcome: 'gained', runs: [3, 3] }]);
  expect(outcome!.comparisons[0]!.value).toBeCloseTo(0.2, 4);
});
