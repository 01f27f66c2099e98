import type { ModelSize } from '../types';

export const entry: ModelSize = {
  id: 'transformer-6x256',
  kind: 'transformer',
  label: { en: 'Giant · 6 × 256 · 4.9 M', 'zh-CN': '巨型 · 6 × 256 · 4.9 M' },
  help: {
    en: 'Six layers, 4.9 million parameters: for a real GPU.',
    'zh-CN': '六层，490 万参数：适合真正的 GPU。',
  },
  layers: 6,
  width: 256,
  heads: 8,
  hidden: 688,
};
