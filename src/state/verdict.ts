// What a race over seeds shows, and why it may have come out so: numbers and codes; the interface has the words. A verdict waits
// for all seeds: whoever looks earlier sees the outcome change from seed to seed. A comparison is of pairs: student less rival
// with the same seed, so the same data, first weights and order. Over two seeds or more the interval is Student's t of those
// differences (lib/t-interval.ts says why no bootstrap), and gained or lost is only what lies wholly on that side of zero. One
// seed decides nothing: its interval is of the test examples, by bootstrap, and knows nothing of other seeds.
// A race over folds counts rows instead: each was tested once, by models that had not seen it, so the rows of all folds are pooled.
// Shares have Wilson's interval, differences that of pairs; what these know nothing of is other seeds, and that the models of two
// folds learnt much the same rows (no interval of a cross-validation quite does: Bengio and Grandvalet 2004).

import { type Arm, type Rival, rivals } from '../catalog/arms';
import { mainFigure } from '../catalog/catalog';
import type { FigureId } from '../catalog/figures';
import { pairedDifference } from '../lib/paired-difference';
import { type Interval, meanInterval } from '../lib/t-interval';
import { wilson } from '../lib/wilson';
import type { CellResult, Study } from '../storage/study';

export type Outcome = 'gained' | 'lost' | 'same' | 'undecided' | 'one-seed';

export interface Comparison extends Interval {
  rival: Rival;
  outcome: Outcome;
}

/** Why distillation may not have helped; each is read off the runs. */
export type Reason =
  | { code: 'lambda-one' }
  | { code: 'all-labels'; share: number }
  | { code: 'teacher-sure'; share: number }
  | { code: 'teacher-no-better'; ahead: number }
  | { code: 'teacher-behind'; behind: number }
  | { code: 'few-steps'; rise: number }
  | { code: 'few-seeds'; seeds: number };

export interface ArmResult {
  arm: Arm;
  /** One a run that is done, in order; NaN where a run has no such figure. */
  values: number[];
  interval: Interval;
}

export interface Verdict {
  comparisons: Comparison[];
  /** Against the baseline; null where it did not race. */
  main: Comparison | null;
  /** What each control is above the baseline: it overlaps with the student's own gain. Only where there is one. */
  shares: { rival: Exclude<Rival, 'baseline'>; gain: number }[];
  reasons: Reason[];
}

export interface RaceResult {
  figure: FigureId;
  /** What the runs differ in. */
  over: 'seeds' | 'folds';
  /** Runs that are in. */
  runs: number;
  /** Runs that were asked for. */
  planned: number;
  /** Test rows of all runs: of folds, each row once. */
  rows: number;
  arms: ArmResult[];
  /** Null until all runs are in, or the race was cancelled. */
  verdict: Verdict | null;
}

/** From these on a fact of the run counts as a reason. */
const LIMITS = { allLabels: 0.9, teacherSure: 0.9, teacherAhead: 0.02, rise: 0.02, fewSeeds: 5 };

/** What an interval of differences shows. */
export function outcomeOf({ value, low, high }: Interval): Exclude<Outcome, 'one-seed'> {
  if (value === 0 && low === 0 && high === 0) return 'same';
  if (low > 0) return 'gained';
  if (high < 0) return 'lost';
  return 'undecided';
}

const estimateOf = ({ report }: CellResult, arm: Arm, figure: FigureId) =>
  report.arms.find((entry) => entry.arm === arm)?.figures[figure];

const valueOf = (result: CellResult, arm: Arm, figure: FigureId): number =>
  estimateOf(result, arm, figure)?.value ?? NaN;

const sum = (values: readonly number[]): number => values.reduce((total, x) => total + x, 0);
const meanOf = (values: readonly number[]): number => sum(values) / values.length;

/** How many of all rows are hits. */
function pooled(results: readonly CellResult[], arm: Arm, figure: FigureId): { hits: number; n: number } {
  const each = results.flatMap((result) => estimateOf(result, arm, figure) ?? []);
  return { hits: sum(each.map(({ value, n }) => Math.round(value * n))), n: sum(each.map(({ n }) => n)) };
}

/** The main figures are shares, and so are differences of them, with a sign. */
export const SHARE = { least: 0, most: 1 };
export const DIFFERENCE = { least: -1, most: 1 };

const isOver = ({ status, cells }: Study): boolean =>
  status === 'cancelled' || cells.every((cell) => cell.status === 'done' || cell.status === 'failed');

/** What a race varies. */
const variedBy = ({ axes }: Study): RaceResult['over'] =>
  axes.some(({ field }) => field === 'fold') ? 'folds' : 'seeds';

