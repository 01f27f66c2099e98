import type { ModelSize } from '../types';

export const entry: ModelSize = {
  id: 'transformer-4x192-slim',
  kind: 'transformer',
  label: { en: 'Slim · 4 × 192 · 1.1 M', 'zh-CN': '瘦 · 4 × 192 · 1.1 M' },
  help: {
    en: 'Four layers, 1.13 million parameters: all of the shipped teacher’s layers, with three eighths of their hidden units.',
    'zh-CN': '四层，113 万参数：随附教师的全部层，每层隐藏单元只留八分之三。',
  },
  layers: 4,
  width: 192,
  heads: 6,
  hidden: 192,
};
