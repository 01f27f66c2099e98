import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'hinton',
  label: { en: 'Soft targets (Hinton)', 'zh-CN': '软目标 (Hinton)' },
  help: {
    en: 'The student matches the teacher’s whole distribution, and the true labels where it may see them.',
    'zh-CN': '学生拟合教师的整个概率分布，并在可见之处拟合真实标签。',
  },
  formula: 'L = \\lambda\\,\\mathrm{CE} + (1-\\lambda)\\,T^2\\,\\mathrm{KL}(p_T \\,\\|\\, p_S)',
  citation: 'Hinton, Vinyals, Dean 2015, arXiv 1503.02531',
};
