import type { Localised } from '../../lib/localised';
import { type Figure, type Lesson, runNamed, valueOf } from '../lesson';
import { entry as spirals } from '../presets/points-spirals';

export const entry: Lesson = {
  id: 'lambda',
  number: 4,
  title: { en: 'λ, and when labels are scarce', 'zh-CN': 'λ，以及标签稀少的时候' },
  about: {
    en: 'How much to believe the labels, how much the teacher: it depends on how many labels there are.',
    'zh-CN': '多信标签，还是多信教师？这要看有多少标签。',
  },
  text: [
    {
      en: 'λ says what the student listens to. At λ = 1 it hears the labels alone and there is no teacher. At λ = 0 it hears the teacher alone. In between it hears both.',
      'zh-CN': 'λ 决定学生听谁的。λ = 1 时它只听标签，没有教师；λ = 0 时它只听教师；在中间，两个都听。',
    },
    {
      en: 'Labels cost work: somebody has to give them. A teacher answers for nothing, as often as you like. So here the same student learns three spirals twice: once with one label in twenty, once with all of them. A finished teacher answers about every point in both cases.',
      'zh-CN':
        '标签要花人工，总得有人去标；教师却免费回答，想问多少次都行。所以这里同一个学生学两遍三条螺旋：一遍只有二十分之一的标签，一遍有全部标签。两种情况下，训练好的教师都会回答每一个点。',
    },
  ],
  config: { ...spirals.config, labelShare: 0.05, steps: 300, evalEvery: 50 },
  trial: {
    runs: [
      { id: 'few', name: { en: 'Few labels, λ = 0.1', 'zh-CN': '少量标签，λ = 0.1' }, config: {} },
      {
        id: 'heavy',
        name: { en: 'Few labels, λ = 0.9', 'zh-CN': '少量标签，λ = 0.9' },
        config: { lambda: 0.9, baseline: false },
      },
      {
        id: 'all',
        name: { en: 'All labels, λ = 0.1', 'zh-CN': '全部标签，λ = 0.1' },
        config: { labelShare: 1 },
      },
    ],
    maps: ['student', 'baseline'],
    prediction: {
      ask: {
        en: 'How much will the teacher be worth, against λ = 1?',
        'zh-CN': '与 λ = 1 相比，教师能值多少？',
      },
      choices: [
        {
          id: 'both',
          label: { en: 'Much with few labels, and much with all', 'zh-CN': '标签少时很多，标签全时也很多' },
        },
        {
          id: 'few',
          label: { en: 'Much with few labels, little with all', 'zh-CN': '标签少时很多，标签全时很少' },
        },
        { id: 'neither', label: { en: 'Little in both cases', 'zh-CN': '两种情况都很少' } },
      ],
    },
    read(result) {
      const [few, heavy, all] = [runNamed(result, 'few'), runNamed(result, 'heavy'), runNamed(result, 'all')];
      const scarce: Localised = { en: 'One label in twenty', 'zh-CN': '二十分之一的标签' };
      const plenty: Localised = { en: 'All labels', 'zh-CN': '全部标签' };
      const figures: Figure[] = [
        {
          id: 'few',
          arm: 'student',
          label: { en: 'λ = 0.1', 'zh-CN': 'λ = 0.1' },
          value: valueOf(few, 'student', 'accuracy'),
          unit: 'share',
          group: scarce,
        },
        {
          id: 'heavy',
          arm: 'student',
          label: { en: 'λ = 0.9', 'zh-CN': 'λ = 0.9' },
          value: valueOf(heavy, 'student', 'accuracy'),
          unit: 'share',
          group: scarce,
        },
        {
          id: 'fewAlone',
          arm: 'baseline',
          label: { en: 'λ = 1, no teacher', 'zh-CN': 'λ = 1，没有教师' },
          value: valueOf(few, 'baseline', 'accuracy'),
          unit: 'share',
          group: scarce,
        },
        {
          id: 'all',
          arm: 'student',
          label: { en: 'λ = 0.1', 'zh-CN': 'λ = 0.1' },
          value: valueOf(all, 'student', 'accuracy'),
          unit: 'share',
          group: plenty,
        },
        {
          id: 'allAlone',
          arm: 'baseline',
          label: { en: 'λ = 1, no teacher', 'zh-CN': 'λ = 1，没有教师' },
          value: valueOf(all, 'baseline', 'accuracy'),
          unit: 'share',
          group: plenty,
        },
      ];
      const value = (id: string) => figures.find((figure) => figure.id === id)!.value;
      const [gainFew, gainAll] = [value('few') - value('fewAlone'), value('all') - value('allAlone')];
      return {
        figures: [
          ...figures,
          { id: 'gainFew', label: scarce, value: gainFew, unit: 'points', hidden: true },
          { id: 'gainAll', label: plenty, value: gainAll, unit: 'points', hidden: true },
        ],
        holds: gainFew > 0.1 && gainAll < 0.03,
        came: gainFew < 0.05 ? 'neither' : gainAll < 0.05 ? 'few' : 'both',
        answer: 'small',
      };
    },
    holds: {
      en: 'With one label in twenty the teacher was worth {{gainFew}}, with all labels {{gainAll}}.',
      'zh-CN': '只有二十分之一的标签时，教师值 {{gainFew}}；标签齐全时值 {{gainAll}}。',
    },
    fails: {
      en: 'Not with this seed: with one label in twenty the teacher was worth {{gainFew}}, with all labels {{gainAll}}.',
      'zh-CN': '这个种子下不成立：只有二十分之一的标签时，教师值 {{gainFew}}；标签齐全时值 {{gainAll}}。',
    },
    question: {
      ask: {
        en: 'You have 50 labelled e-mails, 5,000 without labels, and a good teacher. Where do you put λ?',
        'zh-CN': '你有 50 封标注过的邮件、5000 封没标注的，还有一个好教师。λ 放在哪里？',
      },
      choices: [
        { id: 'small', label: { en: 'Near 0', 'zh-CN': '接近 0' } },
        { id: 'one', label: { en: 'At 1', 'zh-CN': '取 1' } },
        { id: 'any', label: { en: 'It makes no difference', 'zh-CN': '无所谓' } },
      ],
    },
    because: {
      en: 'With few labels λ = 0.1 made {{few}} of your student, λ = 0.9 {{heavy}}, λ = 1 {{fewAlone}}: whoever hears the few labels loudest learns them by heart. With all labels λ = 1 came to {{allAlone}} by itself, and a teacher has little to add.',
      'zh-CN':
        '标签少时，λ = 0.1 让你的学生达到 {{few}}，λ = 0.9 是 {{heavy}}，λ = 1 是 {{fewAlone}}：谁把那几个标签听得最响，谁就只会死记硬背。标签齐全时，λ = 1 自己就达到 {{allAlone}}，教师没什么可补充的。',
    },
  },
};
