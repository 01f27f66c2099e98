// Hints: a middle layer of the student, through a learned projection, towards one of the teacher's,
//   ½‖h_T − (W·h_S + b)‖² over the teacher's width, a mean over the places that count;
// beside Hinton's loss, or alone for the first share of the steps and Hinton's alone from then on. Romero et al. 2015 (FitNets),
// arXiv 1412.6550.

import { reshape } from '../../engine/ops/shape-ops';
import { squaredLoss } from '../../engine/ops/squared-loss';
import type { Tensor } from '../../engine/tensor';
import { comparedIn } from '../compared';
import { besideLogits, project, projection, withoutLogits } from '../features';
import { hiddenOf, layerPairs } from '../layer-pairs';
import type { Method, MethodStep } from '../method';
import { number } from '../objectives';

function hint(step: MethodStep): Tensor | null {
  const compared = comparedIn(step);
  if (!compared) return null;
  const { student: s, teacher: t } = step.pairs[0]!;
  const theirs = step.teacher.hidden!.get(t)!; // [K, T, E], or [K, E]
  const E = theirs.shape.at(-1)!;
  const mine = project(step.params, 'hint', compared.mine(step.student.hidden!.get(s)!)); // as theirs
  const rows = (x: Tensor) => reshape(x, [-1, E]);
  return squaredLoss(rows(mine), rows(theirs), reshape(compared.places, [-1]), 0.5 / E);
}

export const method: Method = {
  needs: hiddenOf('hint'),
  createParams(of, seed) {
    const { student, teacher } = layerPairs(of, 'hint')[0]!;
    return projection('hint', of.student.widths[student]!, of.teacher.widths[teacher]!, seed);
  },
  loss(step) {
    const { settings } = step;
    const term = () => ({ hint: { value: hint(step), weight: number(settings, 'beta') } });
    if (settings['order'] !== 'staged') return besideLogits(step, term());
    const first = step.step < Math.round(number(settings, 'hintShare') * step.steps);
    return first ? withoutLogits(step, term()) : besideLogits(step, {});
  },
};
