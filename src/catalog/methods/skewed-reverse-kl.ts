import { hardTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'skewed-reverse-kl',
  family: 'logits',
  label: { en: 'Skewed reverse KL', 'zh-CN': '偏斜反向 KL' },
  help: {
    en: 'Reverse KL to a teacher that is softened with a share α of the student’s own belief: mode seeking, but without the cliffs where the teacher says “never”.',
    'zh-CN': '反向 KL，但给教师掺入比例为 α 的学生信念：仍是“寻模”，却没有教师说“绝不”时的悬崖。',
  },
  caution: {
    en: 'Like reverse KL it forgets rare answers.',
    'zh-CN': '与反向 KL 一样，会忘掉少见的答案。',
  },
  formula:
    'L = \\lambda\\,\\mathrm{CE} + (1-\\lambda)\\,T^2\\,\\mathrm{KL}(p_S \\,\\|\\, (1-\\alpha) p_T + \\alpha p_S)',
  terms: [
    hardTerm,
    {
      id: 'skewedReverseKl',
      label: { en: 'T²·skewed reverse KL', 'zh-CN': 'T²·偏斜反向 KL' },
      help: {
        en: 'Divergence of the student from the softened teacher, times T².',
        'zh-CN': '学生与被软化的教师之间的散度，再乘以 T²。',
      },
      symbol: 'KL(p_S‖(1−α)p_T+αp_S)',
      weight: 'soft',
      squaredTemperature: true,
    },
  ],
  params: [
    {
      id: 'alpha',
      label: { en: 'Skew (α)', 'zh-CN': '偏斜 (α)' },
      help: {
        en: 'The student’s share in what it is judged by; 0 is plain reverse KL.',
        'zh-CN': '评判学生时掺入的学生自身比例；0 即普通反向 KL。',
      },
      min: 0,
      max: 0.9,
      step: 0.05,
      default: 0.1,
    },
  ],
  citation: 'Ko et al. 2024 (DistiLLM), arXiv 2402.03898',
};
