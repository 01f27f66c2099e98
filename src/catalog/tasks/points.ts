import type { TaskInfo } from '../types';

export const entry: TaskInfo = {
  id: 'points',
  label: { en: 'Points in the plane', 'zh-CN': '平面上的点' },
  help: {
    en: 'Coloured points, a large network that separates them and a small one that learns from it. Takes seconds.',
    'zh-CN': '彩色的点：大网络把它们分开，小网络向它学习。只需几秒。',
  },
  reads: null,
  modelKind: 'mlp',
  defaultTeacher: 'mlp-64x64',
  defaultStudent: 'mlp-8',
  checks: ['accuracy', 'agreement', 'trainAccuracy'],
  mainFigure: 'accuracy',
};
