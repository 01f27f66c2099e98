// About a minute on two cores without a GPU. Each prompt costs the teacher's work once, as much as three of the student's visits to it;
// at this budget more steps on 2000 prompts gave a better student than fewer on 3000 or 4000.

import type { Preset } from '../preset';

export const entry: Preset = {
  id: 'agent-default',
  label: { en: 'Agent: a teacher and few labels', 'zh-CN': '智能体：一位教师，少量标签' },
  help: {
    en: 'The shipped teacher writes and scores the dialogues; hard labels for 2 % of them. Shows what a teacher that labels many more requests is worth. It does not show that softness helps: its answers as hard labels do about as well, which the race’s control tells.',
    'zh-CN':
      '随页面附带的教师书写并打分对话；只有 2% 有硬标签。展示一位给更多请求打标签的教师值多少；并不能证明“软”有用：把它的答案当硬标签也差不多，比赛中的对照会告诉您。',
  },
  config: {
    task: 'agent',
    teacher: 'agent-teacher',
    student: 'transformer-2x64',
    temperature: 1,
    lambda: 0.2,
    learningRate: 7e-3,
    labelShare: 0.02,
    prompts: 12000,
    scoredPrompts: 1000,
    steps: 1500,
    batchSize: 16,
    evalEvery: 500,
  },
};
