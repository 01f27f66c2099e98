import type { ModelSize } from '../types';

export const entry: ModelSize = {
  id: 'mlp-16x16',
  kind: 'mlp',
  label: { en: 'Medium · 16 × 16', 'zh-CN': '中 · 16 × 16' },
  help: {
    en: 'Two hidden layers of 16 neurons.',
    'zh-CN': '两个隐藏层，各 16 个神经元。',
  },
  hidden: [16, 16],
};
