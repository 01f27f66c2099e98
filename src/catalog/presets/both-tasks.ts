// As long as the agent's own preset, and as many sentences a step as dialogues: short ones, which make a step a fifth dearer.

import type { Preset } from '../preset';

export const entry: Preset = {
  id: 'both-tasks',
  label: { en: 'Agent and intents: one student, two heads', 'zh-CN': '智能体与意图：一个学生，两个头' },
  help: {
    en: 'A classifier of 17 intents is trained first. Then one student learns from it and from the shipped agent, with hard labels for 5 % of either. Shows what two tasks on one trunk cost each other, or give.',
    'zh-CN':
      '先训练一个区分 17 种意图的分类器，然后一个学生同时向它和随页面附带的智能体学习，两边各有 5% 的硬标签。看看两个任务共用一个主干会互相损失什么、得到什么。',
  },
  config: {
    task: 'both',
    teacher: 'agent-teacher',
    moreTeachers: 'transformer-2x64',
    student: 'transformer-2x64',
    temperature: 1,
    lambda: 0.1,
    learningRate: 1e-2,
    labelShare: 0.05,
    prompts: 12000,
    scoredPrompts: 1000,
    steps: 1500,
    batchSize: 24,
    evalEvery: 500,
    teacherEpochs: 16,
    baseline: true,
  },
};
