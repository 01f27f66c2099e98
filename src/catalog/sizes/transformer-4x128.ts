import type { ModelSize } from '../types';

export const entry: ModelSize = {
  id: 'transformer-4x128',
  kind: 'transformer',
  label: { en: 'Medium · 4 × 128 · 868 k', 'zh-CN': '中 · 4 × 128 · 868 k' },
  help: {
    en: 'Four layers, 868 thousand parameters.',
    'zh-CN': '四层，86.8 万参数。',
  },
  layers: 4,
  width: 128,
  heads: 4,
  hidden: 352,
};
