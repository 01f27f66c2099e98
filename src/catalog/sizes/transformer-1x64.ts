import type { ModelSize } from '../types';

export const entry: ModelSize = {
  id: 'transformer-1x64',
  kind: 'transformer',
  label: { en: 'Micro · 1 × 64 · 83 k', 'zh-CN': '微型 · 1 × 64 · 83 k' },
  help: {
    en: 'One layer, 83 thousand parameters.',
    'zh-CN': '一层，8.3 万参数。',
  },
  layers: 1,
  width: 64,
  heads: 2,
  hidden: 176,
};
