// Whether a method can work with a task and its models. One that cannot is offered greyed, with the reason.

import { tasks as allTasks } from './catalog';
import { layersOf } from './layer-counts';
import type { RunConfig } from './run-config';
import type { MethodInfo } from './types';

/** Why a method cannot work: a key of the words for it. */
export type Unfit = 'task' | 'attention' | 'layers';

/** Null where it can. */
export function unfitOf(
  { tasks, compares }: MethodInfo,
  { task, student, teacher }: Pick<RunConfig, 'task' | 'student' | 'teacher'>,
): Unfit | null {
  if (tasks && !tasks.includes(task)) return 'task';
  if (!compares) return null;
  const attends = allTasks.find(({ id }) => id === task)?.modelKind === 'transformer';
  if (compares === 'attention' && !attends) return 'attention';
  return layersOf(student) === 0 || layersOf(teacher) === 0 ? 'layers' : null;
}
