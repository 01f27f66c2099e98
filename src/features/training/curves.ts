// From the run's measurements to the rows and lines that the charts draw. Colour is who, dash is what.

import type { ChartLine, ChartRow } from '../../ui/chart/line-chart';
import { type Arm, ARMS } from '../../catalog/arms';
import type { Evaluation, Metric, SeriesPoint } from '../../state/metrics';

/** The student's parts; of the others the total, each with a dash of its own (teacher and baseline have no other part). */
export const LOSS_CURVES: readonly { arm: Arm; metric: Metric; dash?: string; width?: number }[] = [
  { arm: 'student', metric: 'loss', width: 2.5 },
  { arm: 'student', metric: 'ce', dash: '7 3' },
  { arm: 'student', metric: 'kl', dash: '2 3', width: 2 },
  { arm: 'baseline', metric: 'loss', dash: '9 4 2 4' },
  { arm: 'softLabelled', metric: 'loss', dash: '12 3' },
  { arm: 'teacherLabels', metric: 'loss', dash: '1 4' },
  { arm: 'teacher', metric: 'loss' },
];

const keyOf = (arm: Arm, what: string): string => `${arm} ${what}`;

/** One row a step, in order. On a logarithmic axis only positive values have a place. */
export function lossRows(points: (arm: Arm) => readonly SeriesPoint[], positiveOnly: boolean): ChartRow[] {
  const rows = new Map<number, ChartRow>();
  for (const { arm, metric } of LOSS_CURVES)
    for (const point of points(arm)) {
      const value = point[metric];
      if (!Number.isFinite(value) || (positiveOnly && value <= 0)) continue;
      const row = rows.get(point.step) ?? { step: point.step };
      row[keyOf(arm, metric)] = value;
      rows.set(point.step, row);
    }
  return [...rows.values()].sort((a, b) => a.step - b.step);
}

/** Lines of the arms that have points. */
export function lossLines(
  points: (arm: Arm) => readonly SeriesPoint[],
  name: (metric: Metric) => string,
  who: (arm: Arm) => string,
): ChartLine[] {
  return LOSS_CURVES.filter(({ arm }) => arm === 'student' || points(arm).length > 0).map(
    ({ arm, metric, ...look }) => ({
      key: keyOf(arm, metric),
      arm,
      who: who(arm),
      what: name(metric),
      ...look,
    }),
  );
}

/** The figures of an evaluation, with the dash of each. */
export const FIGURES = {
  accuracy: undefined,
  agreement: '6 3',
  exactCall: '2 3',
  intent: '10 3',
  toolName: '9 3 2 3',
  argument: '4 2',
  trainAccuracy: '1 3',
} as const satisfies Partial<Record<keyof Evaluation, string | undefined>>;
export type Figure = keyof typeof FIGURES;

/** The controls are told apart without colour, too, where the figure's own line is solid. */
const CONTROL_DASHES: Partial<Record<Arm, string>> = { softLabelled: '12 3', teacherLabels: '1 4' };

/** The figures that a check of each task gives. */
export const TASK_FIGURES: Readonly<Record<string, readonly Figure[]>> = {
  agent: ['accuracy', 'agreement', 'exactCall', 'intent', 'toolName', 'argument'],
  intents: ['accuracy', 'agreement'],
  points: ['accuracy', 'agreement', 'trainAccuracy'],
};

/** One row a step. The teacher does not change: its figures make a level line up to the last step. */
export function accuracyRows(
  evaluations: readonly Evaluation[],
  figures: readonly Figure[],
  lastStep: number,
): ChartRow[] {
  const rows = new Map<number, ChartRow>();
  const put = (step: number, evaluation: Evaluation) => {
    const row = rows.get(step) ?? { step };
    for (const figure of figures) {
      const value = evaluation[figure];
      if (value !== undefined) row[keyOf(evaluation.arm, figure)] = value;
    }
    rows.set(step, row);
  };
  for (const evaluation of evaluations) {
    if (evaluation.arm === 'teacher') [0, lastStep].forEach((step) => put(step, evaluation));
    else put(evaluation.step, evaluation);
  }
  return [...rows.values()].sort((a, b) => a.step - b.step);
}

export function accuracyLines(
  evaluations: readonly Evaluation[],
  figures: readonly Figure[],
  name: (figure: Figure) => string,
  who: (arm: Arm) => string,
): ChartLine[] {
  const arms = ARMS.filter((arm) => evaluations.some((evaluation) => evaluation.arm === arm));
  return arms.flatMap((arm) =>
    figures
      // a teacher agrees with itself
      .filter((figure) => arm !== 'teacher' || figure !== 'agreement')
      .filter((figure) => evaluations.some((e) => e.arm === arm && e[figure] !== undefined))
      .map((figure) => ({
        key: keyOf(arm, figure),
        arm,
        who: who(arm),
        what: name(figure),
        dash: FIGURES[figure] ?? CONTROL_DASHES[arm],
        width: figure === 'accuracy' ? 2.5 : 1.75,
        dots: arm !== 'teacher',
      })),
  );
}
