// Every number one can set for a run: range, step, default, words. Sliders, schema and share link derive from this table.

import type { NumberParam } from './types';

export const params = {
  temperature: {
    id: 'temperature',
    label: { en: 'Temperature (T)', 'zh-CN': '温度 (T)' },
    help: {
      en: 'Softens both models’ probabilities before they are compared. At 1 the student sees what the teacher really believes; higher values show it the runners-up.',
      'zh-CN': '在比较之前把两个模型的概率变“软”。T=1 时学生看到教师真实的判断；T 越大，次优答案越显眼。',
    },
    min: 0.5,
    max: 10,
    step: 0.1,
    default: 1,
  },
  lambda: {
    id: 'lambda',
    label: { en: 'Lambda (λ)', 'zh-CN': 'Lambda (λ)' },
    help: {
      en: 'Weight of the hard labels. λ=1 is ordinary training without a teacher, λ=0 learns from the teacher alone.',
      'zh-CN': '硬标签的权重。λ=1 是没有教师的普通训练，λ=0 只向教师学习。',
    },
    min: 0,
    max: 1,
    step: 0.05,
    default: 0.5,
  },
  learningRate: {
    id: 'learningRate',
    label: { en: 'Learning rate', 'zh-CN': '学习率' },
    help: {
      en: 'How far one step moves the student’s weights. Too high and the loss jumps; too low and nothing seems to happen.',
      'zh-CN': '每一步把学生的权重移动多远。太大损失会乱跳，太小则几乎不动。',
    },
    min: 1e-4,
    max: 0.3,
    step: 1e-4,
    default: 4e-3,
    scale: 'log',
  },
  steps: {
    id: 'steps',
    label: { en: 'Steps', 'zh-CN': '步数' },
    help: {
      en: 'How many batches the student learns from.',
      'zh-CN': '学生学习多少个批次。',
    },
    min: 10,
    max: 5000,
    step: 10,
    default: 1000,
  },
  batchSize: {
    id: 'batchSize',
    label: { en: 'Batch size', 'zh-CN': '批大小' },
    help: { en: 'Examples in one step.', 'zh-CN': '每一步的样本数。' },
    min: 1,
    max: 256,
    step: 1,
    default: 32,
  },
  labelShare: {
    id: 'labelShare',
    label: { en: 'Share of labels', 'zh-CN': '有标签的比例' },
    help: {
      en: 'Part of the training examples whose right answer the student may see. The teacher’s soft targets cover all of them.',
      'zh-CN': '学生可以看到正确答案的训练样本比例。教师的软目标覆盖全部样本。',
    },
    min: 0.01,
    max: 1,
    step: 0.01,
    default: 1,
  },
  classes: {
    id: 'classes',
    label: { en: 'Classes', 'zh-CN': '类别数' },
    help: { en: 'How many colours of points there are.', 'zh-CN': '点有多少种颜色。' },
    min: 2,
    max: 6,
    step: 1,
    default: 3,
  },
  noise: {
    id: 'noise',
    label: { en: 'Noise', 'zh-CN': '噪声' },
    help: { en: 'How far points stray from their shape.', 'zh-CN': '点偏离其形状的程度。' },
    min: 0,
    max: 0.5,
    step: 0.01,
    default: 0.1,
  },
  evalEvery: {
    id: 'evalEvery',
    label: { en: 'Evaluate every', 'zh-CN': '每隔多少步评估' },
    help: {
      en: 'Steps between two checks on data that training never sees.',
      'zh-CN': '两次用训练未见数据做评估之间的步数。',
    },
    min: 5,
    max: 1000,
    step: 5,
    default: 100,
  },
  seed: {
    id: 'seed',
    label: { en: 'Seed', 'zh-CN': '随机种子' },
    help: {
      en: 'The same seed gives the same data, the same starting weights and the same curve.',
      'zh-CN': '相同的种子得到相同的数据、初始权重和曲线。',
    },
    min: 0,
    max: 99999,
    step: 1,
    default: 1,
  },
} as const satisfies Record<string, NumberParam>;

export type ParamId = keyof typeof params;
