import { hardTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'skewed-kl',
  family: 'logits',
  label: { en: 'Skewed KL', 'zh-CN': '偏斜 KL' },
  help: {
    en: 'Forward KL to a student that is helped with a share α of the teacher’s own belief: no single missed token can blow up the loss.',
    'zh-CN': '正向 KL，但给学生掺入比例为 α 的教师信念：任何一个漏掉的词都不会让损失爆炸。',
  },
  caution: {
    en: 'A large α hides what the student lacks.',
    'zh-CN': 'α 太大会掩盖学生的不足。',
  },
  formula:
    'L = \\lambda\\,\\mathrm{CE} + (1-\\lambda)\\,T^2\\,\\mathrm{KL}(p_T \\,\\|\\, \\alpha p_T + (1-\\alpha) p_S)',
  terms: [
    hardTerm,
    {
      id: 'skewedKl',
      label: { en: 'T²·skewed KL', 'zh-CN': 'T²·偏斜 KL' },
      help: {
        en: 'Divergence of the teacher from the helped student, times T².',
        'zh-CN': '教师与被“帮助”的学生之间的散度，再乘以 T²。',
      },
      symbol: 'KL(p_T‖αp_T+(1−α)p_S)',
      weight: 'soft',
      squaredTemperature: true,
    },
  ],
  params: [
    {
      id: 'alpha',
      label: { en: 'Skew (α)', 'zh-CN': '偏斜 (α)' },
      help: {
        en: 'The teacher’s share in what the student is judged by; 0 is plain forward KL.',
        'zh-CN': '评判学生时掺入的教师比例；0 即普通正向 KL。',
      },
      min: 0,
      max: 0.9,
      step: 0.05,
      default: 0.1,
    },
  ],
  citation: 'Ko et al. 2024 (DistiLLM), arXiv 2402.03898',
};
