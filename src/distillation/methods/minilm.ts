// MiniLM v2: ⅓ Σ over queries, keys and values of KL(softmax R_T ‖ softmax R_S), R = X·Xᵀ/√d_r of one layer, split anew into A_r
// relation heads, so that neither widths nor heads need be alike. Positions are related to those that attention lets them see:
// dialogues backwards, sentences to all their words. A mean over the heads and the places that count. Wang et al. 2021, arXiv 2012.15828.

import { relationLoss } from '../../engine/ops/relation-loss';
import { add, scale } from '../../engine/ops/shape-ops';
import type { Tensor } from '../../engine/tensor';
import { RetortError } from '../../lib/errors';
import { comparedIn } from '../compared';
import { besideLogits } from '../features';
import { layerPairs, requireAttention } from '../layer-pairs';
import type { Method, MethodContext, MethodStep } from '../method';
import { number } from '../objectives';

const PARTS = ['query', 'key', 'value'] as const;

function relation(step: MethodStep): Tensor | null {
  const compared = comparedIn(step);
  if (!compared) return null;
  const heads = number(step.settings, 'heads');
  const { student, teacher } = step.pairs[0]!;
  const [ours, theirs] = [
    step.student.relations!.get(student - 1)!,
    step.teacher.relations!.get(teacher - 1)!,
  ];
  const places = { heads, weights: compared.places, words: compared.words };
  const parts = PARTS.map((part) => relationLoss(compared.mine(ours[part]), theirs[part], places));
  return scale(parts.reduce(add), 1 / 3);
}

/** Throws RetortError('config-invalid') where a width does not split into so many heads. */
function checkHeads({ student, teacher, settings }: MethodContext): void {
  const heads = number(settings, 'heads');
  const wrong = [student, teacher].find(({ width }) => width % heads !== 0);
  if (!wrong) return;
  throw new RetortError(
    'config-invalid',
    `A width of ${wrong.width} does not split into ${heads} relation heads. Choose fewer.`,
  );
}

export const method: Method = {
  needs(of) {
    requireAttention(of);
    checkHeads(of);
    const pairs = layerPairs(of, 'minilm');
    const [{ student, teacher }] = pairs as [(typeof pairs)[number]];
    return { student: { relations: [student - 1] }, teacher: { relations: [teacher - 1] }, pairs };
  },
  loss: (step) =>
    besideLogits(step, { relation: { value: relation(step), weight: number(step.settings, 'beta') } }),
};
