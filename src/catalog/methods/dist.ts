import { balanceParam, weightParam } from '../feature-params';
import { hardTerm, softTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'dist',
  family: 'relations',
  label: { en: 'Correlations (DIST)', 'zh-CN': '相关性 (DIST)' },
  help: {
    en: 'The student need not match the teacher’s probabilities, only rank alike: the classes of each example, and the examples of each class. Kind to a student much smaller than its teacher.',
    'zh-CN':
      '学生不必复现教师的概率，只需排序一致：每个样本中各类别的排序，以及每个类别中各样本的排序。对远小于教师的学生更宽容。',
  },
  caution: {
    en: 'Correlations over the examples want large batches, and with two or three classes there is little to rank.',
    'zh-CN': '样本间的相关性需要较大的批；只有两三个类别时没什么可排序的。',
  },
  formula:
    'L = \\lambda\\,\\mathrm{CE} + (1-\\lambda)\\,T^2\\,[\\mathrm{KL}(p_T \\,\\|\\, p_S) + \\beta\\,(1-\\rho_{\\text{inter}}) + \\gamma\\,(1-\\rho_{\\text{intra}})]',
  terms: [
    hardTerm,
    softTerm,
    {
      id: 'inter',
      label: { en: 'Between classes (T²·(1 − ρ))', 'zh-CN': '类间 (T²·(1 − ρ))' },
      help: {
        en: 'One less Pearson’s correlation of both models’ probabilities over the classes, a mean over the examples.',
        'zh-CN': '1 减去两个模型的概率在各类别上的皮尔逊相关系数，对样本取平均。',
      },
      symbol: '(1 − ρ inter)',
      weight: 'soft',
      squaredTemperature: true,
      weighedBy: 'beta',
    },
    {
      id: 'intra',
      label: { en: 'Within classes (T²·(1 − ρ))', 'zh-CN': '类内 (T²·(1 − ρ))' },
      help: {
        en: 'One less the correlation over the examples of the batch, a mean over the classes.',
        'zh-CN': '1 减去在本批样本上的相关系数，对类别取平均。',
      },
      symbol: '(1 − ρ intra)',
      weight: 'soft',
      squaredTemperature: true,
      weighedBy: 'gamma',
    },
  ],
  params: [
    weightParam(
      'beta',
      {
        label: { en: 'Weight between classes (β)', 'zh-CN': '类间的权重 (β)' },
        help: {
          en: 'How much the ranking of the classes of an example counts.',
          'zh-CN': '每个样本中类别的排序占多大分量。',
        },
      },
      { max: 10, step: 0.1, default: 2 },
    ),
    weightParam(
      'gamma',
      {
        label: { en: 'Weight within classes (γ)', 'zh-CN': '类内的权重 (γ)' },
        help: {
          en: 'How much the ranking of the examples of a class counts.',
          'zh-CN': '每个类别中样本的排序占多大分量。',
        },
      },
      { max: 10, step: 0.1, default: 2 },
    ),
    balanceParam,
  ],
  citation: 'Huang et al. 2022, arXiv 2205.10536',
};
