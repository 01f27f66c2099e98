// Terms and parameters that several methods have.

import type { NumberParam, TermInfo } from './types';

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

/** How the average that teaches follows the student (METHODS row 20). */
export const ownRate: NumberParam = {
  id: 'rate',
  label: { en: 'Rate of the average (r)', 'zh-CN': '平均的速率 (r)' },
  help: {
    en: 'The share of the student’s weights of the moment that goes into the average at each step: it lags behind by about 1/r steps. At 1 the teacher is the student itself.',
    'zh-CN': '每一步有多大比例的当前学生权重进入平均：它大约落后 1/r 步。为 1 时教师就是学生本身。',
  },
  min: 0.01,
  max: 1,
  step: 0.01,
  default: 0.05,
};
