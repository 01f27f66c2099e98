// The shapes that task "points" can draw, and the textbook's ten numbers; data/points.ts makes them.

import type { Choice } from './types';

export const datasets = [
  {
    id: 'spirals',
    label: { en: 'Spirals', 'zh-CN': '螺旋' },
    help: { en: 'One arm a class, wound around each other.', 'zh-CN': '每类一条旋臂，互相缠绕。' },
  },
  {
    id: 'rings',
    label: { en: 'Rings', 'zh-CN': '圆环' },
    help: { en: 'One ring a class.', 'zh-CN': '每类一个圆环。' },
  },
  {
    id: 'blobs',
    label: { en: 'Blobs', 'zh-CN': '团块' },
    help: { en: 'One cloud a class.', 'zh-CN': '每类一团点云。' },
  },
  {
    id: 'textbook',
    label: { en: 'Textbook: ten numbers', 'zh-CN': '教科书：十个数' },
    help: {
      en: 'Ten random numbers, five classes, a linear teacher that nobody trained.',
      'zh-CN': '十个随机数，五个类别，一个未经训练的线性教师。',
    },
  },
] as const satisfies readonly Choice[];

export type DatasetId = (typeof datasets)[number]['id'];
