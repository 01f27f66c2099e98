import { hardTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'sequence-level',
  family: 'sequence',
  label: { en: 'Sequence level: the teacher’s dialogues', 'zh-CN': '序列级：教师写的对话' },
  help: {
    en: 'The student learns the dialogues that the teacher wrote, token by token, as if they were right. The teacher is not asked again, so that a step costs what plain training costs.',
    'zh-CN': '学生把教师写下的对话当作正确答案逐词学习。教师不再被询问，所以一步的开销与普通训练相同。',
  },
  caution: {
    en: 'What else the teacher would have said is lost, and its mistakes become truths.',
    'zh-CN': '教师本来还可能说的话都丢了，它的错误也成了“真理”。',
  },
  formula: 'L = \\lambda\\,\\mathrm{CE}(y) + (1-\\lambda)\\,\\mathrm{CE}(\\hat y_T)',
  terms: [
    hardTerm,
    {
      id: 'writtenCe',
      label: { en: 'CE (teacher’s dialogues)', 'zh-CN': 'CE（教师的对话）' },
      help: {
        en: 'Cross-entropy of the dialogues as the teacher wrote them.',
        'zh-CN': '教师所写对话的交叉熵。',
      },
      symbol: 'CE(ŷ_T)',
      weight: 'soft',
    },
  ],
  tasks: ['agent'],
  citation: 'Kim, Rush 2016, arXiv 1606.07947',
};
