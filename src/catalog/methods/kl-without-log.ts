import { hardTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'kl-without-log',
  family: 'faulty',
  label: { en: 'Faulty: KL without the log', 'zh-CN': '有错：缺了对数的 KL' },
  help: {
    en: 'A mistake, here to learn from: PyTorch’s KLDivLoss wants logarithms of the student’s probabilities and is given the probabilities. The student is drawn to the teacher’s first choice and away from all else that it says.',
    'zh-CN':
      '一个供人学习的错误：PyTorch 的 KLDivLoss 要的是学生概率的对数，却给了概率本身。学生只被拉向教师的首选，教师说的其他一切都被丢开。',
  },
  caution: {
    en: 'Always, for softness: it has no lowest point where student and teacher agree, and its value is below 0, as no KL can be.',
    'zh-CN': '总是有害于“软”：师生一致之处并非最低点，而且数值低于 0，真正的 KL 不可能如此。',
  },
  formula: 'L = \\lambda\\,\\mathrm{CE} + (1-\\lambda)\\,T^2\\textstyle\\sum p_T\\,(\\log p_T - p_S)',
  terms: [
    hardTerm,
    {
      id: 'withoutLog',
      label: { en: 'T²·Σ p_T (log p_T − p_S)', 'zh-CN': 'T²·Σ p_T (log p_T − p_S)' },
      help: {
        en: 'What KLDivLoss makes of two softmaxes, times T². It is no distance.',
        'zh-CN': 'KLDivLoss 对两个 softmax 算出的值，再乘以 T²。它不是距离。',
      },
      symbol: 'Σ p_T (log p_T − p_S)',
      weight: 'soft',
      squaredTemperature: true,
    },
  ],
  citation: 'Frequent in tutorials; the right form: docs.pytorch.org, torch.nn.KLDivLoss',
};
