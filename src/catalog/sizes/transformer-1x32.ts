import type { ModelSize } from '../types';

export const entry: ModelSize = {
  id: 'transformer-1x32',
  kind: 'transformer',
  label: { en: 'Tiny · 1 × 32 · 29 k', 'zh-CN': '超小 · 1 × 32 · 29 k' },
  help: {
    en: 'One layer, 29 thousand parameters: enough to tell intents apart, not to write.',
    'zh-CN': '一层，2.9 万参数：足以分辨意图，不足以写作。',
  },
  layers: 1,
  width: 32,
  heads: 4,
  hidden: 88,
};
