import type { ModelSize } from '../types';

export const entry: ModelSize = {
  id: 'transformer-2x128',
  kind: 'transformer',
  label: { en: 'Base · 2 × 128 · 468 k', 'zh-CN': '基础 · 2 × 128 · 468 k' },
  help: {
    en: 'Two layers, 468 thousand parameters.',
    'zh-CN': '两层，46.8 万参数。',
  },
  layers: 2,
  width: 128,
  heads: 4,
  hidden: 352,
};
