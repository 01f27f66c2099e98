import type { ModelSize } from '../types';

export const entry: ModelSize = {
  id: 'transformer-2x96',
  kind: 'transformer',
  label: { en: 'Small · 2 × 96 · 271 k', 'zh-CN': '小 · 2 × 96 · 271 k' },
  help: {
    en: 'Two layers, 271 thousand parameters.',
    'zh-CN': '两层，27.1 万参数。',
  },
  layers: 2,
  width: 96,
  heads: 3,
  hidden: 256,
};
