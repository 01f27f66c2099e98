import { expect, test } from 'vitest';
import { parseRunConfig } from '../catalog/run-config';
import { arithmeticOf, type Claim, claimOf } from '../storage/claim';
import type { RunRecord } from '../storage/run-record';
import { holdAgainst } from './claim-check';
import { reportOf } from './testing';

const { config } = parseRunConfig({ task: 'points', baseline: true });

const ran = (accuracy: number, weights = 'a'.repeat(16), changes: Partial<RunRecord> = {}): RunRecord => {
  const report = reportOf({ student: accuracy, baseline: 0.5 });
  return {
    id: 'run',
    startedAt: 0,
    status: 'done',
    step: 100,
    config,
    environment: { backend: 'wasm', adapter: '', threads: 2, userAgent: 'Browser', version: '1' },
    series: { arm: ['student', 'student'], step: [1, 2], loss: [2, 1], terms: { ce: [1, 0.5] } },
    evaluations: [],
    report: { ...report, arms: report.arms.map((arm) => ({ ...arm, weights })) },
    ...changes,
  };
};
const original = ran(0.75);
const claim = claimOf(original)!;
const elsewhere = (run: RunRecord, change: Partial<RunRecord['environment']>): RunRecord => ({
  ...run,
  environment: { ...run.environment, ...change },
});

test('the same bits confirm a claim, by its link and by its run', () => {
  expect(claim).toMatchObject({ rival: 'baseline', value: 0.25 });
  expect(holdAgainst(claim, ran(0.75))).toMatchObject({
    confirmed: true,
    rule: 'equal',
    bitForBit: true,
    sameWeights: true,
    curvesDifferAt: null,
    figures: [{ claimed: 0.25, found: 0.25 }],
  });
  const outcome = holdAgainst(claim, ran(0.75), original)!;
  expect(outcome).toMatchObject({ confirmed: true, bitForBit: true, curvesDifferAt: Infinity });
  expect(outcome.figures.map(({ arm, rival }) => [arm, rival])).toEqual([
    ['student', 'baseline'],
    ['student', null],
    ['baseline', null],
  ]);
});

test('under the same arithmetic the last digit, another weight or a curve refutes it', () => {
  expect(holdAgainst({ ...claim, value: 0.25 + 1e-15 }, ran(0.75))).toMatchObject({
    confirmed: false,
    rule: 'equal',
  });
  expect(holdAgainst(claim, ran(0.75, 'b'.repeat(16)))).toMatchObject({
    confirmed: false,
    sameWeights: false,
  });
  const bent = ran(0.75, undefined, { series: { ...original.series, terms: { ce: [1, 0.6] } } });
  expect(holdAgainst(claim, bent, original)).toMatchObject({ confirmed: false, curvesDifferAt: 2 });
  const short = { arm: ['student' as const], step: [1], loss: [2], terms: { ce: [1] } };
  expect(holdAgainst(claim, ran(0.75, undefined, { series: short }), original)).toMatchObject({
    curvesDifferAt: 2,
  });
});

test('the time that steps took is no difference', () => {
  const timed = ran(0.75, undefined, { series: { ...original.series, ms: [5, 9] } });
  expect(holdAgainst(claim, timed, original)).toMatchObject({ bitForBit: true });
});

test('in another browser a value within the replay’s interval confirms it, one outside refutes it', () => {
  const other = (accuracy: number) => elsewhere(ran(accuracy, 'b'.repeat(16)), { userAgent: 'Other' });
  expect(holdAgainst(claim, other(0.755))).toMatchObject({
    confirmed: true,
    rule: 'interval',
    bitForBit: false,
  });
  expect(holdAgainst(claim, other(0.8))).toMatchObject({ confirmed: false, rule: 'interval' });
  // the same bits all the same
  expect(holdAgainst(claim, elsewhere(ran(0.75), { userAgent: 'Other' }))).toMatchObject({ bitForBit: true });
});

test('a GPU never promises the same bits', () => {
  const gpu = elsewhere(ran(0.75, 'b'.repeat(16)), { backend: 'webgpu' });
  const onGpu: Claim = { ...claim, backend: 'webgpu', arithmetic: arithmeticOf(gpu.environment) };
  expect(holdAgainst(onGpu, gpu)).toMatchObject({ confirmed: true, rule: 'interval', sameWeights: false });
});

test('a replay without the figure says nothing', () => {
  expect(holdAgainst(claim, { ...ran(0.75), report: reportOf({ student: 0.75 }) })).toBeNull();
});
