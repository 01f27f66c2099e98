import { hardTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'soft-cross-entropy',
  family: 'logits',
  label: { en: 'Soft cross-entropy', 'zh-CN': '软交叉熵' },
  help: {
    en: 'The pure soft-label objective: cross-entropy with the teacher’s probabilities as labels. It teaches exactly as Hinton’s KL does; the value also holds the teacher’s own entropy, so it never reaches 0.',
    'zh-CN':
      '纯软标签目标：以教师的概率为标签的交叉熵。教法与 Hinton 的 KL 完全相同；数值里还含有教师自身的熵，所以永远到不了 0。',
  },
  caution: {
    en: 'The curve cannot tell a student that has learnt from one that has not without the teacher’s entropy beside it.',
    'zh-CN': '若不同时看教师的熵，仅凭曲线看不出学生学会了没有。',
  },
  formula: 'L = \\lambda\\,\\mathrm{CE} + (1-\\lambda)\\,T^2\\,\\bigl(-\\textstyle\\sum p_T \\log p_S\\bigr)',
  terms: [
    hardTerm,
    {
      id: 'softCe',
      label: { en: 'Soft CE (teacher)', 'zh-CN': '软 CE（教师）' },
      help: {
        en: 'Cross-entropy to the teacher’s softened probabilities, times T².',
        'zh-CN': '对教师软化概率的交叉熵，再乘以 T²。',
      },
      symbol: 'H(p_T,p_S)',
      weight: 'soft',
      squaredTemperature: true,
    },
  ],
  citation:
    'Hinton, Vinyals, Dean 2015, arXiv 1503.02531; as in TextBrewer, Yang et al. 2020, arXiv 2002.12620',
};
