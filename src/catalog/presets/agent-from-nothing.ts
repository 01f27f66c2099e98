// Two to two and a half minutes on two cores without a GPU. The shipped teacher wrote all dialogues beforehand; what it costs here is
// the scoring of the first thousand. Distinct prompts count for more than passes over the same. Batches of 16 save a quarter of the
// time and cost three points.

import type { Preset } from '../preset';

export const entry: Preset = {
  id: 'agent-from-nothing',
  label: { en: 'Agent: from nothing, with few labels', 'zh-CN': '智能体：从零开始，少量标签' },
  help: {
    en: 'The shipped teacher has written 12,000 dialogues and scores 1,000 of them token by token; hard labels for 2 %. Shows what a teacher that labels many more requests is worth. It does not show that softness helps: its answers as hard labels do about as well, as the next preset’s control tells.',
    'zh-CN':
      '随页面附带的教师写好了 12,000 段对话，并为其中 1,000 段逐词打分；只有 2% 有硬标签。展示一位给更多请求打标签的教师值多少；并不能证明“软”有用：把它的答案当硬标签也差不多，下一个预设的对照会告诉您。',
  },
  config: {
    task: 'agent',
    teacher: 'agent-teacher',
    student: 'transformer-2x64',
    temperature: 1,
    lambda: 0.1,
    learningRate: 1e-2,
    labelShare: 0.02,
    prompts: 12000,
    scoredPrompts: 1000,
    steps: 1500,
    batchSize: 24,
    evalEvery: 500,
    baseline: false,
    teacherLabels: false,
  },
};
