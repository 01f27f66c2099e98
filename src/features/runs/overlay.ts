// Curves of several runs for one chart: which there are, and one of them over steps, time or tokens.

import { type Arm, ARMS } from '../../catalog/arms';
import { type FigureId, figures } from '../../catalog/figures';
import type { RunRecord } from '../../state/actions';

export const AXES = ['step', 'ms', 'tokens'] as const;
export type XAxis = (typeof AXES)[number];

/** "loss", a term of the loss by its id, or a figure of the checks. */
export type What = { kind: 'loss' } | { kind: 'term'; id: string } | { kind: 'figure'; id: FigureId };

export const keyOf = (what: What): string => (what.kind === 'loss' ? 'loss' : `${what.kind} ${what.id}`);

/** What any of the runs has a curve of. */
export function whatThere(runs: readonly RunRecord[]): What[] {
  const terms = new Set(runs.flatMap(({ series }) => Object.keys(series.terms)));
  const checked = new Set(
    runs.flatMap(({ evaluations }) => evaluations.flatMap(({ figures }) => Object.keys(figures))),
  );
  return [
    { kind: 'loss' },
    ...[...terms].map((id): What => ({ kind: 'term', id })),
    ...figures.filter(({ id }) => checked.has(id)).map(({ id }): What => ({ kind: 'figure', id })),
  ];
}

/** Who has a curve in any of the runs. */
export const armsThere = (runs: readonly RunRecord[]): Arm[] => {
  const there = new Set(
    runs.flatMap(({ series, evaluations }) => [...series.arm, ...evaluations.map(({ arm }) => arm)]),
  );
  return ARMS.filter((arm) => there.has(arm));
};

/** Points of an arm on the axis, in order of steps: its steps, and what stands on the axis there. */
interface Places {
  steps: readonly number[];
  /** Null where the run was kept without it. */
  at: readonly number[] | null;
}

function placesOf({ series }: RunRecord, arm: Arm, axis: XAxis): Places & { rows: readonly number[] } {
  const rows = series.arm.flatMap((one, i) => (one === arm ? [i] : []));
  const steps = rows.map((i) => series.step[i]!);
  if (axis === 'step') return { rows, steps, at: steps };
  const column = series[axis];
  const unit = axis === 'ms' ? 1000 : 1; // seconds
  return { rows, steps, at: column ? rows.map((i) => column[i]! / unit) : null };
}

/** What stands on the axis at a step between two points. */
function between({ steps, at }: Places & { at: readonly number[] }, step: number): number {
  const after = steps.findIndex((one) => one >= step);
  if (after < 0) return at.at(-1) ?? 0;
  const [s, x] = after === 0 ? [0, 0] : [steps[after - 1]!, at[after - 1]!];
  return x + ((at[after]! - x) * (step - s)) / (steps[after]! - s || 1);
}

/** One curve of a run; null where the run has none on this axis. Points without a value are left out. */
export function curveOf(
  run: RunRecord,
  { what, arm, axis }: { what: What; arm: Arm; axis: XAxis },
): { x: Float64Array; y: Float64Array } | null {
  const places = placesOf(run, arm, axis);
  const { rows, at } = places;
  if (at === null) return null;
  const points =
    what.kind === 'figure'
      ? run.evaluations.flatMap((evaluation) => {
          const value = evaluation.figures[what.id];
          if (evaluation.arm !== arm || value === undefined) return [];
          return [[axis === 'step' ? evaluation.step : between({ ...places, at }, evaluation.step), value]];
        })
      : rows.flatMap((row, i) => {
          const value = what.kind === 'loss' ? run.series.loss[row] : run.series.terms[what.id]?.[row];
          return value === null || value === undefined ? [] : [[at[i]!, value]];
        });
  if (points.length === 0) return null;
  return { x: Float64Array.from(points, ([x]) => x!), y: Float64Array.from(points, ([, y]) => y!) };
}
