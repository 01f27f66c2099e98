// The order in which the transfer set is revealed (METHODS row 10; Bengio et al. 2009, Curriculum learning).

import type { SettingGroup } from '../types';

export const entry = {
  id: 'curriculum',
  label: { en: 'Curriculum', 'zh-CN': '课程' },
  help: {
    en: 'Easy rows first, then more and more of the others. Student and rivals see the same order. Counts from the next run on.',
    'zh-CN': '先学容易的样本，再逐步加入其余的。学生与对手看到的顺序相同。下一次运行起生效。',
  },
  params: [
    {
      id: 'by',
      label: { en: 'Order by', 'zh-CN': '排序依据' },
      help: {
        en: 'What counts as difficult. It hurts where time is short: rows that come late are seen less often.',
        'zh-CN': '什么算难。步数少时有害：后出现的样本被看到的次数更少。',
      },
      choices: [
        {
          id: 'none',
          label: { en: 'No curriculum', 'zh-CN': '不用课程' },
          help: { en: 'All rows from the first step on.', 'zh-CN': '从第一步起使用全部样本。' },
        },
        {
          id: 'entropy',
          label: { en: 'How unsure the teacher is', 'zh-CN': '教师的不确定程度' },
          help: {
            en: 'Entropy of its answer. For dialogues it is asked about all of them first.',
            'zh-CN': '教师答案的熵。对话任务要先让教师看完全部对话。',
          },
        },
        {
          id: 'length',
          label: { en: 'Length', 'zh-CN': '长度' },
          help: { en: 'In pieces of words.', 'zh-CN': '以词片计。' },
          tasks: ['intents', 'agent', 'both'],
        },
        {
          id: 'planSteps',
          label: { en: 'Steps of the plan', 'zh-CN': '计划的步数' },
          help: { en: 'How many tools are called.', 'zh-CN': '调用多少个工具。' },
          tasks: ['agent'],
        },
      ],
      default: 'none',
    },
    {
      id: 'start',
      label: { en: 'Share at the start', 'zh-CN': '开始时的比例' },
      help: { en: 'Of the rows, the easiest ones.', 'zh-CN': '最容易的那部分样本。' },
      min: 0.05,
      max: 1,
      step: 0.05,
      default: 0.3,
    },
    {
      id: 'whole',
      label: { en: 'All rows after', 'zh-CN': '何时用上全部' },
      help: {
        en: 'This share of the run; from there on all are drawn.',
        'zh-CN': '运行到这个比例之后使用全部样本。',
      },
      min: 0.1,
      max: 1,
      step: 0.05,
      default: 0.5,
    },
  ],
} as const satisfies SettingGroup;