/** What is known from the runs that are done; null before the first. @param figure one of the task's main figures. */
export function resultOf(race: Study, figure: FigureId = mainFigure(race.base.task)): RaceResult | null {
  const results = race.cells.flatMap(({ result }) => result ?? []);
  const [first] = results;
  if (!first) return null;
  const isAll = isOver(race);
  const over = variedBy(race);
  const intervalOf = (arm: Arm, values: readonly number[]): Interval => {
    if (over === 'seeds') return meanInterval(values, SHARE);
    const { hits, n } = pooled(results, arm, figure);
    return { value: hits / n, ...wilson(hits, n) };
  };
  const arms = first.report.arms.map(({ arm }): ArmResult => {
    const values = results.map((result) => valueOf(result, arm, figure));
    const interval = intervalOf(arm, values);
    return { arm, values, interval: isAll ? interval : { ...interval, low: NaN, high: NaN } };
  });
  return {
    figure,
    over,
    runs: results.length,
    planned: race.cells.length,
    rows: pooled(results, 'student', figure).n,
    arms,
    verdict: isAll ? verdictOf(race, results, figure) : null,
  };
}

function verdictOf(race: Study, results: readonly CellResult[], figure: FigureId): Verdict {
  const compare = variedBy(race) === 'folds' ? overFolds(results, figure) : overSeeds(results, figure);
  const racing = rivals.filter(({ id }) => race.base[id]);
  const comparisons = racing.map(({ id }): Comparison => ({ rival: id, ...compare.withRival(id) }));
  const main = comparisons.find(({ rival }) => rival === 'baseline') ?? null;
  const shares =
    main?.outcome === 'gained'
      ? (['teacherLabels', 'softLabelled', 'ownRows'] as const)
          .filter((id) => race.base[id])
          .map((rival) => ({ rival, gain: compare.aboveBaseline(rival) }))
      : [];
  return { comparisons, main, shares, reasons: reasonsOf(race, results, figure, main) };
}

/** How student and rivals compare, by what the runs differ in. */
interface Compare {
  withRival(rival: Rival): Interval & { outcome: Outcome };
  aboveBaseline(rival: Rival): number;
}

function overSeeds(results: readonly CellResult[], figure: FigureId): Compare {
  const pairs = (a: Arm, b: Arm): Interval =>
    meanInterval(
      results.map((result) => valueOf(result, a, figure) - valueOf(result, b, figure)),
      DIFFERENCE,
    );
  return {
    withRival(rival) {
      if (results.length > 1) {
        const difference = pairs('student', rival);
        return { ...difference, outcome: outcomeOf(difference) };
      }
      const { gains } = results[0]!.report;
      const bootstrapped = gains.find((gain) => gain.rival === rival)?.figures[figure];
      const { value, low, high } = bootstrapped ?? pairs('student', rival);
      return { value, low, high, outcome: 'one-seed' };
    },
    aboveBaseline: (rival) => pairs(rival, 'baseline').value,
  };
}

function overFolds(results: readonly CellResult[], figure: FigureId): Compare {
  const shareOf = (arm: Arm): number => {
    const { hits, n } = pooled(results, arm, figure);
    return hits / n;
  };
  return {
    withRival(rival) {
      const pairs = results.map(({ report }) => report.gains.find((gain) => gain.rival === rival)?.pairs);
      const [won, lost] = [
        sum(pairs.map((pair) => pair?.won ?? 0)),
        sum(pairs.map((pair) => pair?.lost ?? 0)),
      ];
      const difference = pairedDifference(won, lost, pooled(results, rival, figure).n);
      return { ...difference, outcome: outcomeOf(difference) };
    },
    aboveBaseline: (rival) => shareOf(rival) - shareOf('baseline'),
  };
}

function reasonsOf(
  race: Study,
  results: readonly CellResult[],
  figure: FigureId,
  main: Comparison | null,
): Reason[] {
  const { base } = race;
  if (!main || main.outcome === 'gained' || (main.outcome === 'one-seed' && main.low > 0)) return [];
  if (base.lambda === 1) return [{ code: 'lambda-one' }];
  const reasons: Reason[] = [];
  const { total, labelled } = results[0]!.report.rows;
  if (labelled / total >= LIMITS.allLabels) reasons.push({ code: 'all-labels', share: labelled / total });
  const sure = meanOf(results.map((result) => valueOf(result, 'teacher', 'sure')));
  if (sure >= LIMITS.teacherSure) reasons.push({ code: 'teacher-sure', share: sure });
  // of several teachers none need be ahead by itself
  if (base.moreTeachers !== '') return reasons;
  const ahead = meanOf(
    results.map((result) => valueOf(result, 'teacher', figure) - valueOf(result, 'baseline', figure)),
  );
  if (ahead < 0) reasons.push({ code: 'teacher-behind', behind: -ahead });
  else if (ahead < LIMITS.teacherAhead) reasons.push({ code: 'teacher-no-better', ahead });
  const rise = meanOf(results.flatMap(({ lastRise }) => lastRise ?? []));
  if (rise >= LIMITS.rise) reasons.push({ code: 'few-steps', rise });
  if (main.outcome === 'undecided' && variedBy(race) === 'seeds' && results.length < LIMITS.fewSeeds)
    reasons.push({ code: 'few-seeds', seeds: results.length });
  return reasons;
}
