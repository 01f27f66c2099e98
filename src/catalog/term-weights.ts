// What each term of a method's loss is multiplied by in L, for those who show it.

import { BALANCE, SCALED } from './feature-params';
import { settingsOf } from './settings';
import type { MethodInfo, Settings, TermInfo } from './types';

/** The method's own factor of a term, as it stands. */
export const ownWeight = ({ id }: MethodInfo, { weighedBy }: TermInfo, settings: Settings): number =>
  weighedBy === undefined ? 1 : Number(settingsOf(settings, id)[weighedBy]);

/** Whether the terms with weights of their own are scaled together to the others of the teacher. */
export const isBalanced = ({ id }: MethodInfo, settings: Settings): boolean =>
  settingsOf(settings, id)[BALANCE] === SCALED;

/** By the ids of the terms. @param terms what they were in the step in question. */
export function termWeights(
  method: MethodInfo,
  settings: Settings,
  lambda: number,
  terms: Readonly<Record<string, number>>,
): Record<string, number> {
  const own = (term: TermInfo) => ownWeight(method, term, settings);
  const sum = (those: readonly TermInfo[]) =>
    those.reduce((total, term) => total + own(term) * (terms[term.id] ?? 0), 0);
  const soft = method.terms.filter(({ weight }) => weight === 'soft');
  const weighed = soft.filter(({ weighedBy }) => weighedBy !== undefined);
  const plain = soft.filter(({ weighedBy, id }) => weighedBy === undefined && id in terms);
  const features = sum(weighed);
  const scaled = isBalanced(method, settings) && plain.length > 0 && features > 0;
  const factor = scaled ? sum(plain) / features : 1;
  return Object.fromEntries(
    method.terms.map((term) => [
      term.id,
      (term.weight === 'hard' ? lambda : 1 - lambda) *
        own(term) *
        (term.weighedBy === undefined ? 1 : factor),
    ]),
  );
}
