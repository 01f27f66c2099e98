// Whether a method can work with a task and its models. One that cannot is offered greyed, with the reason.

import type { RunConfig } from './run-config';
import { numberSetting } from './settings';
import type { MethodInfo } from './types';

/** Why a method cannot work: a key of the words for it. */
export type Unfit = 'task' | 'onPolicy';

/** Null where it can. */
export function unfitOf(
  { tasks, needsOnPolicy }: MethodInfo,
  { task, settings }: Pick<RunConfig, 'task' | 'settings'>,
): Unfit | null {
  if (tasks && !tasks.includes(task)) return 'task';
  return needsOnPolicy && numberSetting(settings, 'onPolicy', 'share') === 0 ? 'onPolicy' : null;
}
