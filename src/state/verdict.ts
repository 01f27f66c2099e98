// What a race over seeds shows, and why it may have come out so: numbers and codes; the interface has the words. A comparison is
// of pairs: student less rival with the same seed, so the same data, first weights and order. Over two seeds or more the
// interval is Student's t of those differences (lib/t-interval.ts says why no bootstrap); with one seed it is the bootstrap over
// test examples, which knows nothing of other seeds. Gained or lost only where the whole interval lies on that side of zero.

import { type Arm, type Rival, rivals } from '../catalog/arms';
import { mainFigure } from '../catalog/catalog';
import type { FigureId } from '../catalog/figures';
import { type Interval, meanInterval } from '../lib/t-interval';
import type { CellResult, Study } from '../storage/study';

export type Outcome = 'gained' | 'lost' | 'same' | 'undecided';

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
  | { code: 'few-steps'; rise: number }
  | { code: 'few-seeds'; seeds: number };

export interface ArmResult {
  arm: Arm;
  /** One a seed that is done, in order; NaN where a run has no such figure. */
  values: number[];
  interval: Interval;
}

export interface Verdict {
  figure: FigureId;
  seeds: number;
  arms: ArmResult[];
  comparisons: Comparison[];
  /** Against the baseline; null where it did not race. */
  main: Comparison | null;
  /** Of that gain, what each control has without the student's advantage: control less baseline. Only where there is a gain. */
  shares: { rival: Exclude<Rival, 'baseline'>; gain: Interval }[];
  reasons: Reason[];
}

/** From these on a fact of the run counts as a reason. */
const LIMITS = { allLabels: 0.9, teacherSure: 0.9, teacherAhead: 0.02, rise: 0.02, fewSeeds: 5 };

function outcomeOf({ value, low, high }: Interval): Outcome {
  if (value === 0 && low === 0 && high === 0) return 'same';
  if (low > 0) return 'gained';
  if (high < 0) return 'lost';
  return 'undecided';
}

const valueOf = ({ report }: CellResult, arm: Arm, figure: FigureId): number =>
  report.arms.find((entry) => entry.arm === arm)?.figures[figure]?.value ?? NaN;

const meanOf = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** What is known from the runs that are done; null before the first. */
export function verdictOf(race: Study): Verdict | null {
  const figure = mainFigure(race.base.task);
  const results = race.cells.flatMap(({ result }) => result ?? []);
  const [first] = results;
  if (!first) return null;
  const seeds = results.length;
  const arms = first.report.arms.map(({ arm }): ArmResult => {
    const values = results.map((result) => valueOf(result, arm, figure));
    return { arm, values, interval: meanInterval(values) };
  });
  const pairs = (a: Arm, b: Arm): number[] =>
    results.map((result) => valueOf(result, a, figure) - valueOf(result, b, figure));
  const comparisons = rivals
    .filter(({ id }) => race.base[id])
    .map(({ id }): Comparison => {
      const bootstrapped = first.report.gains.find(({ rival }) => rival === id)?.figures[figure];
      const { value, low, high } =
        seeds === 1 && bootstrapped ? bootstrapped : meanInterval(pairs('student', id));
      return { rival: id, value, low, high, seeds, outcome: outcomeOf({ value, low, high }) };
    });
  const main = comparisons.find(({ rival }) => rival === 'baseline') ?? null;
  const shares =
    main?.outcome === 'gained'
      ? (['teacherLabels', 'softLabelled'] as const)
          .filter((id) => race.base[id])
          .map((rival) => ({ rival, gain: meanInterval(pairs(rival, 'baseline')) }))
      : [];
  return { figure, seeds, arms, comparisons, main, shares, reasons: reasonsOf(race, results, figure, main) };
}

function reasonsOf(
  { base }: Study,
  results: readonly CellResult[],
  figure: FigureId,
  main: Comparison | null,
): Reason[] {
  if (!main || main.outcome === 'gained') return [];
  if (base.lambda === 1) return [{ code: 'lambda-one' }];
  const reasons: Reason[] = [];
  const { total, labelled } = results[0]!.report.rows;
  if (labelled / total >= LIMITS.allLabels) reasons.push({ code: 'all-labels', share: labelled / total });
  const sure = meanOf(results.map((result) => valueOf(result, 'teacher', 'sure')));
  if (sure >= LIMITS.teacherSure) reasons.push({ code: 'teacher-sure', share: sure });
  const ahead = meanOf(
    results.map((result) => valueOf(result, 'teacher', figure) - valueOf(result, 'baseline', figure)),
  );
  if (ahead < LIMITS.teacherAhead) reasons.push({ code: 'teacher-no-better', ahead });
  const rise = meanOf(results.flatMap(({ lastRise }) => lastRise ?? []));
  if (rise >= LIMITS.rise) reasons.push({ code: 'few-steps', rise });
  if (main.outcome === 'undecided' && results.length < LIMITS.fewSeeds)
    reasons.push({ code: 'few-seeds', seeds: results.length });
  return reasons;
}
