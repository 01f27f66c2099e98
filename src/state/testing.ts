// For this folder's tests: reports of runs that never were. Not part of the page.

import type { Arm } from '../catalog/arms';
import type { Estimate, Report } from '../protocol/report';

const around = (value: number): Estimate => ({ value, low: value - 0.01, high: value + 0.01, n: 100 });

/** A report in which each arm has this accuracy. */
export function reportOf(accuracy: Partial<Record<Arm, number>>, changes: Partial<Report> = {}): Report {
  const arms = Object.entries(accuracy) as [Arm, number][];
  const student = accuracy.student ?? 0;
  return {
    step: 100,
    rows: { total: 100, labelled: 10 },
    classes: ['1', '2'],
    arms: arms.map(([arm, value]) => ({
      arm,
      figures: { accuracy: around(value), ...(arm === 'teacher' && { sure: around(0.5) }) },
      cost: { parameters: 10, bytes: 40, flopsForward: 20 },
      ms: 1,
      confusion: [1, 0, 0, 1],
    })),
    gains: arms
      .filter(([arm]) => arm !== 'student' && arm !== 'teacher')
      .map(([rival, value]) => ({ rival, figures: { accuracy: around(student - value) } })),
    ...changes,
  };
}
