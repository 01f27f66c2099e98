// What a race over seeds shows, and why it may have come out so: numbers and codes; the interface has the words. A verdict waits
// for all seeds: whoever looks earlier sees the outcome change from seed to seed. A comparison is of pairs: student less rival
// with the same seed, so the same data, first weights and order. Over two seeds or more the interval is Student's t of those
// differences (lib/t-interval.ts says why no bootstrap), and gained or lost is only what lies wholly on that side of zero. One
// seed decides nothing: its interval is of the test examples, by bootstrap, and knows nothing of other seeds.

import { type Arm, type Rival, rivals } from '../catalog/arms';
import { mainFigure } from '../catalog/catalog';
import type { FigureId } from '../catalog/figures';
import { type Interval, meanInterval } from '../lib/t-interval';
import type { CellResult, Study } from '../storage/study';

export type Outcome = 'gained' | 'lost' | 'same' | 'undecided' | 'one-seed';

export interface Comparison extends Interval {
  rival: Rival;
  outcome: Outcome;
  seeds: number;
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
  /** One a seed that is done, in order; NaN where a run has no such figure. */
  values: number[];
  interval: Interval;
}

export interface Verdict {
  comparisons: Comparison[];
  /** Against the baseline; null where it did not race. */
  main: Comparison | null;
  /** What each control is above the baseline: it overlaps with the student's own gain. Only where there is one. */
  shares: { rival: Exclude<Rival, 'baseline'>; gain: Interval }[];
  reasons: Reason[];
}

export interface RaceResult {
  figure: FigureId;
  /** That are in. */
  seeds: number;
  /** That were asked for. */
  planned: number;
  arms: ArmResult[];
  /** Null until all seeds are in, or the race was cancelled. */
  verdict: Verdict | null;
}

/** From these on a fact of the run counts as a reason. */
const LIMITS = { allLabels: 0.9, teacherSure: 0.9, teacherAhead: 0.02, rise: 0.02, fewSeeds: 5 };

function outcomeOf({ value, low, high }: Interval, seeds: number): Outcome {
  if (seeds === 1) return 'one-seed';
  if (value === 0 && low === 0 && high === 0) return 'same';
  if (low > 0) return 'gained';
  if (high < 0) return 'lost';
  return 'undecided';
}

const valueOf = ({ report }: CellResult, arm: Arm, figure: FigureId): number =>
  report.arms.find((entry) => entry.arm === arm)?.figures[figure]?.value ?? NaN;

const meanOf = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** The main figures are shares, and so are differences of them, with a sign. */
const SHARE = { least: 0, most: 1 };
const DIFFERENCE = { least: -1, most: 1 };

const isOver = ({ status, cells }: Study): boolean =>
  status === 'cancelled' || cells.every((cell) => cell.status === 'done' || cell.status === 'failed');

/** What is known from the runs that are done; null before the first. */
export function resultOf(race: Study): RaceResult | null {
  const figure = mainFigure(race.base.task);
  const results = race.cells.flatMap(({ result }) => result ?? []);
  const [first] = results;
  if (!first) return null;
  const over = isOver(race);
  const arms = first.report.arms.map(({ arm }): ArmResult => {
    const values = results.map((result) => valueOf(result, arm, figure));
    const interval = meanInterval(values, SHARE);
    return { arm, values, interval: over ? interval : { ...interval, low: NaN, high: NaN } };
  });
  return {
    figure,
    seeds: results.length,
    planned: race.cells.length,
    arms,
    verdict: over ? verdictOf(race, results, figure) : null,
  };
}

function verdictOf(race: Study, results: readonly CellResult[], figure: FigureId): Verdict {
  const seeds = results.length;
  const pairs = (a: Arm, b: Arm): Interval =>
    meanInterval(
      results.map((result) => valueOf(result, a, figure) - valueOf(result, b, figure)),
      DIFFERENCE,
    );
  const comparisons = rivals
    .filter(({ id }) => race.base[id])
    .map(({ id }): Comparison => {
      const bootstrapped = results[0]!.report.gains.find(({ rival }) => rival === id)?.figures[figure];
      const { value, low, high } = seeds === 1 && bootstrapped ? bootstrapped : pairs('student', id);
      return { rival: id, value, low, high, seeds, outcome: outcomeOf({ value, low, high }, seeds) };
    });
  const main = comparisons.find(({ rival }) => rival === 'baseline') ?? null;
  const shares =
    main?.outcome === 'gained'
      ? (['teacherLabels', 'softLabelled'] as const)
          .filter((id) => race.base[id])
          .map((rival) => ({ rival, gain: pairs(rival, 'baseline') }))
      : [];
  return { comparisons, main, shares, reasons: reasonsOf(race, results, figure, main) };
}

function reasonsOf(
  { base }: Study,
  results: readonly CellResult[],
  figure: FigureId,
  main: Comparison | null,
): Reason[] {
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
  if (main.outcome === 'undecided' && results.length < LIMITS.fewSeeds)
    reasons.push({ code: 'few-seeds', seeds: results.length });
  return reasons;
}
