import { hardTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'total-variation',
  family: 'logits',
  label: { en: 'Total variation', 'zh-CN': '总变差' },
  help: {
    en: 'Half the sum of the differences of the probabilities: bounded, and every point of probability counts alike.',
    'zh-CN': '概率之差的绝对值之和的一半：有界，每一点概率都同样重要。',
  },
  caution: {
    en: 'It hardly pulls where the student gives the right answer no chance at all, so it starts slowly.',
    'zh-CN': '学生几乎不给正确答案机会时，它几乎没有拉力，因此起步很慢。',
  },
  formula: 'L = \\lambda\\,\\mathrm{CE} + (1-\\lambda)\\,T\\,\\tfrac12\\textstyle\\sum |p_T - p_S|',
  terms: [
    hardTerm,
    {
      id: 'variation',
      label: { en: 'T·TV (teacher)', 'zh-CN': 'T·TV（教师）' },
      help: {
        en: 'Half the sum of the differences of both models’ softened probabilities, times T: its slope is then of one size at every T.',
        'zh-CN': '两个模型软化概率之差绝对值和的一半，再乘以 T，使其斜率在任何 T 下大小相当。',
      },
      symbol: 'T·TV(p_T,p_S)',
      weight: 'soft',
    },
  ],
  citation: 'Wen et al. 2023 (f-distill), arXiv 2307.15190; as in DistiLLM’s code',
};
