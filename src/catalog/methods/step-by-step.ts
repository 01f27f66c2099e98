import { hardTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'step-by-step',
  family: 'sequence',
  label: { en: 'Step by step: plan and answer', 'zh-CN': '逐步蒸馏：计划与回答' },
  help: {
    en: 'The plan is the teacher’s reasoning, and counts as a task of its own beside calls and replies, whatever their lengths.',
    'zh-CN': '计划就是教师的推理，与调用和回复并列为独立任务，不受各自长度影响。',
  },
  caution: {
    en: 'Plans are learnt early here; the weight that they get is taken from the calls, which are the difficulty.',
    'zh-CN': '这里的计划很早就学会了；给它的权重是从更难的调用那里拿走的。',
  },
  formula:
    'L = \\alpha\\,L_{\\text{answer}} + (1-\\alpha)\\,L_{\\text{plan}},\\quad L_i = \\lambda\\,\\mathrm{CE}_i + (1-\\lambda)\\,T^2\\,\\mathrm{KL}_i',
  terms: [
    { ...hardTerm, symbol: 'CE_α' },
    {
      id: 'answerKl',
      label: { en: 'α·T²·KL (calls and replies)', 'zh-CN': 'α·T²·KL（调用与回复）' },
      help: {
        en: 'How far the softened probabilities are apart on calls and replies, times α and T².',
        'zh-CN': '在调用与回复上两者软化概率相差多远，再乘以 α 和 T²。',
      },
      symbol: 'α·KL(answer)',
      weight: 'soft',
      squaredTemperature: true,
    },
    {
      id: 'planKl',
      label: { en: '(1−α)·T²·KL (plan)', 'zh-CN': '(1−α)·T²·KL（计划）' },
      help: {
        en: 'The same on the plan’s tokens, times 1−α.',
        'zh-CN': '计划词元上的同一数值，再乘以 1−α。',
      },
      symbol: '(1−α)·KL(plan)',
      weight: 'soft',
      squaredTemperature: true,
    },
  ],
  params: [
    {
      id: 'alpha',
      label: { en: 'Share of the answer (α)', 'zh-CN': '回答的份额 (α)' },
      help: {
        en: 'What calls and replies count; the plan counts the rest.',
        'zh-CN': '调用与回复所占的份额；其余归计划。',
      },
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.5,
    },
  ],
  tasks: ['agent'],
  citation: 'Hsieh et al. 2023, arXiv 2305.02301',
};
