import { hardTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'reverse-reward',
  family: 'sequence',
  label: { en: 'Teacher’s log-ratio as reward', 'zh-CN': '以教师对数比为奖励' },
  help: {
    en: 'Reinforcement: each token that the student wrote gets likelier by how much likelier the teacher finds it. In the mean it is reverse KL, from one drawn token instead of all. Given dialogues are learnt as ever.',
    'zh-CN':
      '强化学习：学生写的每个词元，教师觉得它有多么更可能，就按多少加强。平均而言等于反向 KL，但只看抽到的词元。给定的对话照常学习。',
  },
  caution: {
    en: 'Noisier than reverse KL, which sees all tokens; slow while the student writes nonsense.',
    'zh-CN': '比看到所有词元的反向 KL 噪声更大；学生还在胡写时很慢。',
  },
  formula:
    'L = \\lambda\\,\\mathrm{CE} + (1-\\lambda)\\bigl(-A\\log p_S(a) + T^2\\,\\mathrm{KL}\\bigr),\\; A = \\log\\frac{p_T(a)}{p_S(a)}',
  terms: [
    hardTerm,
    {
      id: 'kl',
      label: { en: 'T²·KL (given dialogues)', 'zh-CN': 'T²·KL（给定的对话）' },
      help: {
        en: 'How far the softened probabilities are apart where the student did not write.',
        'zh-CN': '在不是学生所写之处，两者软化概率相差多远。',
      },
      symbol: 'KL(p_T‖p_S)',
      weight: 'soft',
      squaredTemperature: true,
    },
    {
      id: 'reward',
      label: { en: '−A·log p (own tokens)', 'zh-CN': '−A·log p（自己的词元）' },
      help: {
        en: 'The policy gradient’s loss on what the student wrote: its slope counts, its value says little.',
        'zh-CN': '学生所写词元上的策略梯度损失：有意义的是斜率，数值本身说明不了什么。',
      },
      symbol: '−A·log p_S',
      weight: 'soft',
    },
  ],
  tasks: ['agent'],
  needsOnPolicy: true,
  citation: 'Lu, Thinking Machines Lab 2025, On-policy distillation',
};
