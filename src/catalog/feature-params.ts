// Parameters that the methods on features and relations share.

import type { ChoiceParam, LayerMapParam, NumberParam } from './types';

/** Id of the parameter that says what the features count against. */
export const BALANCE = 'balance';
/** Its choice under which they are scaled. */
export const SCALED = 'scaled';

/** METHODS row 19. */
export const balanceParam: ChoiceParam = {
  id: BALANCE,
  label: { en: 'Features count', 'zh-CN': '特征项的分量' },
  help: {
    en: 'How much what is compared inside the models counts beside the soft targets.',
    'zh-CN': '模型内部的比较项相对于软目标占多大分量。',
  },
  choices: [
    {
      id: 'weights',
      label: { en: 'By their weights', 'zh-CN': '按各自的权重' },
      help: { en: 'As the formula says.', 'zh-CN': '如公式所写。' },
    },
    {
      id: SCALED,
      label: { en: 'Scaled each step to the logit loss', 'zh-CN': '每一步缩放到与软目标相等' },
      help: {
        en: 'Together as much as the soft targets, whatever their size; the weights only divide it among them.',
        'zh-CN': '无论数值大小，合计总与软目标相等；权重只决定它们之间如何分配。',
      },
    },
  ],
  default: 'weights',
};

type Words = Pick<NumberParam, 'label' | 'help'>;

/** The weight of a term. */
export const weightParam = (
  id: string,
  words: Words,
  numbers: Pick<NumberParam, 'max' | 'step' | 'default'>,
): NumberParam => ({ id, ...words, min: 0, ...numbers });

export const LAYERS = 'layers';

/** Which layers are compared. */
export const layersParam = (
  standard: LayerMapParam['standard'],
  { lowest = 1, single = false }: Partial<Pick<LayerMapParam, 'lowest' | 'single'>> = {},
): LayerMapParam => ({
  id: LAYERS,
  label: { en: 'Layer map', 'zh-CN': '层映射' },
  help: single
    ? {
        en: 'Which layer of the student learns from which of the teacher. Choose one on each side. Counts from the next run on.',
        'zh-CN': '学生的哪一层向教师的哪一层学习。左右各选一层。从下一次运行起生效。',
      }
    : {
        en: 'Which layers of the student learn from which of the teacher. Choose one on each side to connect them, and again to part them. Counts from the next run on.',
        'zh-CN': '学生的哪些层向教师的哪些层学习。左右各选一层即可相连，再选一次则断开。从下一次运行起生效。',
      },
  standard,
  lowest,
  single,
  default: '',
});
