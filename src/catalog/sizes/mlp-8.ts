import type { ModelSize } from '../types';

export const entry: ModelSize = {
  id: 'mlp-8',
  kind: 'mlp',
  label: { en: 'Small · 8', 'zh-CN': '小 · 8' },
  help: {
    en: 'One hidden layer of 8 neurons.',
    'zh-CN': '一个隐藏层，8 个神经元。',
  },
  hidden: [8],
};
