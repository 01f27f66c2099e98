// How much each task of a student with two heads counts in the loss: L = Σ w·L_task / Σ w (distillation/two-tasks.ts).

import type { SettingGroup } from '../types';

const weight = { min: 0, max: 4, step: 0.1, default: 1 } as const;

export const entry = {
  id: 'taskWeights',
  label: { en: 'Task weights', 'zh-CN': '任务权重' },
  help: {
    en: 'Both tasks pull at the same trunk. A weight says how hard: at 2 and 1 the first one has two thirds of the loss, at 0 a task is not learnt at all. What one gains by weight the other mostly loses.',
    'zh-CN':
      '两个任务拉着同一个主干。权重表示拉得多用力：2 比 1 时前者占损失的三分之二，为 0 时这个任务完全不学。一方靠权重得到的，多半是另一方失去的。',
  },
  params: [
    {
      id: 'agent',
      label: { en: 'Weight of the agent', 'zh-CN': '智能体的权重' },
      help: {
        en: 'Of the mean loss of the words that the agent writes.',
        'zh-CN': '乘在智能体所写词元的平均损失上。',
      },
      ...weight,
    },
    {
      id: 'intents',
      label: { en: 'Weight of the intents', 'zh-CN': '意图的权重' },
      help: { en: 'Of the mean loss of the sentences.', 'zh-CN': '乘在句子的平均损失上。' },
      ...weight,
    },
  ],
} as const satisfies SettingGroup;
