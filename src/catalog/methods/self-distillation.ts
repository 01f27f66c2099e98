import { hardTerm, ownRate } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'self-distillation',
  family: 'sequence',
  label: { en: 'Self-distillation', 'zh-CN': '自蒸馏' },
  help: {
    en: 'The teacher is the student itself, as the moving average of its weights: steadier than the student of the moment. The run’s teacher only wrote the dialogues.',
    'zh-CN': '教师就是学生自己，即其权重的滑动平均：比此刻的学生更稳。原来的教师只提供了对话。',
  },
  caution: {
    en: 'It knows nothing that the student does not: at small λ the student believes itself and learns nothing.',
    'zh-CN': '它并不知道学生不知道的东西：λ 很小时学生只相信自己，什么也学不到。',
  },
  formula: 'L = \\lambda\\,\\mathrm{CE} + (1-\\lambda)\\,T^2\\,\\mathrm{KL}(\\bar p_S \\,\\|\\, p_S)',
  terms: [
    hardTerm,
    {
      id: 'selfKl',
      label: { en: 'T²·KL (own average to student)', 'zh-CN': 'T²·KL（自身平均对学生）' },
      help: {
        en: 'How far the student’s softened probabilities are from those of its own average, times T².',
        'zh-CN': '学生与自身平均的软化概率相差多远，再乘以 T²。',
      },
      symbol: 'KL(p̄_S‖p_S)',
      weight: 'soft',
      squaredTemperature: true,
    },
  ],
  params: [ownRate],
  tasks: ['agent', 'intents', 'both'],
  citation: 'Tarvainen, Valpola 2017, arXiv 1703.01780',
};
