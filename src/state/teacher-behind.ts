// A teacher that knows less than the one who learns from it, or than the one who never saw it: said wherever a report is shown.

import type { Arm } from '../catalog/arms';
import { mainFigure } from '../catalog/catalog';
import { figures } from '../catalog/figures';
import type { Localised } from '../lib/localised';
import type { Estimate, Report } from '../protocol/report';

export interface TeacherBehind {
  /** The better one of the two. */
  arm: Extract<Arm, 'student' | 'baseline'>;
  /** Name of the figure that they are compared by. */
  figure: Localised;
  teacher: Estimate;
  better: Estimate;
  /** Whether the intervals overlap, so that it may be luck. */
  unsure: boolean;
}

/** Null where the teacher is at least as good, as it should be. @param task the run's. */
export function teacherBehind({ arms }: Report, task: string): TeacherBehind | null {
  const figure = mainFigure(task);
  const of = (arm: Arm) => arms.find((entry) => entry.arm === arm)?.figures[figure];
  const teacher = of('teacher');
  // of several teachers none need be as good as the student
  if (!teacher || of('teacher2')) return null;
  const better = (['baseline', 'student'] as const)
    .flatMap((arm) => {
      const estimate = of(arm);
      return estimate && estimate.value > teacher.value ? { arm, better: estimate } : [];
    })
    .sort((a, b) => b.better.value - a.better.value)[0];
  if (!better) return null;
  const { label } = figures.find(({ id }) => id === figure)!;
  return { ...better, figure: label, teacher, unsure: better.better.low < teacher.high };
}
