import type { Preset } from '../preset';

export const entry: Preset = {
  id: 'points-spirals',
  label: { en: 'Points: spirals', 'zh-CN': '点：螺旋' },
  help: {
    en: 'A large network learns two spirals, a small one learns from it.',
    'zh-CN': '大网络学会螺旋，小网络向它学习。',
  },
  config: {
    task: 'points',
    dataset: 'spirals',
    classes: 3,
    noise: 0.1,
    teacher: 'mlp-64x64',
    student: 'mlp-16x16',
    temperature: 2,
    lambda: 0.1,
    learningRate: 0.02,
    steps: 400,
    batchSize: 64,
    evalEvery: 20,
    labelShare: 1,
    baseline: true,
  },
};
