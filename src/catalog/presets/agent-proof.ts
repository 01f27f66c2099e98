// An agent from nothing with its baseline and the control: three networks in turn, so about three times its minutes.

import type { Preset } from '../preset';
import { entry as plain } from './agent-from-nothing';

export const entry: Preset = {
  id: 'agent-proof',
  label: { en: 'Agent: against its baseline', 'zh-CN': '智能体：与基线对比' },
  help: {
    en: 'The same, and beside it two rivals of the same size, start and steps: the baseline, which has the 2 % of labels alone, and the control, which is told the teacher’s answers but not how sure it was. What the student gains over the baseline is large; what it gains over the control is what softness adds, and that is little.',
    'zh-CN':
      '同样的实验，另加两个大小、起点和步数都相同的对手：只有 2% 标签的基线，以及只知道教师答案、不知道其把握的对照。学生比基线多出很多；比对照多出的才是“软”的功劳，而那很少。',
  },
  config: { ...plain.config, baseline: true, teacherLabels: true },
};
