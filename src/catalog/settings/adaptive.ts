// What a run does by itself when its student gets no nearer to the teacher on rows that neither training nor the test has.

import type { SettingGroup } from '../types';

const looks = { min: 0, max: 20, step: 1, default: 0 } as const;

export const entry = {
  id: 'adaptive',
  label: { en: 'Reacts to the gap', 'zh-CN': '对差距作出反应' },
  help: {
    en: 'At each check the run looks how often the student answers otherwise than its teacher on validation rows, and can react. Each reaction is a mark on the curves. Counts from the next run on.',
    'zh-CN':
      '每次评估时查看学生在验证样本上与教师不同的比例，并可作出反应。每次反应在曲线上有标记。下一次运行起生效。',
  },
  params: [
    {
      id: 'stopAfter',
      label: { en: 'Stop after checks without progress', 'zh-CN': '多少次评估无进步后停止' },
      help: {
        en: 'Early stopping: the run ends, for its rivals too. 0: never.',
        'zh-CN': '提前停止：整个运行结束，对手也一样。0 表示从不。',
      },
      ...looks,
    },
    {
      id: 'slowAfter',
      label: { en: 'Halve the rate after checks without progress', 'zh-CN': '多少次评估无进步后学习率减半' },
      help: { en: 'Of student and rivals alike. 0: never.', 'zh-CN': '学生和对手都一样。0 表示从不。' },
      ...looks,
    },
    {
      id: 'lambdaStep',
      label: { en: 'Raise λ at a check without progress', 'zh-CN': '评估无进步时提高 λ' },
      help: {
        en: 'By this much: where the teacher has nothing more to give, the labels get more say. 0: never.',
        'zh-CN': '提高这么多：教师教不了更多时，让标签更有分量。0 表示从不。',
      },
      min: 0,
      max: 0.5,
      step: 0.05,
      default: 0,
    },
  ],
} as const satisfies SettingGroup;
