import { softmax } from '../../lib/distributions';
import type { Localised } from '../../lib/localised';
import { type Figure, type Lesson, runNamed, valueOf } from '../lesson';

const TEMPERATURES = [1, 3, 10] as const;

export const entry: Lesson = {
  id: 'temperature',
  number: 2,
  title: { en: 'Temperature, and what too high looks like', 'zh-CN': '温度，以及“太高”是什么样子' },
  about: {
    en: 'It makes faint doubts loud. Turned too far, it makes everything as loud as everything else.',
    'zh-CN': '它把微弱的犹豫放大；调得太过，一切就都一样响了。',
  },
  text: [
    {
      en: 'The temperature T divides a network’s scores before they become probabilities. At T = 1 they stay what they are. A higher T makes the likeliest answer less likely and all others more so: the order stays, the heights come closer.',
      'zh-CN':
        '温度 T 是在把网络的得分变成概率之前，先用来除得分的数。T = 1 时概率保持原样。T 越高，最可能的答案就越不突出，其他答案就越多：次序不变，高低靠近。',
    },
    {
      en: 'That is how a student hears a teacher’s faint doubts. But is more always better? Here a student of 42 weights learns from a teacher of more than 4,000 at T = 1, 3 and 10, without any label. Six wide clouds overlap, so that nobody can be right everywhere.',
      'zh-CN':
        '学生就是这样听见教师那些微弱的犹豫的。但越高越好吗？这里，一个只有 42 个权重的学生向一个有四千多个权重的教师学习，分别用 T = 1、3、10，不用任何标签。六团宽宽的点互相重叠，所以谁也不可能处处都对。',
    },
    {
      en: 'Watch two figures: how often the student is right, and how often it says what the teacher says, right or wrong. The second is called agreement, and it tells how much of the teacher has come across.',
      'zh-CN':
        '请看两个数：学生答对的比例，以及它与教师说得一样的比例（无论对错）。后者叫“一致率”，它说明教师的东西传过来了多少。',
    },
  ],
  config: {
    task: 'points',
    dataset: 'blobs',
    classes: 6,
    noise: 0.3,
    teacher: 'mlp-64x64',
    student: 'mlp-4',
    temperature: 1,
    lambda: 0,
    labelShare: 0.05,
    learningRate: 0.02,
    steps: 300,
    batchSize: 64,
    evalEvery: 100,
  },
  trial: {
    runs: TEMPERATURES.map((temperature) => ({
      id: String(temperature),
      name: { en: `T = ${temperature}`, 'zh-CN': `T = ${temperature}` },
      config: { temperature },
    })),
    look: [{ kind: 'point', x: -1.4, y: 0 }],
    maps: ['teacher', 'student'],
    prediction: {
      ask: {
        en: 'Where will T = 10 show that it is too high?',
        'zh-CN': 'T = 10 太高了，会先在哪里显出来？',
      },
      choices: [
        {
          id: 'accuracy',
          label: { en: 'The student is right far less often', 'zh-CN': '学生答对的少了很多' },
        },
        {
          id: 'agreement',
          label: {
            en: 'It agrees less with the teacher, and is right about as often',
            'zh-CN': '与教师的一致率下降，正确率差不多',
          },
        },
        { id: 'nowhere', label: { en: 'Nowhere: both stay', 'zh-CN': '哪里都不会：两者都不变' } },
      ],
    },
    read(result) {
      const logits = result.seen[0]!.views.find(({ who }) => who === 'teacher')!.logits;
      const said: Localised = {
        en: 'The teacher’s likeliest answer, in the middle of cloud 4',
        'zh-CN': '教师在第 4 团正中央最可能的答案占多少',
      };
      const agreed: Localised = { en: 'Agreement with the teacher', 'zh-CN': '与教师的一致率' };
      const right: Localised = { en: 'Right on new points', 'zh-CN': '在新点上的正确率' };
      const each = (
        id: string,
        arm: 'teacher' | 'student',
        group: Localised,
        value: (T: number) => number,
      ): Figure[] =>
        TEMPERATURES.map((T) => ({
          id: `${id}${T}`,
          arm,
          label: { en: `T = ${T}`, 'zh-CN': `T = ${T}` },
          value: value(T),
          unit: 'share',
          group,
        }));
      const of = (T: number, figure: 'agreement' | 'accuracy') =>
        valueOf(runNamed(result, String(T)), 'student', figure);
      const likeliest = (T: number) => Math.max(...softmax(logits, T));
      const lost = of(1, 'agreement') - of(10, 'agreement');
      const wronger = of(1, 'accuracy') - of(10, 'accuracy');
      return {
        figures: [
          ...each('said', 'teacher', said, likeliest),
          ...each('agreed', 'student', agreed, (T) => of(T, 'agreement')),
          ...each('right', 'student', right, (T) => of(T, 'accuracy')),
          { id: 'lost', label: agreed, value: -lost, unit: 'points', hidden: true },
          { id: 'wronger', label: right, value: -wronger, unit: 'points', hidden: true },
        ],
        holds: likeliest(10) < 0.5 && lost > 0.01 && wronger < lost,
        came: lost <= 0.01 && wronger <= 0.01 ? 'nowhere' : wronger < lost ? 'agreement' : 'accuracy',
        answer: 'agreement',
      };
    },
    holds: {
      en: 'At T = 10 the teacher’s likeliest answer has only {{said10}}, where it had {{said1}}. From T = 1 to T = 10 agreement moved by {{lost}}, being right by {{wronger}}.',
      'zh-CN':
        'T = 10 时，教师最可能的答案只占 {{said10}}，原来是 {{said1}}。从 T = 1 到 T = 10，一致率变化 {{lost}}，正确率变化 {{wronger}}。',
    },
    fails: {
      en: 'Not with this seed: from T = 1 to T = 10 agreement moved by {{lost}}, being right by {{wronger}}; the teacher’s likeliest answer has {{said10}} at T = 10.',
      'zh-CN':
        '这个种子下不成立：从 T = 1 到 T = 10，一致率变化 {{lost}}，正确率变化 {{wronger}}；T = 10 时教师最可能的答案占 {{said10}}。',
    },
    question: {
      ask: {
        en: 'You see accuracy alone, and it looks fine. Which figure would warn you that T is too high?',
        'zh-CN': '只看正确率，一切正常。哪个数会提醒你 T 太高了？',
      },
      choices: [
        { id: 'loss', label: { en: 'The loss of the run', 'zh-CN': '运行的损失' } },
        { id: 'agreement', label: { en: 'Agreement with the teacher', 'zh-CN': '与教师的一致率' } },
        { id: 'speed', label: { en: 'Steps per second', 'zh-CN': '每秒步数' } },
      ],
    },
    because: {
      en: 'Agreement fell from {{agreed1}} to {{agreed10}}. At T = 10 the loss counts every cloud nearly alike, also those far away that nobody would name, and a student of 42 weights spends itself on them. The loss cannot tell you: at another T it is measured with another yardstick.',
      'zh-CN':
        '一致率从 {{agreed1}} 降到 {{agreed10}}。T = 10 时，损失几乎同样看重每一团，连没人会说的远处那些也算在内，只有 42 个权重的学生就把力气花在了它们身上。损失本身说明不了问题：换了 T，就等于换了一把尺子。',
    },
  },
};
