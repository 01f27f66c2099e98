// Whether a method can work with a task and its models. One that cannot is offered greyed, with the reason.

import type { RunConfig } from './run-config';
import type { MethodInfo } from './types';

/** Why a method cannot work: a key of the words for it. */
export type Unfit = 'task';

/** Null where it can. */
export function unfitOf({ tasks }: MethodInfo, { task }: Pick<RunConfig, 'task'>): Unfit | null {
  return tasks && !tasks.includes(task) ? 'task' : null;
}
