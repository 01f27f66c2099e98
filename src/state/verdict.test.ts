import { describe, expect, it } from 'vitest';
import { foldNames } from '../catalog/folds';
import { defaultConfig, type RunConfig } from '../catalog/run-config';
import { pairedDifference } from '../lib/paired-difference';
import { wilson } from '../lib/wilson';
import type { Report } from '../protocol/report';
import { newStudy, type Study } from '../storage/study';
import { reportOf } from './testing';
import { resultOf } from './verdict';

const base: RunConfig = { ...defaultConfig, task: 'points', baseline: true, labelShare: 0.1 };

function race(reports: readonly Report[], changes: Partial<RunConfig> = {}, lastRise = 0): Study {
  const study = newStudy('race', { ...base, ...changes }, [{ field: 'seed', values: [1, 2, 3] }], 0);
  const cells = reports.map((report) => ({ status: 'done' as const, result: { report, lastRise } }));
  return { ...study, cells: [...cells, ...study.cells.slice(cells.length)] };
}

const verdictOf = (study: Study) => resultOf(study)?.verdict ?? null;

describe('a verdict', () => {
  it('has nothing to say before the first run is done', () => {
    expect(resultOf(race([]))).toBeNull();
  });

  it('waits for all seeds, or for the end of a race that was cancelled', () => {
    const of = (gain: number) => reportOf({ teacher: 0.95, student: 0.7 + gain, baseline: 0.7 });
    const two = race([of(0.1), of(0.11)]);
    expect(resultOf(two)).toMatchObject({ runs: 2, planned: 3, verdict: null });
    expect(resultOf(two)!.arms[1]!.interval).toMatchObject({ low: NaN, high: NaN });
    expect(verdictOf({ ...two, status: 'cancelled' })!.main).toMatchObject({ outcome: 'gained' });
    const failed = { ...two, cells: [...two.cells.slice(0, 2), { status: 'failed' as const, result: null }] };
    expect(resultOf(failed)).toMatchObject({ runs: 2, verdict: { main: { outcome: 'gained' } } });
  });

  it('has no mean above 100 %', () => {
    const reports = [0.98, 1, 0.97].map((student) => reportOf({ teacher: 1, student, baseline: 0.8 }));
    for (const { interval } of resultOf(race(reports))!.arms) expect(interval.high).toBeLessThanOrEqual(1);
  });

  it('is gained where the whole interval of the seeds’ differences is above zero', () => {
    const reports = [0.1, 0.11, 0.12].map((gain) =>
      reportOf({ teacher: 0.95, student: 0.8 + gain, baseline: 0.8 }),
    );
    const { main, reasons } = verdictOf(race(reports))!;
    expect(main).toMatchObject({ outcome: 'gained', value: expect.closeTo(0.11, 10) });
    // mean .11, standard deviation .01, t(2) = 4.3027
    expect(main!.low).toBeCloseTo(0.11 - (4.3027 * 0.01) / Math.sqrt(3), 8);
    expect(reasons).toEqual([]);
  });

  it('is undecided where the seeds disagree, lost where all are below', () => {
    const of = (gains: number[]) =>
      verdictOf(race(gains.map((gain) => reportOf({ teacher: 0.95, student: 0.7 + gain, baseline: 0.7 }))))!;
    expect(of([0.2, 0.01, -0.05]).main!.outcome).toBe('undecided');
    expect(of([-0.1, -0.11, -0.12]).main!.outcome).toBe('lost');
    expect(of([0.2, 0.01, -0.05]).reasons).toEqual([{ code: 'few-seeds', seeds: 3 }]);
  });

  it('of one seed decides nothing, and has the interval over its examples', () => {
    const one = race([reportOf({ teacher: 0.9, student: 0.8, baseline: 0.7 })]);
    const { main, reasons } = verdictOf({ ...one, cells: one.cells.slice(0, 1) })!;
    expect(main).toMatchObject({ outcome: 'one-seed', low: expect.closeTo(0.09, 8) });
    expect(reasons).toEqual([]);
  });

  it('names what kept the teacher from helping', () => {
    const codes = (study: Study) => verdictOf(study)!.reasons.map(({ code }) => code);
    const equal = reportOf({ teacher: 0.8, student: 0.8, baseline: 0.8 });
    expect(codes(race([equal, equal, equal], { lambda: 1 }))).toEqual(['lambda-one']);
    expect(codes(race([equal, equal, equal]))).toEqual(['teacher-no-better']);
    const behind = reportOf({ teacher: 0.75, student: 0.8, baseline: 0.8 });
    expect(verdictOf(race([behind, behind, behind]))!.reasons).toEqual([
      { code: 'teacher-behind', behind: expect.closeTo(0.05, 10) },
    ]);
    const sure = reportOf(
      { teacher: 0.99, student: 0.8, baseline: 0.8 },
      { rows: { total: 100, labelled: 100 } },
    );
    sure.arms[0]!.figures['sure'] = { value: 0.97, low: 0.9, high: 1, n: 100 };
    expect(codes(race([sure, sure, sure], {}, 0.05))).toEqual(['all-labels', 'teacher-sure', 'few-steps']);
    expect(verdictOf(race([sure, sure, sure]))!.main!.outcome).toBe('same');
  });

  it('says how much of a gain a control has, too', () => {
    const reports = [0, 0.01, 0.02].map((more) =>
      reportOf({
        teacher: 0.95,
        student: 0.9 + more,
        baseline: 0.7,
        teacherLabels: 0.88 + more,
        softLabelled: 0.72,
      }),
    );
    const verdict = verdictOf(race(reports, { teacherLabels: true, softLabelled: true }))!;
    const gains = verdict.shares.map(({ rival, gain }) => [rival, Number(gain.toFixed(4))]);
    expect(gains).toEqual([
      ['teacherLabels', 0.19],
      ['softLabelled', 0.02],
    ]);
    expect(verdict.comparisons.map(({ rival }) => rival)).toEqual([
      'baseline',
      'softLabelled',
      'teacherLabels',
    ]);
  });
});

