// Terms that several methods have.

import type { TermInfo } from './types';

/** Cross-entropy of the hard labels, weighed by λ. */
export const hardTerm: TermInfo = {
  id: 'ce',
  label: { en: 'CE (hard labels)', 'zh-CN': 'CE（硬标签）' },
  help: {
    en: 'Cross-entropy of the right answers: how surprised the student is by them.',
    'zh-CN': '正确答案的交叉熵：学生对它们有多意外。',
  },
  symbol: 'CE',
  weight: 'hard',
};
