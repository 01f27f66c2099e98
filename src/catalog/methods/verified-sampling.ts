import { hardTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'verified-sampling',
  family: 'sequence',
  label: { en: 'Verified sampling', 'zh-CN': '验证采样' },
  help: {
    en: 'Several dialogues are drawn for a prompt, their tools are run, and only those are learnt whose results are right: what the writer can do at its best.',
    'zh-CN': '对每个请求抽样若干段对话并真正运行工具，只学习结果正确的那些：写作者最好的一面。',
  },
  caution: {
    en: 'It needs to know what should come out, and a writer that is never right teaches nothing. The first pass over the prompts is slow: they are written then.',
    'zh-CN': '需要知道正确的结果；从不写对的写作者什么也教不了。第一遍会慢，因为对话那时才写。',
  },
  formula: 'L = \\lambda\\,\\mathrm{CE}(y) + (1-\\lambda)\\,\\mathrm{CE}(\\hat y \\mid \\text{right})',
  terms: [
    hardTerm,
    {
      id: 'keptCe',
      label: { en: 'CE (kept dialogues)', 'zh-CN': 'CE（保留的对话）' },
      help: {
        en: 'Cross-entropy of the dialogues that came to the right end.',
        'zh-CN': '结果正确的对话的交叉熵。',
      },
      symbol: 'CE(ŷ kept)',
      weight: 'soft',
    },
  ],
  params: [
    {
      id: 'writer',
      label: { en: 'Who writes', 'zh-CN': '由谁来写' },
      help: {
        en: 'The teacher writes for a prompt once. The student writes anew each time, as it is by then.',
        'zh-CN': '教师对每个请求只写一次；学生每次都以当时的水平重写。',
      },
      choices: [
        {
          id: 'teacher',
          label: { en: 'Teacher', 'zh-CN': '教师' },
          help: { en: 'Better dialogues, sooner.', 'zh-CN': '更早得到更好的对话。' },
        },
        {
          id: 'student',
          label: { en: 'Student', 'zh-CN': '学生' },
          help: { en: 'It learns from its own successes.', 'zh-CN': '它从自己的成功中学习。' },
        },
      ],
      default: 'teacher',
    },
    {
      id: 'samples',
      label: { en: 'Dialogues a prompt (n)', 'zh-CN': '每个请求的对话数 (n)' },
      help: {
        en: 'How many are drawn. More find a right one more often, and take longer.',
        'zh-CN': '抽样多少段。越多越容易写对，也越慢。',
      },
      min: 1,
      max: 8,
      step: 1,
      default: 4,
    },
    {
      id: 'checked',
      label: { en: 'Which prompts are checked', 'zh-CN': '检查哪些请求' },
      help: {
        en: 'A dialogue can be checked where it is known what should come out. What is learnt of prompts that are not checked is what the teacher wrote.',
        'zh-CN': '知道应有结果的请求才能检查。未检查的请求照学教师所写的。',
      },
      choices: [
        {
          id: 'labelled',
          label: { en: 'Those with labels', 'zh-CN': '有标签的' },
          help: { en: 'Nothing is used that the baseline lacks.', 'zh-CN': '不用基线没有的信息。' },
        },
        {
          id: 'all',
          label: { en: 'All: results are known', 'zh-CN': '全部：结果已知' },
          help: {
            en: 'As where a request can be tried out, though nobody wrote a dialogue for it. The baseline does not have this.',
            'zh-CN': '就像请求可以实际试验，只是没人写过对话。基线没有这一信息。',
          },
        },
      ],
      default: 'labelled',
    },
  ],
  tasks: ['agent'],
  citation: 'Kang et al. 2025, arXiv 2505.17612',
};
