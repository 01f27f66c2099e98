import { hardTerm, softTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'hinton',
  family: 'logits',
  label: { en: 'Soft targets (Hinton)', 'zh-CN': '软目标 (Hinton)' },
  help: {
    en: 'The student matches the teacher’s whole distribution, and the true labels where it may see them.',
    'zh-CN': '学生拟合教师的整个概率分布，并在可见之处拟合真实标签。',
  },
  caution: {
    en: 'With plenty of labels, or a teacher hardly surer than chance, it adds next to nothing; too high a T flattens everything to noise.',
    'zh-CN': '标签充足，或教师几乎全凭猜测时，几乎没有增益；T 太高会把一切都抹平成噪声。',
  },
  formula: 'L = \\lambda\\,\\mathrm{CE} + (1-\\lambda)\\,T^2\\,\\mathrm{KL}(p_T \\,\\|\\, p_S)',
  terms: [hardTerm, softTerm],
  citation: 'Hinton, Vinyals, Dean 2015, arXiv 1503.02531',
};
