import type { ModelSize } from '../types';

export const entry: ModelSize = {
  id: 'mlp-4',
  kind: 'mlp',
  label: { en: 'Tiny · 4', 'zh-CN': '极小 · 4' },
  help: {
    en: 'One hidden layer of 4 neurons.',
    'zh-CN': '一个隐藏层，4 个神经元。',
  },
  hidden: [4],
};
