import type { ModelSize } from '../types';

export const entry: ModelSize = {
  id: 'transformer-4x192',
  kind: 'transformer',
  label: { en: 'Large · 4 × 192 · 1.9 M', 'zh-CN': '大 · 4 × 192 · 1.9 M' },
  help: {
    en: 'Four layers, 1.9 million parameters.',
    'zh-CN': '四层，190 万参数。',
  },
  layers: 4,
  width: 192,
  heads: 6,
  hidden: 512,
};
