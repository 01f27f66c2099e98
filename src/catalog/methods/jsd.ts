import { hardTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'jsd',
  family: 'logits',
  label: { en: 'Generalised JSD', 'zh-CN': '广义 JSD' },
  help: {
    en: 'Both models are compared with a mixture of the two, so the loss stays finite and calm even where one of them is certain. β moves from forward KL (0) to reverse KL (1).',
    'zh-CN':
      '两个模型都与二者的混合相比较，因此即使其中一方非常确定，损失也有限且平稳。β 从正向 KL（0）移到反向 KL（1）。',
  },
  caution: {
    en: 'Its pull is weaker than KL’s for the same step: it may want a higher learning rate.',
    'zh-CN': '同样一步的拉力比 KL 弱：可能需要更高的学习率。',
  },
  formula:
    'L = \\lambda\\,\\mathrm{CE} + (1-\\lambda)\\,T^2\\,[\\beta\\,\\mathrm{KL}(p_T\\|m) + (1-\\beta)\\,\\mathrm{KL}(p_S\\|m)],\\; m = \\beta p_T + (1-\\beta) p_S',
  terms: [
    hardTerm,
    {
      id: 'jsd',
      label: { en: 'T²·JSD (teacher)', 'zh-CN': 'T²·JSD（教师）' },
      help: {
        en: 'Distance of both models from their mixture, times T².',
        'zh-CN': '两个模型与其混合的距离，再乘以 T²。',
      },
      symbol: 'JSD_β(p_T,p_S)',
      weight: 'soft',
      squaredTemperature: true,
    },
  ],
  params: [
    {
      id: 'beta',
      label: { en: 'Beta (β)', 'zh-CN': 'Beta (β)' },
      help: {
        en: '0 is forward KL, 1 reverse KL, 0.5 the symmetric middle.',
        'zh-CN': '0 为正向 KL，1 为反向 KL，0.5 为对称的中间。',
      },
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.5,
    },
  ],
  citation: 'Agarwal et al. 2023 (GKD), arXiv 2306.13649',
};
