// A study: the same experiment run several times with some settings varied. A race varies the seed, a sweep any two settings, a worth the share of labels that the student
// has without a teacher; the runs of a lesson are each what they are.
// Kept on this device after each run, so that it goes on after a reload. One of each kind; a new one takes the old one's place.

import { parseRunConfig, type RunConfig } from '../catalog/run-config';
import type { Report } from '../protocol/report';

export const STUDY_KINDS = ['race', 'worth', 'sweep', 'lesson'] as const;
export type StudyKind = (typeof STUDY_KINDS)[number];

export interface Axis {
  field: keyof RunConfig;
  values: readonly (string | number)[];
}

/** What is kept of a run: the report without what only a single run is looked at for. */
export interface CellResult {
  report: Report;
  /** How much the main figure of the student rose between its last two checks; null where there was one. */
  lastRise: number | null;
}

export interface StudyCell {
  status: 'waiting' | 'running' | 'done' | 'failed';
  result: CellResult | null;
}

export interface Study {
  kind: StudyKind;
  /** Milliseconds since the epoch. */
  startedAt: number;
  status: 'running' | 'paused' | 'done' | 'cancelled';
  /** What the cells have in common. */
  base: RunConfig;
  axes: readonly Axis[];
  /** Of a lesson, in place of axes: each cell's own. */
  configs?: readonly RunConfig[];
  /** Every combination of the axes' values, the last axis fastest. */
  cells: readonly StudyCell[];
}

/** A study at its beginning. */
export function newStudy(kind: StudyKind, base: RunConfig, axes: readonly Axis[], startedAt: number): Study {
  const count = axes.reduce((product, { values }) => product * values.length, 1);
  const cells = Array.from({ length: count }, (): StudyCell => ({ status: 'waiting', result: null }));
  return { kind, startedAt, status: 'running', base, axes, cells };
}

/** The runs of a lesson. */
export function lessonStudy(configs: readonly RunConfig[], startedAt: number): Study {
  const cells = configs.map((): StudyCell => ({ status: 'waiting', result: null }));
  return { kind: 'lesson', startedAt, status: 'running', base: configs[0]!, axes: [], configs, cells };
}

/** The values of a cell, one for each axis. */
export function cellValues({ axes }: Pick<Study, 'axes'>, cell: number): (string | number)[] {
  let rest = cell;
  return axes
    .toReversed()
    .map(({ values }) => {
      const value = values[rest % values.length]!;
      rest = Math.floor(rest / values.length);
      return value;
    })
    .reverse();
}

/** The whole config of a cell's run. */
export function cellConfig(study: Pick<Study, 'axes' | 'base' | 'configs'>, cell: number): RunConfig {
  if (study.configs) return study.configs[cell]!;
  const values = cellValues(study, cell);
  const varied = Object.fromEntries(study.axes.map(({ field }, i) => [field, values[i]]));
  return parseRunConfig({ ...study.base, ...varied }).config;
}

/** Report without the parts that grow with the square of the classes. */
export function withoutClasses(report: Report): Report {
  return {
    ...report,
    arms: report.arms.map(({ arm, figures, cost, ms, msRange }) => ({ arm, figures, cost, ms, msRange })),
  };
}
