// From the run's measurements to the rows and lines that the charts draw. Colour is who, dash is what.

import type { ChartLine, ChartRow } from '../../ui/chart/line-chart';
import { type Arm, ARMS, type Assistant, ASSISTANTS, isTeacher } from '../../catalog/arms';
import type { FigureId } from '../../catalog/figures';
import type { TermInfo } from '../../catalog/types';
import type { Evaluation, SeriesPoint } from '../../state/metrics';

/** A line of the loss chart; term: absent for the total. */
interface LossCurve {
  arm: Arm;
  term?: TermInfo;
  dash?: string;
  width?: number;
}

/** Assistants have one colour. */
const ASSISTANT_DASHES: Readonly<Record<Assistant, string>> = {
  assistant1: '14 3',
  assistant2: '6 2 2 2',
  assistant3: '3 3',
};

const TERM_DASHES = ['7 3', '2 3', '9 3 2 3', '4 2', '1 3'] as const;

/** The student's total and its parts; of the others the total, each with a dash of its own. */
export const lossCurves = (terms: readonly TermInfo[]): readonly LossCurve[] => [
  { arm: 'student', width: 2.5 },
  ...terms.map((term, i) => ({
    arm: 'student' as const,
    term,
    dash: TERM_DASHES[i % TERM_DASHES.length]!,
    ...(term.weight === 'soft' && { width: 2 }),
  })),
  { arm: 'baseline', dash: '9 4 2 4' },
  { arm: 'softLabelled', dash: '12 3' },
  { arm: 'teacherLabels', dash: '1 4' },
  { arm: 'ownRows', dash: '2 6' },
  { arm: 'teacher' },
  { arm: 'teacher2', dash: '8 2' },
  { arm: 'teacher3', dash: '5 2' },
  { arm: 'teacher4', dash: '3 2' },
  ...ASSISTANTS.map((arm): LossCurve => ({ arm, dash: ASSISTANT_DASHES[arm] })),
];

const keyOf = (arm: Arm, what: string): string => `${arm} ${what}`;

const lossKey = ({ arm, term }: LossCurve): string => keyOf(arm, term?.id ?? 'loss');

/** One row a step, in order. On a logarithmic axis only positive values have a place. */
export function lossRows(
  curves: readonly LossCurve[],
  points: (arm: Arm) => readonly SeriesPoint[],
  positiveOnly: boolean,
): ChartRow[] {
  const rows = new Map<number, ChartRow>();
  for (const curve of curves)
    for (const point of points(curve.arm)) {
      const value = curve.term ? point.terms[curve.term.id] : point.loss;
      if (value === undefined || !Number.isFinite(value) || (positiveOnly && value <= 0)) continue;
      const row = rows.get(point.step) ?? { step: point.step };
      row[lossKey(curve)] = value;
      rows.set(point.step, row);
    }
  return [...rows.values()].sort((a, b) => a.step - b.step);
}

/** Lines of the arms that have points. */
export function lossLines(
  curves: readonly LossCurve[],
  points: (arm: Arm) => readonly SeriesPoint[],
  name: (term: TermInfo | undefined) => string,
  who: (arm: Arm) => string,
): ChartLine[] {
  return curves
    .filter(({ arm }) => arm === 'student' || points(arm).length > 0)
    .map((curve) => ({
      key: lossKey(curve),
      arm: curve.arm,
      who: who(curve.arm),
      what: name(curve.term),
      dash: curve.dash,
      width: curve.width,
    }));
}

/** The dash of each figure; others are solid. */
export const FIGURE_DASHES: Partial<Record<FigureId, string>> = {
  agreement: '6 3',
  exactCall: '2 3',
  intent: '10 3',
  toolName: '9 3 2 3',
  argumentF1: '4 2',
  trainAccuracy: '1 3',
  intentAccuracy: '12 2 2 2',
  intentAgreement: '3 5',
};

/** The controls, assistants and further teachers are told apart without colour, too, where the figure's own line is solid. */
const CONTROL_DASHES: Partial<Record<Arm, string>> = {
  softLabelled: '12 3',
  teacherLabels: '1 4',
  ownRows: '2 6',
  teacher2: '8 2',
  teacher3: '5 2',
  teacher4: '3 2',
  ...ASSISTANT_DASHES,
};

/** One row a step. The teacher does not change: its figures make a level line up to the last step. */
export function accuracyRows(
  evaluations: readonly Evaluation[],
  figures: readonly FigureId[],
  lastStep: number,
): ChartRow[] {
  const rows = new Map<number, ChartRow>();
  const put = (step: number, evaluation: Evaluation) => {
    const row = rows.get(step) ?? { step };
    for (const figure of figures) {
      const value = evaluation.figures[figure];
      if (value !== undefined) row[keyOf(evaluation.arm, figure)] = value;
    }
    rows.set(step, row);
  };
  for (const evaluation of evaluations) {
    if (isTeacher(evaluation.arm)) [0, lastStep].forEach((step) => put(step, evaluation));
    else put(evaluation.step, evaluation);
  }
  return [...rows.values()].sort((a, b) => a.step - b.step);
}

export function accuracyLines(
  evaluations: readonly Evaluation[],
  figures: readonly FigureId[],
  name: (figure: FigureId) => string,
  who: (arm: Arm) => string,
): ChartLine[] {
  const arms = ARMS.filter((arm) => evaluations.some((evaluation) => evaluation.arm === arm));
  return arms.flatMap((arm) =>
    figures
      // a teacher agrees with itself
      .filter((figure) => !isTeacher(arm) || figure !== 'agreement')
      .filter((figure) => evaluations.some((e) => e.arm === arm && e.figures[figure] !== undefined))
      .map((figure) => ({
        key: keyOf(arm, figure),
        arm,
        who: who(arm),
        what: name(figure),
        dash: FIGURE_DASHES[figure] ?? CONTROL_DASHES[arm],
        width: figure === 'accuracy' ? 2.5 : 1.75,
        dots: !isTeacher(arm),
      })),
  );
}
