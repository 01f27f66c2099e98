// The student writes, the teacher judges: a share of the agent's batches, whatever the method on logits (METHODS row 16).

import type { SettingGroup } from '../types';

export const entry: SettingGroup = {
  id: 'onPolicy',
  label: { en: 'On-policy', 'zh-CN': '同策略' },
  help: {
    en: 'The student learns from what it writes itself, scored by the teacher token by token.',
    'zh-CN': '学生从自己写的对话中学习，由教师逐词打分。',
  },
  params: [
    {
      id: 'share',
      label: { en: 'On-policy share', 'zh-CN': '同策略份额' },
      help: {
        en: 'This share of the batches the student writes itself, with the tools really run, and the teacher scores each of its tokens: it learns to get out of its own mistakes. 0 is off, 0.5 is usual. Only for methods that ask the teacher.',
        'zh-CN':
          '这一部分批次由学生自己写（工具真正运行），教师给它的每个词元打分：学会从自己的错误中走出来。0 为关闭，常用 0.5。只用于会询问教师的方法。',
      },
      min: 0,
      max: 1,
      step: 0.05,
      default: 0,
    },
    {
      id: 'temperature',
      label: { en: 'The student’s sampling (τ)', 'zh-CN': '学生的采样温度 (τ)' },
      help: {
        en: 'How freely the student writes. Near 0 it writes what it is surest of.',
        'zh-CN': '学生写得多随意。接近 0 时只写最有把握的。',
      },
      min: 0.1,
      max: 1.5,
      step: 0.1,
      default: 0.9,
    },
    {
      id: 'after',
      label: { en: 'First write after', 'zh-CN': '从何时开始写' },
      help: {
        en: 'This share of the run goes by before the student writes: before that it writes nonsense, of which there is little to learn.',
        'zh-CN': '训练进行到这一比例后学生才开始写：之前它只会胡写，没什么可学。',
      },
      min: 0,
      max: 0.9,
      step: 0.05,
      default: 0.2,
    },
  ],
};
