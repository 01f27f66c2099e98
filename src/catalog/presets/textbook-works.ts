import type { Preset } from '../preset';

export const entry: Preset = {
  id: 'textbook-works',
  label: { en: 'Textbook, a rate that works', 'zh-CN': '教科书，有效的学习率' },
  help: {
    en: 'The same 100 steps with a learning rate thirty times higher: the student agrees with its teacher on 98 of 100 new inputs.',
    'zh-CN': '同样 100 步，学习率提高三十倍：在 100 个新输入中，学生有 98 个与教师一致。',
  },
  config: {
    task: 'points',
    dataset: 'textbook',
    teacher: 'mlp-linear',
    student: 'mlp-linear',
    temperature: 2,
    lambda: 0,
    learningRate: 0.03,
    steps: 100,
    batchSize: 10,
    evalEvery: 10,
    labelShare: 1,
    baseline: false,
  },
};
