// What is done to the teacher's soft labels before the student learns from them, whatever the method (METHODS row 18).

import type { SettingGroup } from '../types';

export const entry: SettingGroup = {
  id: 'softLabels',
  label: { en: 'Soft labels', 'zh-CN': '软标签' },
  help: {
    en: 'What is done to the teacher’s answers before the student learns from them.',
    'zh-CN': '在学生学习之前对教师的答案做哪些调整。',
  },
  params: [
    {
      id: 'teacherTemperature',
      label: { en: 'Teacher’s own temperature', 'zh-CN': '教师自己的温度' },
      help: {
        en: 'The teacher is softened by this many times T, the student by T. Below 1 the teacher seems surer than it is, above 1 less sure.',
        'zh-CN': '教师用 T 的这么多倍来软化，学生仍用 T。小于 1 时教师显得更确定，大于 1 则更不确定。',
      },
      min: 0.25,
      max: 4,
      step: 0.05,
      default: 1,
    },
    {
      id: 'smoothing',
      label: { en: 'Label smoothing', 'zh-CN': '标签平滑' },
      help: {
        en: 'This share of the teacher’s probability is dealt out evenly among all classes: doubt where it has none.',
        'zh-CN': '把教师概率的这一部分平均分给所有类别：给过于自信的教师添上一点怀疑。',
      },
      min: 0,
      max: 0.5,
      step: 0.01,
      default: 0,
    },
    {
      id: 'shift',
      label: { en: 'Where the teacher is wrong', 'zh-CN': '教师出错时' },
      help: {
        en: 'On rows with a label, a wrong first choice can change places with the right answer, and the rest of what the teacher said stays.',
        'zh-CN': '对有标签的样本，可以把教师错误的首选与正确答案对调，其余判断保持不变。',
      },
      choices: [
        {
          id: 'keep',
          label: { en: 'Believe it', 'zh-CN': '照信' },
          help: { en: 'The teacher’s answer as it is.', 'zh-CN': '原样采用教师的答案。' },
        },
        {
          id: 'swap',
          label: { en: 'Swap with the label', 'zh-CN': '与标签对调' },
          help: {
            en: 'Probability shift: the top score and the label’s change places.',
            'zh-CN': '概率转移：最高分与标签的得分对调。',
          },
        },
      ],
      default: 'keep',
    },
    {
      id: 'standardise',
      label: { en: 'Scores compared', 'zh-CN': '得分的比较方式' },
      help: {
        en: 'A small student cannot reach the teacher’s range of scores. Standardised, only their shape counts: each row less its mean, over its standard deviation.',
        'zh-CN': '小学生达不到教师的得分幅度。标准化后只比较形状：每行减去均值再除以标准差。',
      },
      choices: [
        {
          id: 'raw',
          label: { en: 'As they are', 'zh-CN': '原样' },
          help: { en: 'Range and shape count.', 'zh-CN': '幅度和形状都算。' },
        },
        {
          id: 'standardised',
          label: { en: 'Standardised', 'zh-CN': '标准化' },
          help: {
            en: 'Of both models. Sun et al. 2024, arXiv 2403.01427.',
            'zh-CN': '对两个模型都做。Sun et al. 2024, arXiv 2403.01427。',
          },
        },
      ],
      default: 'raw',
    },
    {
      id: 'topK',
      label: { en: 'Classes kept (top k)', 'zh-CN': '保留的类别数 (top k)' },
      help: {
        en: 'Only the teacher’s k likeliest classes are told apart, all others are one bucket; 0 keeps all. What a saved teacher or a hosted one gives.',
        'zh-CN':
          '只区分教师最可能的 k 个类别，其余合为一桶；0 表示全部保留。保存下来的或托管的教师往往只给这些。',
      },
      min: 0,
      max: 128,
      step: 1,
      default: 0,
    },
  ],
};
