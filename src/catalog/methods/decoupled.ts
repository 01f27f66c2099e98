import { hardTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'decoupled',
  family: 'logits',
  label: { en: 'Decoupled (DKD)', 'zh-CN': '解耦蒸馏 (DKD)' },
  help: {
    en: 'Splits the teacher’s word in two: how sure it is of the answer, and how it ranks the others. The second part, which plain soft targets drown when the teacher is sure, gets a weight of its own.',
    'zh-CN':
      '把教师的话拆成两半：对答案有多确定，以及如何给其余答案排序。教师很确定时，普通软目标会淹没后者；这里给它单独的权重。',
  },
  caution: {
    en: 'With few classes, or an unsure teacher, there is little to decouple; a high β needs the warm-up.',
    'zh-CN': '类别很少或教师并不确定时，没什么可解耦的；β 较高时需要预热。',
  },
  formula:
    'L = \\lambda\\,\\mathrm{CE} + (1-\\lambda)\\,T^2\\,[\\alpha\\,\\mathrm{KL}(b_T\\|b_S) + \\beta\\,\\mathrm{KL}(\\hat p_T\\|\\hat p_S)]',
  terms: [
    hardTerm,
    {
      id: 'targetKd',
      label: { en: 'Target part (T²·α·KL)', 'zh-CN': '目标部分 (T²·α·KL)' },
      help: {
        en: 'How sure both are of the answer: the label, or where there is none the teacher’s choice.',
        'zh-CN': '双方对答案（标签；没有标签时为教师的选择）有多确定。',
      },
      symbol: 'α·KL(b_T‖b_S)',
      weight: 'soft',
      squaredTemperature: true,
    },
    {
      id: 'otherKd',
      label: { en: 'Other classes (T²·β·KL)', 'zh-CN': '其他类别 (T²·β·KL)' },
      help: {
        en: 'How both rank all other classes.',
        'zh-CN': '双方如何给其余类别排序。',
      },
      symbol: 'β·KL(p̂_T‖p̂_S)',
      weight: 'soft',
      squaredTemperature: true,
    },
  ],
  params: [
    {
      id: 'alpha',
      label: { en: 'Weight of the target (α)', 'zh-CN': '目标的权重 (α)' },
      help: {
        en: 'How much it counts how sure the teacher is of the answer.',
        'zh-CN': '教师对答案的确定程度占多大分量。',
      },
      min: 0,
      max: 4,
      step: 0.1,
      default: 1,
    },
    {
      id: 'beta',
      label: { en: 'Weight of the others (β)', 'zh-CN': '其余的权重 (β)' },
      help: {
        en: 'How much the ranking of the other classes counts.',
        'zh-CN': '其余类别的排序占多大分量。',
      },
      min: 0,
      max: 16,
      step: 0.5,
      default: 8,
    },
    {
      id: 'warmUp',
      label: { en: 'Warm-up steps', 'zh-CN': '预热步数' },
      help: {
        en: 'The soft part grows to its full weight over so many steps.',
        'zh-CN': '软目标部分用这么多步逐渐增至全部权重。',
      },
      min: 0,
      max: 1000,
      step: 10,
      default: 50,
    },
  ],
  citation: 'Zhao et al. 2022, arXiv 2203.08679',
};
