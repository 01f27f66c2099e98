import type { ModelSize } from '../types';

export const entry: ModelSize = {
  id: 'transformer-2x96',
  kind: 'transformer',
  label: { en: 'Small · 2 × 96 · 270 k', 'zh-CN': '小 · 2 × 96 · 270 k' },
  help: {
    en: 'Two layers, 270 thousand parameters.',
    'zh-CN': '两层，27 万参数。',
  },
  layers: 2,
  width: 96,
  heads: 3,
  hidden: 256,
};
