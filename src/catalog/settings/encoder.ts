// How a frozen sentence encoder comes to tell classes apart (tasks/intents/head-teacher.ts).

import type { SettingGroup } from '../types';

export const entry = {
  id: 'encoder',
  label: { en: 'Head of the encoder', 'zh-CN': '编码器的输出头' },
  help: {
    en: 'The encoder stays as it is; only a layer on top learns your classes.',
    'zh-CN': '编码器保持不变，只有顶上一层学习你的类别。',
  },
  params: [
    {
      id: 'head',
      label: { en: 'The teacher learns from', 'zh-CN': '教师学习的内容' },
      help: {
        en: 'It begins with the names of the labels, in words, and goes on with the labels that the student may see. With names alone nobody has to label anything.',
        'zh-CN': '它从标签名称的文字开始，再学习学生可以看到的标签。只用名称时，无需任何人工标注。',
      },
      choices: [
        {
          id: 'labels',
          label: { en: 'Names and known labels', 'zh-CN': '名称和已知标签' },
          help: { en: '', 'zh-CN': '' },
        },
        { id: 'names', label: { en: 'Names alone', 'zh-CN': '仅名称' }, help: { en: '', 'zh-CN': '' } },
      ],
      default: 'labels',
    },
  ],
} as const satisfies SettingGroup;
