// A minute to a minute and a half on two cores without a GPU: what most of a run from nothing goes into, learning to read and to copy,
// the teacher's layers know already, and only have to do it with fewer hidden units. Of 499 turns with unseen phrasings and values
// 64.5 % have the exact call after these 50 steps (one seed; 67.3 % after 60). Two layers of the four, with half of their units, come
// to 40.7 % in 120 steps of less cost each: layers are missed more than units. A rate of 4e-3 ends 6 points lower: it forgets what was
// there.

import type { Preset } from '../preset';
import { entry as fromNothing } from './agent-from-nothing';

export const entry: Preset = {
  id: 'agent-default',
  label: { en: 'Agent: a teacher and few labels', 'zh-CN': '智能体：一位教师，少量标签' },
  help: {
    en: 'The student begins with the shipped teacher’s layers, of whose hidden units only three eighths are left, which alone make no sense, and learns from dialogues that the teacher has written to be an agent again; hard labels for 2 %. The next preset begins from nothing: an eighth of the size, thirty times the steps, and it comes half as far.',
    'zh-CN':
      '学生以随附教师的各层为起点，但每层只留下八分之三的隐藏单元（单靠它们还说不出有意义的话），再从教师写好的对话中学习，重新成为智能体；只有 2% 有硬标签。下一个预设从零开始：大小为八分之一，步数为三十倍，却只走到一半远。',
  },
  config: {
    ...fromNothing.config,
    student: 'transformer-4x192-slim',
    start: 'agent-teacher',
    scoredPrompts: 0,
    learningRate: 2.5e-3,
    steps: 50,
    evalEvery: 25,
  },
};
