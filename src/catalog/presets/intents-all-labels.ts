import type { Preset } from '../preset';

export const entry: Preset = {
  id: 'intents-all-labels',
  label: { en: 'Intents: all labels', 'zh-CN': '意图：全部标签' },
  help: {
    en: 'Teacher, student and baseline learn from the same 2,000 labels. Shows how much, or how little, soft targets add where labels are plenty.',
    'zh-CN': '教师、学生和基线用同样的 2000 个标签学习。看看标签充足时，软目标还能多给多少。',
  },
  config: {
    task: 'intents',
    teacher: 'transformer-2x64',
    student: 'transformer-1x32',
    temperature: 2,
    lambda: 0.5,
    labelShare: 1,
    learningRate: 8e-3,
    steps: 600,
    batchSize: 64,
    evalEvery: 50,
    teacherEpochs: 16,
    baseline: true,
  },
};
