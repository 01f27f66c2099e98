import { hardTerm, ownRate } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'hinted-self',
  family: 'sequence',
  label: { en: 'Self-distillation with a hint', 'zh-CN': '带提示的自蒸馏' },
  help: {
    en: 'The student teaches itself: the average of its own weights reads the right calls behind the request and judges the dialogue, the student learns to do so without the hint.',
    'zh-CN':
      '学生自己教自己：其权重的滑动平均能看到写在请求后面的正确调用，据此评判对话；学生则学着在没有提示时做到同样的事。',
  },
  caution: {
    en: 'A hint helps only who can read it: that is learnt from the labelled dialogues, half of which are given to it.',
    'zh-CN': '只有会读提示的模型才能受益：这要从有标签的对话中学，其中一半为此所用。',
  },
  formula:
    'L = \\lambda\\,\\mathrm{CE} + (1-\\lambda)\\,T^2\\,\\mathrm{KL}(\\bar p_S(\\cdot \\mid \\text{hint}) \\,\\|\\, p_S)',
  terms: [
    hardTerm,
    {
      id: 'hintedKl',
      label: { en: 'T²·KL (with the hint to without)', 'zh-CN': 'T²·KL（有提示对无提示）' },
      help: {
        en: 'How far the student’s softened probabilities are from those of its own average that reads the hint, times T².',
        'zh-CN': '学生与能看到提示的自身平均的软化概率相差多远，再乘以 T²。',
      },
      symbol: 'KL(p̄_S(·|hint)‖p_S)',
      weight: 'soft',
      squaredTemperature: true,
    },
  ],
  params: [ownRate],
  tasks: ['agent'],
  citation: 'Shenfeld et al. 2026, arXiv 2601.19897',
};
