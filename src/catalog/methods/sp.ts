import { balanceParam, layersParam, weightParam } from '../feature-params';
import { hardTerm, softTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'sp',
  family: 'relations',
  compares: 'hidden',
  label: { en: 'Similarities of a batch (SP)', 'zh-CN': '批内相似度 (SP)' },
  help: {
    en: 'Examples that look alike to the teacher should look alike to the student: the table of similarities of a batch is what it learns.',
    'zh-CN': '教师觉得相似的样本，学生也应觉得相似：学生学习的是一批样本的相似度表。',
  },
  caution: {
    en: 'At most 64 examples of a batch are compared; where all states point much the same way, their table says next to nothing.',
    'zh-CN': '一批最多比较 64 个样本；当所有状态方向大致相同时，相似度表几乎没有信息。',
  },
  formula:
    'L = \\lambda\\,\\mathrm{CE} + (1-\\lambda)\\,[T^2\\,\\mathrm{KL}(p_T \\,\\|\\, p_S) + \\gamma\\,\\tfrac{1}{b^2}\\|G_T - G_S\\|_F^2]',
  terms: [
    hardTerm,
    softTerm,
    {
      id: 'similarity',
      label: { en: 'Similarities (‖G_T − G_S‖²/b²)', 'zh-CN': '相似度 (‖G_T − G_S‖²/b²)' },
      help: {
        en: 'Squared distance of the tables of similarities, each row of length 1, over the square of their size.',
        'zh-CN': '相似度表（每行长度为 1）的平方距离，除以表大小的平方。',
      },
      symbol: '‖G_T − G_S‖²/b²',
      weight: 'soft',
      weighedBy: 'gamma',
    },
  ],
  params: [
    weightParam(
      'gamma',
      {
        label: { en: 'Weight of the similarities (γ)', 'zh-CN': '相似度的权重 (γ)' },
        help: { en: 'How much it counts that the tables are alike.', 'zh-CN': '相似度表一致占多大分量。' },
      },
      { max: 5000, step: 10, default: 3000 },
    ),
    layersParam('last', { single: true }),
    balanceParam,
  ],
  citation: 'Tung, Mori 2019, arXiv 1907.09682',
};
