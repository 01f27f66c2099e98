import type { Preset } from '../preset';

export const entry: Preset = {
  id: 'points-specialists',
  label: { en: 'Points: two specialists', 'zh-CN': '点：两位专长教师' },
  help: {
    en: '',
    'zh-CN': '',
  },
  config: {
    task: 'points',
    dataset: 'spirals',
    classes: 4,
    noise: 0.1,
    teacher: 'mlp-16x16',
    specialty: '1/2',
    moreTeachers: 'mlp-16x16@2/2',
    student: 'mlp-16x16',
    temperature: 2,
    lambda: 0.1,
    learningRate: 0.02,
    steps: 400,
    batchSize: 64,
    evalEvery: 20,
    labelShare: 0.05,
    baseline: true,
    settings: { mixture: { how: 'entropy' } },
  },
};
