// Whether a method can work with a task and its models. One that cannot is offered greyed, with the reason.

import type { RunConfig } from './run-config';
import type { MethodInfo } from './types';

/** Why a method cannot work: a key of the words for it. */
export type Unfit = 'task' | 'teachers';

/** Null where it can. */
export function unfitOf(
  { tasks, family }: MethodInfo,
  { task, moreTeachers }: Pick<RunConfig, 'task' | 'moreTeachers'>,
): Unfit | null {
  if (tasks && !tasks.includes(task)) return 'task';
  // hidden states of several networks are no mixture
  return moreTeachers !== '' && (family === 'features' || family === 'relations') ? 'teachers' : null;
}
