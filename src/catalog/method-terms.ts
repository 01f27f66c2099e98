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

/** Hinton's soft targets, weighed by 1 − λ. */
export const softTerm: TermInfo = {
  id: 'kl',
  label: { en: 'T²·KL (teacher)', 'zh-CN': 'T²·KL（教师）' },
  help: {
    en: 'How far the student’s softened probabilities are from the teacher’s, times T² so that it counts alike at every T.',
    'zh-CN': '学生软化后的概率与教师相差多远，再乘以 T²，使其在任何 T 下分量相当。',
  },
  symbol: 'KL(p_T‖p_S)',
  weight: 'soft',
  squaredTemperature: true,
};
