import type { Preset } from '../preset';

export const entry: Preset = {
  id: 'textbook-works',
  label: { en: 'Textbook, a rate that works', 'zh-CN': '教科书，有效的学习率' },
  help: {
    en: 'The same 100 steps with a learning rate fifty times higher: the student agrees with its teacher.',
    'zh-CN': '同样 100 步，学习率大得多：学生与教师一致。',
  },
  config: {
    task: 'points',
    dataset: 'textbook',
    teacher: 'mlp-linear',
    student: 'mlp-linear',
    temperature: 2,
    lambda: 0,
    learningRate: 0.1,
    steps: 100,
    batchSize: 10,
    evalEvery: 10,
    labelShare: 1,
    baseline: false,
  },
};