describe('a verdict over folds', () => {
  /** A fold with so many test rows; of them right: student, baseline; won and lost against it. */
  function fold(n: number, student: number, baseline: number, won: number, lost: number): Report {
    const report = reportOf({ teacher: 1, student: student / n, baseline: baseline / n });
    for (const { figures } of report.arms) figures['accuracy'] = { ...figures['accuracy']!, n };
    return { ...report, gains: report.gains.map((gain) => ({ ...gain, pairs: { won, lost } })) };
  }
  const over = (reports: readonly Report[]): Study => ({
    ...race(reports),
    axes: [{ field: 'fold', values: foldNames(3) }],
  });
  const all = [fold(20, 18, 14, 5, 1), fold(20, 17, 14, 4, 1), fold(19, 19, 15, 4, 0)];

  it('pools the rows: Wilson’s interval for shares, that of pairs for the difference', () => {
    const { over: varied, rows, arms, verdict } = resultOf(over(all))!;
    expect([varied, rows]).toEqual(['folds', 59]);
    const [teacher, student, baseline] = arms.map(({ interval }) => interval);
    expect(teacher).toEqual({ value: 1, ...wilson(59, 59) });
    expect(student).toEqual({ value: 54 / 59, ...wilson(54, 59) });
    expect(baseline).toEqual({ value: 43 / 59, ...wilson(43, 59) });
    expect(verdict!.main).toEqual({ rival: 'baseline', outcome: 'gained', ...pairedDifference(13, 2, 59) });
  });

  it('waits for the last fold, and does not ask for more seeds', () => {
    expect(resultOf(over(all.slice(0, 2)))).toMatchObject({ runs: 2, verdict: null });
    const close = [fold(20, 15, 14, 3, 2), fold(20, 14, 14, 2, 2), fold(19, 14, 15, 1, 2)];
    const { main, reasons } = verdictOf(over(close))!;
    expect(main!.outcome).toBe('undecided');
    expect(reasons).toEqual([]);
  });
});
