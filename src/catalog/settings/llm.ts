// What a run asks of a language model that teaches (tasks/intents/label-scorer.ts, tasks/agent/language-author.ts). What it is told and how
// it is reached is no part of a run: protocol/language-model.ts.

import type { SettingGroup } from '../types';

export const entry = {
  id: 'llm',
  label: { en: 'What the language model is asked', 'zh-CN': '向语言模型提问的范围' },
  help: {
    en: 'Each question takes time or money. What was answered once is remembered.',
    'zh-CN': '每次提问都花费时间或金钱。回答过的内容会被记住。',
  },
  params: [
    {
      id: 'sentences',
      label: { en: 'Training sentences used', 'zh-CN': '使用的训练句子' },
      help: {
        en: 'So many of the set’s training sentences are used and labelled by it. At most half as many are used to test, and a quarter to validate, since it is asked about them too.',
        'zh-CN': '使用这么多训练句子并由它标注。测试句子最多为其一半，验证句子为四分之一，因为也要问它。',
      },
      min: 10,
      max: 20_000,
      step: 10,
      default: 1000,
    },
    {
      id: 'dialogues',
      label: { en: 'Requests it answers', 'zh-CN': '它回答的请求' },
      help: {
        en: 'So many training requests are put to it. Dialogues whose calls are faulty or come to a wrong end are left out.',
        'zh-CN': '向它提出这么多训练请求。调用有误或结果错误的对话会被剔除。',
      },
      min: 10,
      max: 2000,
      step: 10,
      default: 200,
    },
    {
      id: 'tries',
      label: { en: 'Tries a request', 'zh-CN': '每个请求的尝试次数' },
      help: {
        en: 'Dialogues that it may write for a request until one comes to the right end: verified sampling.',
        'zh-CN': '每个请求最多写几次对话，直到有一次得到正确结果：经验证的采样。',
      },
      min: 1,
      max: 8,
      step: 1,
      default: 1,
    },
  ],
} as const satisfies SettingGroup;
