import type { ModelSize } from '../types';

export const entry: ModelSize = {
  id: 'mlp-linear',
  kind: 'mlp',
  label: { en: 'Linear', 'zh-CN': '线性' },
  help: {
    en: 'No hidden layer: straight boundaries only.',
    'zh-CN': '没有隐藏层：只能画直线边界。',
  },
  hidden: [],
};
