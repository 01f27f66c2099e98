import type { Preset } from '../preset';

export const entry: Preset = {
  id: 'points-blobs',
  label: { en: 'Points: blobs, few labels', 'zh-CN': '点：团块，少量标签' },
  help: {
    en: 'Five per cent of the labels: see what the teacher adds. Shows the teacher standing in for labels that are missing; with all labels there it would add little.',
    'zh-CN': '只有 5% 的标签：看看教师带来了什么。展示教师如何代替缺失的标签；标签齐全时它带来的很少。',
  },
  config: {
    task: 'points',
    dataset: 'blobs',
    classes: 5,
    noise: 0.2,
    teacher: 'mlp-64x64',
    student: 'mlp-8',
    temperature: 4,
    lambda: 0.1,
    learningRate: 0.02,
    steps: 300,
    batchSize: 64,
    evalEvery: 20,
    labelShare: 0.05,
    baseline: true,
  },
};
