// How T and λ go over the steps of a stage (METHODS row 10; TextBrewer's schedulers): from where the slider stands to an end value.

import type { ChoiceParam, SettingGroup } from '../types';

const curve = (id: string, label: ChoiceParam['label'], help: ChoiceParam['help']): ChoiceParam => ({
  id,
  label,
  help,
  choices: [
    {
      id: 'constant',
      label: { en: 'Constant', 'zh-CN': '不变' },
      help: { en: 'As the slider stands.', 'zh-CN': '保持滑块的值。' },
    },
    {
      id: 'linear',
      label: { en: 'Linear', 'zh-CN': '线性' },
      help: { en: 'The same way in each step.', 'zh-CN': '每一步变化相同。' },
    },
    {
      id: 'cosine',
      label: { en: 'Cosine', 'zh-CN': '余弦' },
      help: { en: 'Slow at both ends, fast between them.', 'zh-CN': '两端慢，中间快。' },
    },
    {
      id: 'adaptive',
      label: { en: 'Adaptive to the gap', 'zh-CN': '随差距自适应' },
      help: {
        en: 'As far along as the teacher’s part of the loss has shrunk.',
        'zh-CN': '教师部分的损失缩小了多少，就走多远。',
      },
    },
  ],
  default: 'constant',
});

export const entry = {
  id: 'schedules',
  label: { en: 'Schedules', 'zh-CN': '变化计划' },
  help: {
    en: 'T and λ can move by themselves over the steps, from where their sliders stand to an end value. Moving a slider goes on from there.',
    'zh-CN': 'T 和 λ 可以随步数自行变化，从滑块的值走到终值。移动滑块后从新值继续。',
  },
  params: [
    curve(
      'temperature',
      { en: 'Course of T', 'zh-CN': 'T 的走势' },
      {
        en: 'Often from high to low: the runners-up first, then what the teacher really believes. Adaptive: T moves as the teacher’s part of the loss shrinks below its first values.',
        'zh-CN':
          '常从高到低：先看次优答案，再看教师真实的判断。自适应：教师部分的损失比最初缩小多少，T 就走多远。',
      },
    ),
    {
      id: 'temperatureEnd',
      label: { en: 'T at the end', 'zh-CN': 'T 的终值' },
      help: { en: 'Where T arrives at the last step.', 'zh-CN': '最后一步时的 T。' },
      min: 0.5,
      max: 10,
      step: 0.1,
      default: 1,
    },
    curve(
      'lambda',
      { en: 'Course of λ', 'zh-CN': 'λ 的走势' },
      {
        en: 'Often upwards: the teacher first, the labels later. Adaptive: λ moves as the teacher’s part of the loss shrinks below its first values.',
        'zh-CN': '常从低到高：先学教师，再学标签。自适应：教师部分的损失比最初缩小多少，λ 就走多远。',
      },
    ),
    {
      id: 'lambdaEnd',
      label: { en: 'λ at the end', 'zh-CN': 'λ 的终值' },
      help: {
        en: 'Where λ arrives at the last step. At 1 the teacher has no say any more.',
        'zh-CN': '最后一步时的 λ。为 1 时教师不再起作用。',
      },
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.5,
    },
  ],
} as const satisfies SettingGroup;
