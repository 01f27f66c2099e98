import type { Preset } from '../preset';

export const entry: Preset = {
  id: 'intents-five-labels',
  label: { en: 'Intents: five labels a class', 'zh-CN': '意图：每类五个标签' },
  help: {
    en: 'The shipped teacher reads each sentence as a frozen encoder; a layer on top of it learns from five labels a class and answers for all sentences. The baseline has the same five. With data of your own, bring an encoder as files.',
    'zh-CN':
      '随附的教师作为冻结的编码器阅读句子，顶上的一层用每类五个标签学习，再为全部句子给出答案。基线只有同样的五个标签。自己的数据请使用自己的编码器文件。',
  },
  config: {
    task: 'intents',
    teacher: 'encoder:agent-teacher',
    student: 'transformer-1x32',
    temperature: 1,
    lambda: 0.1,
    labelsPerClass: 5,
    learningRate: 8e-3,
    steps: 600,
    batchSize: 64,
    evalEvery: 50,
    baseline: true,
  },
};
