import { balanceParam, layersParam, weightParam } from '../feature-params';
import { hardTerm, softTerm } from '../method-terms';
import type { MethodInfo } from '../types';

export const entry: MethodInfo = {
  id: 'hint',
  family: 'features',
  compares: 'hidden',
  label: { en: 'Hints (FitNets)', 'zh-CN': '中间层提示 (FitNets)' },
  help: {
    en: 'A middle layer of the student learns to say, through a learned projection W, what a middle layer of the teacher says: help for a student too deep to find its way by the answers alone.',
    'zh-CN':
      '学生的中间层经过一个可学习的投影 W，去复述教师中间层的内容：当学生太深、仅凭答案难以起步时很有帮助。',
  },
  caution: {
    en: 'A student of one layer, or one much narrower than its teacher, spends its room on copying what it cannot use; too large a β drowns the answers.',
    'zh-CN': '只有一层或比教师窄得多的学生，会把容量花在复制用不上的东西上；β 太大会淹没答案。',
  },
  formula:
    'L = \\lambda\\,\\mathrm{CE} + (1-\\lambda)\\,[T^2\\,\\mathrm{KL}(p_T \\,\\|\\, p_S) + \\beta\\,\\tfrac{1}{2 d_T}\\|h_T - W h_S\\|^2]',
  terms: [
    hardTerm,
    softTerm,
    {
      id: 'hint',
      label: { en: 'Hint (½‖h_T − W·h_S‖²)', 'zh-CN': '提示 (½‖h_T − W·h_S‖²)' },
      help: {
        en: 'Half the squared distance of the hidden states, a mean over the teacher’s width.',
        'zh-CN': '隐藏状态的平方距离的一半，对教师宽度取平均。',
      },
      symbol: '½‖h_T − W·h_S‖²',
      weight: 'soft',
      weighedBy: 'beta',
    },
  ],
  params: [
    weightParam(
      'beta',
      {
        label: { en: 'Weight of the hint (β)', 'zh-CN': '提示的权重 (β)' },
        help: {
          en: 'How much it counts that the hidden states are alike.',
          'zh-CN': '隐藏状态相似占多大分量。',
        },
      },
      { max: 100, step: 0.5, default: 1 },
    ),
    layersParam('middle', { single: true }),
    {
      id: 'order',
      label: { en: 'Order', 'zh-CN': '顺序' },
      help: {
        en: 'The hint beside the answers in every step, or before them.',
        'zh-CN': '提示与答案同时学习，还是先学提示。',
      },
      choices: [
        {
          id: 'joint',
          label: { en: 'Together', 'zh-CN': '同时' },
          help: { en: 'One sum in every step.', 'zh-CN': '每一步都是两者之和。' },
        },
        {
          id: 'staged',
          label: { en: 'Hint first, then answers', 'zh-CN': '先提示，后答案' },
          help: {
            en: 'As FitNets were trained: the lower layers by the hint alone, then all by the answers alone.',
            'zh-CN': 'FitNets 的做法：先只用提示训练低层，再只用答案训练全部。',
          },
        },
      ],
      default: 'joint',
    },
    {
      id: 'hintShare',
      label: { en: 'Share of the steps for the hint', 'zh-CN': '提示所占步数' },
      help: {
        en: 'Where the hint comes first: after this share of the run the answers follow.',
        'zh-CN': '先学提示时：运行到这一比例后改学答案。',
      },
      min: 0.05,
      max: 0.9,
      step: 0.05,
      default: 0.3,
    },
    balanceParam,
  ],
  citation: 'Romero et al. 2015, arXiv 1412.6550',
};
