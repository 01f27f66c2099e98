import type { ModelSize } from '../types';

export const entry: ModelSize = {
  id: 'mlp-64x64',
  kind: 'mlp',
  label: { en: 'Large · 64 × 64', 'zh-CN': '大 · 64 × 64' },
  help: {
    en: 'Two hidden layers of 64 neurons.',
    'zh-CN': '两个隐藏层，各 64 个神经元。',
  },
  hidden: [64, 64],
};
