import type { ModelSize } from '../types';

export const entry: ModelSize = {
  id: 'transformer-4x128',
  kind: 'transformer',
  label: { en: 'Medium · 4 × 128 · 870 k', 'zh-CN': '中 · 4 × 128 · 870 k' },
  help: {
    en: 'Four layers, 870 thousand parameters.',
    'zh-CN': '四层，87 万参数。',
  },
  layers: 4,
  width: 128,
  heads: 4,
  hidden: 352,
};
