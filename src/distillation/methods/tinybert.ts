// TinyBERT: over a layer map, Σ MSE(W·h_S, h_T) of hidden states, one W for all of them, and Σ MSE(A_S, A_T) of attention maps, whose
// squares are summed over the keys and averaged over queries and heads. Where the models differ in heads, the means over the heads
// are compared. Jiao et al. 2020, arXiv 1909.10351.

import { column, div, maximum, mul, rowSum } from '../../engine/arithmetic';
import { meanOverHeads } from '../../engine/ops/relations';
import { add, repeatRows, reshape } from '../../engine/ops/shape-ops';
import { squaredLoss } from '../../engine/ops/squared-loss';
import type { Tensor } from '../../engine/tensor';
import { type Compared, comparedIn } from '../compared';
import { besideLogits, project, projection } from '../features';
import { layerPairs, requireAttention } from '../layer-pairs';
import type { Method, MethodStep } from '../method';
import { number } from '../objectives';

/** Layers 1, 2, … have the attention of blocks 0, 1, …; what enters layer 1 has none. */
const attending = (pairs: MethodStep['pairs']) =>
  pairs.filter(({ student, teacher }) => student > 0 && teacher > 0);

function hiddenTerm(step: MethodStep, { mine, places }: Compared): Tensor {
  const terms = step.pairs.map(({ student, teacher }) => {
    const theirs = step.teacher.hidden!.get(teacher)!; // [K, T, E]
    const E = theirs.shape[2]!;
    const projected = project(step.params, 'hidden', mine(step.student.hidden!.get(student)!)); // [K, T, E]
    const rows = (x: Tensor) => reshape(x, [-1, E]);
    return squaredLoss(rows(projected), rows(theirs), reshape(places, [-1]), 1 / E);
  });
  return terms.reduce(add);
}

/** Probabilities [K, H, T, T] over the words that are there: the teacher may have seen some that the student does not. */
function overWords(maps: Tensor, words: Tensor): Tensor {
  const [K, , T] = maps.shape as [number, number, number, number];
  const seen = mul(maps, reshape(words, [K, 1, 1, T])); // [K, H, T, T]
  const rows = reshape(seen, [-1, T]);
  return reshape(div(rows, maximum(column(rowSum(rows)), 1e-12)), maps.shape);
}

function attentionTerm(step: MethodStep, { mine, places, words }: Compared): Tensor | null {
  const terms = attending(step.pairs).map(({ student, teacher }) => {
    let [a, b] = [mine(step.student.attention!.get(student - 1)!), step.teacher.attention!.get(teacher - 1)!]; // [K, H, T, T]
    if (words) b = overWords(b, words);
    if (a.shape[1] !== b.shape[1]) [a, b] = [meanOverHeads(a), meanOverHeads(b)]; // [K, 1, T, T]
    const [, H, T] = a.shape as [number, number, number, number];
    return squaredLoss(reshape(a, [-1, T]), reshape(b, [-1, T]), repeatRows(places, H), 1);
  });
  return terms.length === 0 ? null : terms.reduce(add);
}

export const method: Method = {
  needs(of) {
    requireAttention(of);
    const pairs = layerPairs(of, 'tinybert');
    const want = (who: 'student' | 'teacher') => ({
      hidden: [...new Set(pairs.map((pair) => pair[who]))],
      attention: [...new Set(attending(pairs).map((pair) => pair[who] - 1))],
    });
    return { student: want('student'), teacher: want('teacher'), pairs };
  },
  createParams: ({ student, teacher }, seed) => projection('hidden', student.width, teacher.width, seed),
  loss(step) {
    const { settings } = step;
    const compared = comparedIn(step);
    return besideLogits(step, {
      hidden: { value: compared && hiddenTerm(step, compared), weight: number(settings, 'hiddenWeight') },
      attention: {
        value: compared && attentionTerm(step, compared),
        weight: number(settings, 'attentionWeight'),
      },
    });
  },
};
