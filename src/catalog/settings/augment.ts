// Sentences that the page makes of the training sentences, or takes from another set, for the teacher to label (tasks/intents): METHODS
// row on labelling more.

import type { SettingGroup } from '../types';

export const entry = {
  id: 'augment',
  label: { en: 'The teacher labels more', 'zh-CN': '教师标注更多' },
  help: {
    en: 'More sentences, made by the page of the training sentences, which the teacher labels softly. Pays where the teacher is good and sentences are few.',
    'zh-CN': '页面用训练句子造出更多句子，由教师给出软标签。教师好而句子少时有用。',
  },
  params: [
    {
      id: 'share',
      label: { en: 'Added sentences in a batch', 'zh-CN': '批次中新增句子的比例' },
      help: {
        en: 'Share of each batch that comes from them. 0: none are made.',
        'zh-CN': '每个批次中来自新增句子的比例。0 表示不造。',
      },
      min: 0,
      max: 0.9,
      step: 0.05,
      default: 0,
    },
    {
      id: 'size',
      label: { en: 'Added per training sentence', 'zh-CN': '每个训练句子新增' },
      help: {
        en: 'How many are made for each training sentence. An encoder has to read them all.',
        'zh-CN': '每个训练句子造出多少个新句子。编码器需要全部阅读。',
      },
      min: 0.5,
      max: 10,
      step: 0.5,
      default: 2,
    },
    {
      id: 'way',
      label: { en: 'How they are made', 'zh-CN': '造法' },
      help: {
        en: 'Words left out, two words exchanged, or the beginning of one sentence joined to the end of another.',
        'zh-CN': '去掉词、交换两个词，或把一句的开头与另一句的结尾拼接。',
      },
      choices: [
        { id: 'all', label: { en: 'All three', 'zh-CN': '三种都用' }, help: { en: '', 'zh-CN': '' } },
        { id: 'drop', label: { en: 'Words left out', 'zh-CN': '去掉词' }, help: { en: '', 'zh-CN': '' } },
        { id: 'swap', label: { en: 'Words exchanged', 'zh-CN': '交换词' }, help: { en: '', 'zh-CN': '' } },
        { id: 'join', label: { en: 'Parts joined', 'zh-CN': '拼接' }, help: { en: '', 'zh-CN': '' } },
        {
          id: 'none',
          label: { en: 'None made: another set’s alone', 'zh-CN': '不造：仅用另一数据集' },
          help: { en: '', 'zh-CN': '' },
        },
      ],
      default: 'all',
    },
  ],
} as const satisfies SettingGroup;
