import { hardTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'symmetric-kl',
  family: 'logits',
  label: { en: 'Symmetric KL', 'zh-CN': '对称 KL' },
  help: {
    en: 'A mixture of forward and reverse KL: cover what the teacher believes, and do not believe what it does not.',
    'zh-CN': '正向与反向 KL 的混合：既覆盖教师所信，也不信教师所不信。',
  },
  caution: {
    en: 'Two aims at once: a student too small for either gets a bit of both.',
    'zh-CN': '一心二用：若学生太小，两头都只能做到一点。',
  },
  formula:
    'L = \\lambda\\,\\mathrm{CE} + (1-\\lambda)\\,T^2\\,[\\mu\\,\\mathrm{KL}(p_T\\|p_S) + (1-\\mu)\\,\\mathrm{KL}(p_S\\|p_T)]',
  terms: [
    hardTerm,
    {
      id: 'symmetricKl',
      label: { en: 'T²·KL (both ways)', 'zh-CN': 'T²·KL（双向）' },
      help: {
        en: 'Forward and reverse divergence in shares of μ and 1−μ, times T².',
        'zh-CN': '正向与反向散度按 μ 与 1−μ 混合，再乘以 T²。',
      },
      symbol: 'KL_μ(p_T,p_S)',
      weight: 'soft',
      squaredTemperature: true,
    },
  ],
  params: [
    {
      id: 'mu',
      label: { en: 'Share of forward KL (μ)', 'zh-CN': '正向 KL 的占比 (μ)' },
      help: {
        en: '1 is forward KL alone, 0 reverse KL alone.',
        'zh-CN': '1 只有正向 KL，0 只有反向 KL。',
      },
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.5,
    },
  ],
  citation: 'torchtune, SymmetricKLLoss',
};
