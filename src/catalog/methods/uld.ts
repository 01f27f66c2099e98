import { hardTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'uld',
  family: 'sequence',
  label: { en: 'Across vocabularies (ULD)', 'zh-CN': '跨词表蒸馏 (ULD)' },
  help: {
    en: 'The student has a vocabulary of its own, smaller or larger than the teacher’s. It learns the teacher’s dialogues in its own tokens, and wherever a word begins, how sure the teacher was and among how many: the probabilities of both, sorted, are compared place by place.',
    'zh-CN':
      '学生有自己的词表，可比教师的小或大。它用自己的词元学习教师的对话；在每个词开头处，还学习教师有多确定、在多少个选项之间犹豫：把双方的概率各自排序后逐位比较。',
  },
  caution: {
    en: 'Sorted probabilities never say which token is meant. With a teacher of the same vocabulary KL tells more; between the beginnings of words the teacher is not heard.',
    'zh-CN': '排序后的概率不说明指的是哪个词元。词表相同时 KL 传达得更多；词内部听不到教师。',
  },
  formula:
    'L = \\lambda\\,\\mathrm{CE}(y) + (1-\\lambda)\\,[\\mathrm{CE}(\\hat y_T) + \\mu\\,T\\textstyle\\sum_i |p_{T,(i)} - p_{S,(i)}|]',
  terms: [
    hardTerm,
    {
      id: 'writtenCe',
      label: { en: 'CE (teacher’s dialogues)', 'zh-CN': 'CE（教师的对话）' },
      help: {
        en: 'Cross-entropy of the dialogues as the teacher wrote them, in the student’s tokens.',
        'zh-CN': '教师所写对话的交叉熵，用学生的词元计算。',
      },
      symbol: 'CE(ŷ_T)',
      weight: 'soft',
    },
    {
      id: 'sorted',
      label: { en: 'Sorted distance (μ·T·Σ)', 'zh-CN': '排序距离 (μ·T·Σ)' },
      help: {
        en: 'How far the sorted probabilities of both are apart where a word begins.',
        'zh-CN': '在词的开头处，双方排序后的概率相差多远。',
      },
      symbol: 'μ·T·Σ|p_T,(i) − p_S,(i)|',
      weight: 'soft',
    },
  ],
  params: [
    {
      id: 'tokens',
      label: { en: 'Student’s vocabulary', 'zh-CN': '学生的词表大小' },
      help: {
        en: 'Tokens that the student’s own tokeniser learns from the training dialogues. Fewer make a smaller model and longer rows.',
        'zh-CN': '学生自己的分词器从训练对话中学习的词元数。越少模型越小，序列越长。',
      },
      min: 288,
      max: 4096,
      step: 32,
      default: 384,
    },
    {
      id: 'weight',
      label: { en: 'Weight of the distance (μ)', 'zh-CN': '距离的权重 (μ)' },
      help: {
        en: 'How much the sorted distance counts beside the dialogues.',
        'zh-CN': '排序距离相对于对话所占的分量。',
      },
      min: 0,
      max: 4,
      step: 0.1,
      default: 1,
    },
  ],
  tasks: ['agent'],
  ownTokens: true,
  citation: 'Boizard et al. 2024, arXiv 2402.12030',
};
