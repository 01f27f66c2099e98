import type { ModelSize } from '../types';

export const entry: ModelSize = {
  id: 'mlp-8x8x8x8',
  kind: 'mlp',
  label: { en: 'Deep · 8 × 8 × 8 × 8', 'zh-CN': '深 · 8 × 8 × 8 × 8' },
  help: {
    en: 'Four hidden layers of 8 neurons: thin and deep, harder to train than it is small.',
    'zh-CN': '四个隐藏层，各 8 个神经元：又窄又深，难训练胜过参数少。',
  },
  hidden: [8, 8, 8, 8],
};
