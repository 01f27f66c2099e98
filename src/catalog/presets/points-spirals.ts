import type { Preset } from '../preset';

export const entry: Preset = {
  id: 'points-spirals',
  label: { en: 'Points: spirals', 'zh-CN': '点：螺旋' },
  help: {
    en: 'A large network learns three spirals from every label. A small one sees a tenth of the labels and learns the rest from it. Shows a teacher filling in for labels; the race’s controls tell how much of that is softness.',
    'zh-CN':
      '大网络用全部标签学会三条螺旋；小网络只看到十分之一的标签，其余向它学习。展示教师如何补上标签；其中有多少来自“软”，由比赛中的对照来回答。',
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
    labelShare: 0.1,
    baseline: true,
  },
};
