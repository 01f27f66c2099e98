import type { ModelSize } from '../types';

export const entry: ModelSize = {
  id: 'transformer-1x48',
  kind: 'transformer',
  label: { en: 'Nano · 1 × 48 · 52 k', 'zh-CN': '纳米 · 1 × 48 · 52 k' },
  help: {
    en: 'One layer, 52 thousand parameters: learns plans, copies badly.',
    'zh-CN': '一层，5.2 万参数：能学会计划，但抄写参数很差。',
  },
  layers: 1,
  width: 48,
  heads: 3,
  hidden: 128,
};
