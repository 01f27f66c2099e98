import type { Preset } from '../preset';

export const entry: Preset = {
  id: 'intents-5-percent',
  label: { en: 'Intents: 5 % of the labels', 'zh-CN': '意图：5% 的标签' },
  help: {
    en: 'A teacher of more than four times the size learns 17 intents from 2,000 labelled sentences. The student may see 100 of the labels, and what the teacher makes of all sentences. Most of its gain over the baseline is the teacher labelling the other 1,900.',
    'zh-CN':
      '四倍多大的教师用 2000 个有标签的句子学会 17 种意图。学生只能看到 100 个标签，以及教师对全部句子的判断。它比基线多出的部分，主要来自教师给另外 1900 句打的标签。',
  },
  config: {
    task: 'intents',
    teacher: 'transformer-2x64',
    student: 'transformer-1x32',
    temperature: 2,
    lambda: 0.1,
    labelShare: 0.05,
    learningRate: 8e-3,
    steps: 600,
    batchSize: 64,
    evalEvery: 50,
    teacherEpochs: 16,
    baseline: true,
  },
};
