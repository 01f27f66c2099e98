import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'teacher-labels',
  label: { en: 'Teacher’s answers as hard labels', 'zh-CN': '教师答案作为硬标签' },
  help: {
    en: 'The student sees only what the teacher would answer, not how sure it was (sequence-level distillation). The control for soft targets.',
    'zh-CN': '学生只看到教师的答案，看不到它有多确定（序列级蒸馏）。用作软目标的对照。',
  },
  formula: 'L = \\lambda\\,\\mathrm{CE}(y) + (1-\\lambda)\\,\\mathrm{CE}(\\arg\\max p_T)',
  citation: 'Kim, Rush 2016, arXiv 1606.07947',
};
