import { balanceParam, layersParam, weightParam } from '../feature-params';
import { hardTerm, softTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'rkd',
  family: 'relations',
  compares: 'hidden',
  label: { en: 'Distances and angles (RKD)', 'zh-CN': '距离与角度 (RKD)' },
  help: {
    en: 'Which examples lie near each other, and at which angles, should be the same with the student as with the teacher; where they lie is left to the student.',
    'zh-CN': '哪些样本彼此靠近、成什么角度，学生应与教师一致；具体位于何处则由学生自己决定。',
  },
  caution: {
    en: 'Needs batches with enough different examples; at most 64 of a batch are compared. Beside good soft targets it seldom adds much.',
    'zh-CN': '每批需要足够多的不同样本；一批最多比较 64 个。在好的软目标之外往往增益不大。',
  },
  formula:
    'L = \\lambda\\,\\mathrm{CE} + (1-\\lambda)\\,[T^2\\,\\mathrm{KL}(p_T \\,\\|\\, p_S) + \\beta_D\\,\\mathrm{Huber}(d_{ij}) + \\beta_A\\,\\mathrm{Huber}(\\angle_{ijk})]',
  terms: [
    hardTerm,
    softTerm,
    {
      id: 'distance',
      label: { en: 'Distances (Huber)', 'zh-CN': '距离 (Huber)' },
      help: {
        en: 'How far the distances between examples, over their mean, are from the teacher’s.',
        'zh-CN': '样本间距离（除以平均距离）与教师相差多远。',
      },
      symbol: 'Huber(d_T, d_S)',
      weight: 'soft',
      weighedBy: 'distanceWeight',
    },
    {
      id: 'angle',
      label: { en: 'Angles (Huber)', 'zh-CN': '角度 (Huber)' },
      help: {
        en: 'How far the cosines of the angles between three examples are from the teacher’s.',
        'zh-CN': '三个样本所成角的余弦与教师相差多远。',
      },
      symbol: 'Huber(∠_T, ∠_S)',
      weight: 'soft',
      weighedBy: 'angleWeight',
    },
  ],
  params: [
    weightParam(
      'distanceWeight',
      {
        label: { en: 'Weight of the distances (β_D)', 'zh-CN': '距离的权重 (β_D)' },
        help: { en: 'How much the distances count.', 'zh-CN': '距离占多大分量。' },
      },
      { max: 100, step: 0.5, default: 25 },
    ),
    weightParam(
      'angleWeight',
      {
        label: { en: 'Weight of the angles (β_A)', 'zh-CN': '角度的权重 (β_A)' },
        help: { en: 'How much the angles count.', 'zh-CN': '角度占多大分量。' },
      },
      { max: 200, step: 0.5, default: 50 },
    ),
    layersParam('last', { single: true }),
    balanceParam,
  ],
  citation: 'Park et al. 2019, arXiv 1904.05068',
};
