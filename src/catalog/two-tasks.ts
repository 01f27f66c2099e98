// A student of two tasks on one trunk: what is particular to each task in a step, by its id. Each has rows, a head and a weight of its
// own, and its terms are curves of their own beside those of both together.

import type { Localised } from '../lib/localised';
import { methodInfo, taskOf } from './catalog';
import type { OneOfTwo, TaskPart, TermInfo } from './types';

/** The tasks that a task is made of; none where it is one. */
export const partsOf = (task: string): readonly TaskPart[] => taskOf(task)?.parts ?? [];

/** Whether a task is this one, or has it as a part. */
export const includesTask = (task: string, part: string): boolean =>
  task === part || partsOf(task).some((one) => one.task === part);

/** Id of a term as one task's. */
export const termOfTask = (term: string, task: OneOfTwo): string => `${term}.${task}`;

const both = (a: Localised, b: Localised): Localised => ({
  en: `${a.en}: ${b.en}`,
  'zh-CN': `${a['zh-CN']}：${b['zh-CN']}`,
});

/** What is drawn of a run: the terms of its method, task by task where it has two. */
export function drawnTerms(method: string, task: string): readonly TermInfo[] {
  const { terms } = methodInfo(method);
  const parts = partsOf(task);
  if (parts.length === 0) return terms;
  return parts.flatMap((part) =>
    terms.map((term): TermInfo => {
      return { ...term, id: termOfTask(term.id, part.task), label: both(part.label, term.label) };
    }),
  );
}
