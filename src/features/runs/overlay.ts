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

/** What stands on an axis at an entry of a run's series; null where the run was kept without it. */
function placesOf(series: RunRecord['series'], axis: XAxis): ((entry: number) => number) | null {
  const column = series[axis];
  if (!column) return null;
  return axis === 'ms' ? (entry) => column[entry]! / 1000 : (entry) => column[entry]!;
}

/** The entries of an arm, in order of steps. */
const entriesOf = ({ arm: arms }: RunRecord['series'], arm: Arm): number[] => {
  const entries: number[] = [];
  for (let i = 0; i < arms.length; i++) if (arms[i] === arm) entries.push(i);
  return entries;
};

/** What stands on the axis at a step between two entries. */
function between(
  steps: readonly number[],
  entries: readonly number[],
  place: (entry: number) => number,
  step: number,
): number {
  const after = entries.findIndex((entry) => steps[entry]! >= step);
  if (after < 0) return entries.length === 0 ? 0 : place(entries.at(-1)!);
  const [s, x] = after === 0 ? [0, 0] : [steps[entries[after - 1]!]!, place(entries[after - 1]!)];
  const next = entries[after]!;
  return x + ((place(next) - x) * (step - s)) / (steps[next]! - s || 1);
}

interface Asked {
  what: What;
  arm: Arm;
  axis: XAxis;
}

/** A run's values over an axis, ascending; null where there are none. */
type RunCurve = { x: Float64Array; y: Float64Array } | null;

/** What was drawn once is drawn again at the next change of the axis. */
const made = new WeakMap<RunRecord, Map<string, RunCurve>>();

/** One curve of a run; null where the run has none on this axis. Points without a value are left out. */
export function curveOf(run: RunRecord, asked: Asked): RunCurve {
  const key = `${keyOf(asked.what)} ${asked.arm} ${asked.axis}`;
  const known = made.get(run) ?? new Map<string, RunCurve>();
  made.set(run, known);
  if (!known.has(key)) known.set(key, makeCurve(run, asked));
  return known.get(key) ?? null;
}

function makeCurve({ series, evaluations }: RunRecord, { what, arm, axis }: Asked): RunCurve {
  const place = placesOf(series, axis);
  if (!place) return null;
  const entries = entriesOf(series, arm);
  const [x, y]: [number[], number[]] = [[], []];
  if (what.kind === 'figure') {
    for (const { arm: who, step, figures } of evaluations) {
      const value = figures[what.id];
      if (who !== arm || value === undefined) continue;
      x.push(axis === 'step' ? step : between(series.step, entries, place, step));
      y.push(value);
    }
  } else {
    const values = what.kind === 'loss' ? series.loss : (series.terms[what.id] ?? []);
    for (const entry of entries) {
      const value = values[entry];
      if (value === null || value === undefined) continue;
      x.push(place(entry));
      y.push(value);
    }
  }
  return x.length === 0 ? null : { x: Float64Array.from(x), y: Float64Array.from(y) };
}
