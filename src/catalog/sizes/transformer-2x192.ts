import type { ModelSize } from '../types';

export const entry: ModelSize = {
  id: 'transformer-2x192',
  kind: 'transformer',
  label: { en: 'Broad · 2 × 192 · 689 k', 'zh-CN': '宽 · 2 × 192 · 689 k' },
  help: {
    en: 'Two layers, 689 thousand parameters: half of the shipped teacher’s layers, with half of their hidden units.',
    'zh-CN': '两层，68.9 万参数：随附教师一半的层，每层隐藏单元也减半。',
  },
  layers: 2,
  width: 192,
  heads: 6,
  hidden: 256,
};
