import type { Preset } from '../preset';

export const entry: Preset = {
  id: 'textbook-slow',
  label: { en: 'Textbook, learning rate 1e-3', 'zh-CN': '教科书，学习率 1e-3' },
  help: {
    en: 'The textbook’s own numbers: 100 Adam steps of 1e-3 move each weight by at most about 0.1, so the student hardly changes.',
    'zh-CN': '教科书的原始数字：100 步 Adam、学习率 1e-3，每个权重最多移动约 0.1，学生几乎没变。',
  },
  config: {
    task: 'points',
    dataset: 'textbook',
    teacher: 'mlp-linear',
    student: 'mlp-linear',
    temperature: 2,
    lambda: 0,
    learningRate: 1e-3,
    steps: 100,
    batchSize: 10,
    evalEvery: 10,
    labelShare: 1,
    baseline: false,
  },
};
