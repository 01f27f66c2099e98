// What a teacher is worth in labels: the baseline learns from more and more of them, until it does what the student did with few.
// The student and its own share of labels are the race's; the rest is a study of the baseline alone.

import { mainFigure } from '../catalog/catalog';
import type { FigureId } from '../catalog/figures';
import type { CellResult, Study } from '../storage/study';

/** Twice as many labels, and again, up to all; none where all are there already. */
export function moreLabels(share: number): number[] {
  const shares: number[] = [];
  for (let next = 2 * share; next < 1; next *= 2) shares.push(Number(next.toPrecision(6)));
  return share < 1 ? [...shares, 1] : [];
}

export interface Worth {
  figure: FigureId;
  /** The student's mean over the seeds, and how many labels it had. */
  student: number;
  had: number;
  /** Means of the baseline, by ascending numbers of labels. */
  curve: readonly { labels: number; value: number; runs: number }[];
  /** Labels with which the baseline does as well; null where it never does. */
  needed: number | null;
}

const valueOf = ({ report }: CellResult, arm: 'student' | 'baseline', figure: FigureId): number =>
  report.arms.find((entry) => entry.arm === arm)?.figures[figure]?.value ?? NaN;

const meanOf = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

const resultsOf = ({ cells }: Study): CellResult[] => cells.flatMap(({ result }) => result ?? []);

/** Null while there is nothing to compare: no race with a baseline, or none of the study's runs is in. */
export function worthOf(race: Study, study: Study): Worth | null {
  const figure = mainFigure(race.base.task);
  const raced = resultsOf(race);
  const more = resultsOf(study);
  if (raced.length === 0 || more.length === 0 || !race.base.baseline) return null;
  const values = new Map<number, number[]>();
  const note = (result: CellResult, value: number) => {
    const { labelled } = result.report.rows;
    values.set(labelled, [...(values.get(labelled) ?? []), value]);
  };
  for (const result of raced) note(result, valueOf(result, 'baseline', figure));
  for (const result of more) note(result, valueOf(result, 'student', figure));
  const curve = [...values]
    .map(([labels, all]) => ({ labels, value: meanOf(all), runs: all.length }))
    .sort((a, b) => a.labels - b.labels);
  const student = meanOf(raced.map((result) => valueOf(result, 'student', figure)));
  return { figure, student, had: raced[0]!.report.rows.labelled, curve, needed: crossing(curve, student) };
}

/** Where a curve first reaches a value, straight between its points over the logarithm of labels. */
function crossing(curve: Worth['curve'], value: number): number | null {
  const at = curve.findIndex((point) => point.value >= value);
  if (at < 0) return null;
  const there = curve[at]!;
  const before = curve[at - 1];
  if (!before) return there.labels;
  const way = (value - before.value) / (there.value - before.value);
  return Math.round(before.labels * (there.labels / before.labels) ** way);
}
