// Who teaches a student of two tasks: each task has one teacher of its own, RunConfig.teacher the first and RunConfig.moreTeachers the
// second one's.

import { teachersOf } from './teachers';
import type { TaskPart } from './types';

/** Those of a config; who does not fit gives way to the part's own. @param fits whether a teacher is of a task, or of the run's. */
export function teachersOfParts(
  config: Parameters<typeof teachersOf>[0],
  parts: readonly TaskPart[],
  fits: (teacher: string, task?: string) => boolean,
): { teacher: string; moreTeachers: string } {
  const given = teachersOf(config);
  const [teacher = '', moreTeachers = ''] = parts.map((part, k) => {
    const chosen = given[k]?.teacher ?? '';
    // a finished student of both writes as an agent does
    return fits(chosen, part.task) || (k === 0 && fits(chosen)) ? chosen : part.teacher;
  });
  return { teacher, moreTeachers };
}
