// How several teachers become one, row by row (METHODS row 14). Who they are is catalog/teachers.ts.

import type { SettingGroup } from '../types';

export const entry = {
  id: 'mixture',
  label: { en: 'Several teachers', 'zh-CN': '多位教师' },
  help: {
    en: 'How the answers of several teachers become one.',
    'zh-CN': '多位教师的答案如何合成一个。',
  },
  params: [
    {
      id: 'how',
      label: { en: 'Mixture', 'zh-CN': '混合方式' },
      help: {
        en: 'How the teachers are combined, anew for each example. Counts with two teachers or more.',
        'zh-CN': '对每个样本如何合并各位教师。两位及以上教师时才起作用。',
      },
      choices: [
        {
          id: 'probabilities',
          label: { en: 'Mean of probabilities', 'zh-CN': '概率平均' },
          help: {
            en: 'Each counts alike. A teacher who is sure is heard, but never believed alone.',
            'zh-CN': '人人分量相同。确定的教师会被听到，但不会独断。',
          },
        },
        {
          id: 'logits',
          label: { en: 'Mean of logits', 'zh-CN': 'logits 平均' },
          help: {
            en: 'Each counts alike, in scores: whoever rules a class out rules it out for all. Not the same as the mean of probabilities.',
            'zh-CN': '在得分上人人分量相同：有一位排除某类，就等于大家都排除。与概率平均并不相同。',
          },
        },
        {
          id: 'entropy',
          label: { en: 'By certainty (entropy)', 'zh-CN': '按确定程度（熵）' },
          help: {
            en: 'w_k = (1 − H_k/ΣH)/(K − 1): who is surer of a row counts more, right or wrong.',
            'zh-CN': 'w_k = (1 − H_k/ΣH)/(K − 1)：对该样本更确定的教师分量更大，不论对错。',
          },
        },
        {
          id: 'confidence',
          label: { en: 'By being right (confidence-aware)', 'zh-CN': '按正确程度（置信度感知）' },
          help: {
            en: 'w_k = (1 − softmax_k(CE_k))/(K − 1) on rows with a label: who is nearer to it counts more. By certainty elsewhere. Zhang et al. 2022, arXiv 2201.00007.',
            'zh-CN':
              '在有标签的样本上 w_k = (1 − softmax_k(CE_k))/(K − 1)：更接近标签者分量更大；其余按确定程度。Zhang et al. 2022, arXiv 2201.00007。',
          },
        },
        {
          id: 'router',
          label: { en: 'The specialist answers (router)', 'zh-CN': '由专长者回答（路由）' },
          help: {
            en: 'On rows with a label only the specialist of its class or tools is asked; elsewhere the surest one.',
            'zh-CN': '有标签的样本只问其类别或工具的专长教师；其余问最确定的那位。',
          },
        },
      ],
      default: 'probabilities',
    },
  ],
} as const satisfies SettingGroup;

export type MixtureKind = (typeof entry)['params'][0]['choices'][number]['id'];
