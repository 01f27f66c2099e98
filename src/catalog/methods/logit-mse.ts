import { hardTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'logit-mse',
  family: 'logits',
  label: { en: 'Logit matching (MSE)', 'zh-CN': 'Logit 匹配 (MSE)' },
  help: {
    en: 'The student copies the teacher’s raw scores, before any softmax: the limit of soft targets as T grows. Every class counts alike, likely or not.',
    'zh-CN':
      '学生直接模仿教师在 softmax 之前的原始得分：相当于 T 不断增大的极限。无论可能与否，每个类别分量相同。',
  },
  caution: {
    en: 'With many classes a small student spends itself on scores of answers that nobody would give.',
    'zh-CN': '类别很多时，小学生会把力气花在没人会给的答案的得分上。',
  },
  formula: 'L = \\lambda\\,\\mathrm{CE} + (1-\\lambda)\\,\\textstyle\\sum (z_S - z_T)^2 / T^2',
  terms: [
    hardTerm,
    {
      id: 'mse',
      label: { en: 'MSE (teacher’s scores)', 'zh-CN': 'MSE（教师得分）' },
      help: {
        en: 'Squared distance of the two models’ scores over T², added up over the classes.',
        'zh-CN': '两个模型得分之差的平方除以 T²，对各类别求和。',
      },
      symbol: '‖z_S−z_T‖²/T²',
      weight: 'soft',
    },
  ],
  citation: 'Ba, Caruana 2014, arXiv 1312.6184; as in TextBrewer, arXiv 2002.12620',
};
