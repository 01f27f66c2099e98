import { balanceParam, layersParam, weightParam } from '../feature-params';
import { hardTerm, softTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'tinybert',
  family: 'features',
  compares: 'attention',
  label: { en: 'Hidden states and attention (TinyBERT)', 'zh-CN': '隐藏状态与注意力 (TinyBERT)' },
  help: {
    en: 'Layer by layer, the student’s states (through a learned projection W) and where its heads look follow the teacher’s.',
    'zh-CN': '逐层地，学生的状态（经可学习的投影 W）以及各注意力头的指向都跟随教师。',
  },
  caution: {
    en: 'The dearest of the methods, and a corset: a small student does best with few layers connected. Where the numbers of heads differ, only their means are compared.',
    'zh-CN': '开销最大，也最束缚：小学生只连少数几层为好。两边头数不同时只比较各头的平均。',
  },
  formula:
    'L = \\lambda\\,\\mathrm{CE} + (1-\\lambda)\\,[T^2\\,\\mathrm{KL}(p_T \\,\\|\\, p_S) + \\beta_h \\textstyle\\sum \\mathrm{MSE}(W h_S, h_T) + \\beta_A \\sum \\mathrm{MSE}(A_S, A_T)]',
  terms: [
    hardTerm,
    softTerm,
    {
      id: 'hidden',
      label: { en: 'Hidden states (Σ MSE)', 'zh-CN': '隐藏状态 (Σ MSE)' },
      help: {
        en: 'Squared distances of the connected layers’ states, a mean over the teacher’s width, summed over the pairs.',
        'zh-CN': '相连各层状态的平方距离，对教师宽度取平均，再对各对求和。',
      },
      symbol: 'Σ MSE(W·h_S, h_T)',
      weight: 'soft',
      weighedBy: 'hiddenWeight',
    },
    {
      id: 'attention',
      label: { en: 'Attention maps (Σ MSE)', 'zh-CN': '注意力图 (Σ MSE)' },
      help: {
        en: 'Squared distances of where each word looks, summed over the words it sees, a mean over words and heads.',
        'zh-CN': '每个词关注分布的平方距离，对所见的词求和，再对词与头取平均。',
      },
      symbol: 'Σ MSE(A_S, A_T)',
      weight: 'soft',
      weighedBy: 'attentionWeight',
    },
  ],
  params: [
    weightParam(
      'hiddenWeight',
      {
        label: { en: 'Weight of the states (β_h)', 'zh-CN': '状态的权重 (β_h)' },
        help: {
          en: 'How much it counts that the hidden states are alike.',
          'zh-CN': '隐藏状态相似占多大分量。',
        },
      },
      { max: 100, step: 0.5, default: 1 },
    ),
    weightParam(
      'attentionWeight',
      {
        label: { en: 'Weight of the maps (β_A)', 'zh-CN': '注意力图的权重 (β_A)' },
        help: {
          en: 'How much it counts that the heads look where the teacher’s do.',
          'zh-CN': '注意力头与教师看向同一处占多大分量。',
        },
      },
      { max: 100, step: 0.5, default: 1 },
    ),
    layersParam('uniform', { lowest: 0 }),
    balanceParam,
  ],
  citation: 'Jiao et al. 2020, arXiv 1909.10351',
};
