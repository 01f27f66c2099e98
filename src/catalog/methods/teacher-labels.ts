import { hardTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'teacher-labels',
  family: 'sequence',
  label: { en: 'Teacher’s answers as hard labels', 'zh-CN': '教师答案作为硬标签' },
  help: {
    en: 'The student sees only what the teacher would answer, not how sure it was (sequence-level distillation). The control for soft targets.',
    'zh-CN': '学生只看到教师的答案，看不到它有多确定（序列级蒸馏）。用作软目标的对照。',
  },
  caution: {
    en: 'It throws away what the teacher was unsure of, and its mistakes become truths.',
    'zh-CN': '它丢掉了教师的犹豫，教师的错误也成了“真理”。',
  },
  formula: 'L = \\lambda\\,\\mathrm{CE}(y) + (1-\\lambda)\\,\\mathrm{CE}(\\arg\\max p_T)',
  terms: [
    hardTerm,
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
