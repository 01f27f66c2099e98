import type { ModelSize } from '../types';

export const entry: ModelSize = {
  id: 'transformer-2x64',
  kind: 'transformer',
  label: { en: 'Mini · 2 × 64 · 134 k', 'zh-CN': '迷你 · 2 × 64 · 134 k' },
  help: {
    en: 'Two layers, 134 thousand parameters: an agent’s student that begins from nothing.',
    'zh-CN': '两层，13.4 万参数：从零开始的智能体学生。',
  },
  layers: 2,
  width: 64,
  heads: 2,
  hidden: 176,
};
