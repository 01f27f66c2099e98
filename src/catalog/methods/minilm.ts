import { balanceParam, layersParam, weightParam } from '../feature-params';
import { hardTerm, softTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'minilm',
  family: 'relations',
  compares: 'attention',
  label: { en: 'Relations within attention (MiniLM v2)', 'zh-CN': '注意力内部的关系 (MiniLM v2)' },
  help: {
    en: 'How alike the words of a text are to one layer’s queries, keys and values: the student learns these likenesses, not the states, so that any width and any number of heads will do.',
    'zh-CN':
      '在某一层的查询、键和值看来，一段文字里的词彼此有多像：学生学的是这种相似关系而不是状态本身，因此宽度和头数都可以不同。',
  },
  caution: {
    en: 'Says nothing of the answers themselves, and little in short texts, where few words can be related.',
    'zh-CN': '对答案本身没有任何说明；文字很短、可比的词很少时作用不大。',
  },
  formula:
    'L = \\lambda\\,\\mathrm{CE} + (1-\\lambda)\\,[T^2\\,\\mathrm{KL}(p_T \\,\\|\\, p_S) + \\tfrac{\\beta}{3} \\textstyle\\sum_{Q,K,V} \\mathrm{KL}(\\mathrm{softmax}\\tfrac{X_T X_T^\\top}{\\sqrt{d_r}} \\,\\|\\, \\mathrm{softmax}\\tfrac{X_S X_S^\\top}{\\sqrt{d_r}})]',
  terms: [
    hardTerm,
    softTerm,
    {
      id: 'relation',
      label: { en: 'Relations (⅓ Σ KL)', 'zh-CN': '关系 (⅓ Σ KL)' },
      help: {
        en: 'How far the student’s likenesses between words are from the teacher’s: of queries, keys and values.',
        'zh-CN': '学生的词间相似关系（查询、键、值）与教师相差多远。',
      },
      symbol: '⅓ Σ KL(R_T‖R_S)',
      weight: 'soft',
      weighedBy: 'beta',
    },
  ],
  params: [
    weightParam(
      'beta',
      {
        label: { en: 'Weight of the relations (β)', 'zh-CN': '关系的权重 (β)' },
        help: {
          en: 'How much it counts that words are related as with the teacher.',
          'zh-CN': '词间关系与教师一致占多大分量。',
        },
      },
      { max: 20, step: 0.1, default: 1 },
    ),
    {
      id: 'heads',
      label: { en: 'Relation heads (A_r)', 'zh-CN': '关系头数 (A_r)' },
      help: {
        en: 'Into so many parts the queries, keys and values of both models are split, whatever heads they attend with.',
        'zh-CN': '把两个模型的查询、键和值都分成这么多份，与它们实际的注意力头数无关。',
      },
      choices: ['1', '2', '4', '8'].map((id) => ({
        id,
        label: { en: id, 'zh-CN': id },
        help: { en: `${id} relation heads.`, 'zh-CN': `${id} 个关系头。` },
      })),
      default: '4',
    },
    layersParam('last', { single: true }),
    balanceParam,
  ],
  citation: 'Wang et al. 2021, arXiv 2012.15828',
};
