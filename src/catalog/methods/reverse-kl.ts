import { hardTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'reverse-kl',
  family: 'logits',
  label: { en: 'Reverse KL', 'zh-CN': '反向 KL' },
  help: {
    en: 'Mode seeking: the student is punished for what it believes and the teacher does not. A small one picks one of the teacher’s answers and is sure of it, where forward KL would spread over all.',
    'zh-CN':
      '“寻模”：学生相信而教师不信的部分会受罚。小学生会选定教师的某一个答案并确信它，而正向 KL 会平摊到所有答案上。',
  },
  caution: {
    en: 'It forgets rare answers, and starts slowly where the student is sure of something wrong.',
    'zh-CN': '它会忘掉少见的答案；学生一开始就错得很自信时起步很慢。',
  },
  formula: 'L = \\lambda\\,\\mathrm{CE} + (1-\\lambda)\\,T^2\\,\\mathrm{KL}(p_S \\,\\|\\, p_T)',
  terms: [
    hardTerm,
    {
      id: 'reverseKl',
      label: { en: 'T²·KL (student to teacher)', 'zh-CN': 'T²·KL（学生对教师）' },
      help: {
        en: 'How far the teacher’s softened probabilities are from the student’s, seen from the student, times T².',
        'zh-CN': '从学生一侧看，两者软化概率相差多远，再乘以 T²。',
      },
      symbol: 'KL(p_S‖p_T)',
      weight: 'soft',
      squaredTemperature: true,
    },
  ],
  citation: 'Gu et al. 2023 (MiniLLM), arXiv 2306.08543',
};
