import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'teacher-labels',
  label: { en: 'Teacher’s answers as hard labels', 'zh-CN': '教师答案作为硬标签' },
  help: {
    en: 'The student sees only what the teacher would answer, not how sure it was (sequence-level distillation). The control for soft targets.',
    'zh-CN': '学生只看到教师的答案，看不到它有多确定（序列级蒸馏）。用作软目标的对照。',
  },
  formula: 'L = \\lambda\\,\\mathrm{CE}(y) + (1-\\lambda)\\,\\mathrm{CE}(\\arg\\max p_T)',
  terms: [
    {
      id: 'ce',
      label: { en: 'CE (hard labels)', 'zh-CN': 'CE（硬标签）' },
      help: {
        en: 'Cross-entropy of the right answers: how surprised the student is by them.',
        'zh-CN': '正确答案的交叉熵：学生对它们有多意外。',
      },
      symbol: 'CE',
      weight: 'hard',
    },
    {
      id: 'teacherCe',
      label: { en: 'CE (teacher’s answers)', 'zh-CN': 'CE（教师答案）' },
      help: {
        en: 'Cross-entropy of what the teacher would answer.',
        'zh-CN': '教师会给出的答案的交叉熵。',
      },
      symbol: 'CE(arg max p_T)',
      weight: 'soft',
    },
  ],
  citation: 'Kim, Rush 2016, arXiv 1606.07947',
};
