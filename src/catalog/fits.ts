// Whether a method can work with a task and its models. One that cannot is offered greyed, with the reason.

import { tasks as allTasks } from './catalog';
import { layersOf } from './layer-counts';
import { onlyAnswers, type RunConfig } from './run-config';
import { numberSetting } from './settings';
import { SHIPPED_TEACHER } from './tasks/agent';
import type { MethodInfo } from './types';

/** Why a method cannot work: a key of the words for it. */
export type Unfit = 'task' | 'teachers' | 'attention' | 'layers' | 'onPolicy' | 'offPolicy' | 'start';

/** Null where it can. */
export function unfitOf(
  { tasks, compares, needsOnPolicy, ownTokens }: MethodInfo,
  {
    task,
    student,
    start,
    teacher,
    moreTeachers,
    settings,
  }: Pick<RunConfig, 'task' | 'student' | 'start' | 'teacher' | 'moreTeachers' | 'settings'>,
): Unfit | null {
  if (tasks && !tasks.includes(task)) return 'task';
  const writes = numberSetting(settings, 'onPolicy', 'share') > 0;
  if (needsOnPolicy && !writes) return 'onPolicy';
  if (ownTokens && moreTeachers !== '') return 'teachers'; // whose answers are of other tokens each
  if (ownTokens && writes) return 'offPolicy'; // as are those to what it writes itself
  if (ownTokens && start === SHIPPED_TEACHER) return 'start'; // whose first layer is of its own tokens
  if (!compares) return null;
  if (onlyAnswers(teacher)) return 'layers';
  if (moreTeachers !== '') return 'teachers'; // what several networks hold inside is no mixture
  const attends = allTasks.find(({ id }) => id === task)?.modelKind === 'transformer';
  if (compares === 'attention' && !attends) return 'attention';
  return layersOf(student) === 0 || layersOf(teacher) === 0 ? 'layers' : null;
}
