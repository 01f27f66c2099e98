import type { Preset } from '../preset';

export const entry: Preset = {
  id: 'intents-same-100-rows',
  label: { en: 'Intents: softness alone', 'zh-CN': '意图：只看软目标' },
  help: {
    en: 'Student and baseline read the same 100 sentences: the student learns from the teacher’s probabilities alone, the baseline from the labels alone. What the student gains is in the softness of the targets.',
    'zh-CN': '学生和基线读同样的 100 句：学生只学教师的概率，基线只学标签。学生多出的部分就在于目标之“软”。',
  },
  config: {
    task: 'intents',
    teacher: 'transformer-2x64',
    student: 'transformer-1x32',
    temperature: 4,
    lambda: 0,
    labelShare: 0.05,
    softRows: 'labelled',
    learningRate: 8e-3,
    steps: 400,
    batchSize: 64,
    evalEvery: 50,
    teacherEpochs: 16,
    baseline: true,
  },
};
