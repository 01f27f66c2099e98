import type { Preset } from '../preset';

export const entry: Preset = {
  id: 'intents-names-alone',
  label: { en: 'Intents: no labels, only their names', 'zh-CN': '意图：没有标签，只有名称' },
  help: {
    en: 'Nobody labels anything: the encoder compares each sentence with the labels’ names, in words that you can change under “Sentence encoders…”. The baseline gets one labelled sentence a class.',
    'zh-CN':
      '无需任何人标注：编码器把每个句子与标签名称的文字相比较，文字可在“句子编码器…”中修改。基线得到每类一个有标签的句子。',
  },
  config: {
    task: 'intents',
    teacher: 'encoder:agent-teacher',
    student: 'transformer-1x32',
    temperature: 1,
    lambda: 0,
    labelsPerClass: 1,
    settings: { encoder: { head: 'names' } },
    learningRate: 8e-3,
    steps: 600,
    batchSize: 64,
    evalEvery: 50,
    baseline: true,
  },
};
