import type { ModelSize } from '../types';

export const entry: ModelSize = {
  id: 'transformer-2x128',
  kind: 'transformer',
  label: { en: 'Base · 2 × 128 · 467 k', 'zh-CN': '基础 · 2 × 128 · 467 k' },
  help: {
    en: 'Two layers, 467 thousand parameters.',
    'zh-CN': '两层，46.7 万参数。',
  },
  layers: 2,
  width: 128,
  heads: 4,
  hidden: 352,
};
