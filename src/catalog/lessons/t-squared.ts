import { gradientNorms } from '../../lib/distributions';
import type { Localised } from '../../lib/localised';
import { type Figure, type Lesson, runNamed, valueOf } from '../lesson';

const T = 8;
/** λ·CE + (1−λ)·KL is, but for a factor that the optimiser takes out again, what the page makes of this λ at T. */
const WITHOUT = T ** 2 / (T ** 2 + 1);

/** Between two arms of the spirals, where the teacher has its doubts. */
const PLACES = [
  { x: 1, y: 0 },
  { x: -1, y: 1 },
  { x: 0.5, y: -1 },
  { x: -1, y: -1 },
  { x: 1.5, y: 0.5 },
  { x: 0, y: 1 },
];

export const entry: Lesson = {
  id: 't-squared',
  number: 3,
  title: { en: 'Why is the teacher’s part multiplied by T²?', 'zh-CN': '教师那一项为什么要乘 T²？' },
  about: {
    en: 'Take it away, and at a high temperature nobody hears the teacher.',
    'zh-CN': '去掉它，温度一高，就没人听得见教师了。',
  },
  text: [
    {
      en: 'A student has two things to attend to: its few labels, and its teacher. λ weighs them. At λ = 0.5 both should count the same.',
      'zh-CN': '学生要顾两件事：手里少量的标签，和它的教师。λ 决定两者的分量。λ = 0.5 时，两者应当一样重要。',
    },
    {
      en: 'But the temperature T makes every probability flatter, teacher’s and student’s alike, so that they lie closer together, and a network feels only differences. How hard the teacher pulls at the student’s outputs (its gradient) falls about as 1/T²: at T = 8 to a small part of what it was.',
      'zh-CN':
        '但温度 T 会把所有概率都压平，教师的和学生的都一样，于是两者靠得更近；而网络感受到的只有差别。教师拉动学生输出的力量（它的梯度）大约按 1/T² 下降：到 T = 8 时只剩一小部分。',
    },
    {
      en: 'Hinton’s remedy is to multiply the teacher’s part by T². Here the same student learns twice at T = 8 and λ = 0.5, from one label in ten: with T², and without. (This page always multiplies. Without it is the same as λ = 0.985 with it: 64 parts labels to 1 part teacher.)',
      'zh-CN':
        'Hinton 的办法是把教师那一项乘上 T²。这里，同一个学生在 T = 8、λ = 0.5、只有十分之一标签的条件下学两次：一次乘 T²，一次不乘。（本页面总是会乘。不乘就等于乘了以后把 λ 设为 0.985：标签 64 份，教师 1 份。）',
    },
  ],
  config: {
    task: 'points',
    dataset: 'spirals',
    classes: 3,
    noise: 0.1,
    teacher: 'mlp-64x64',
    student: 'mlp-16x16',
    temperature: T,
    lambda: 0.5,
    labelShare: 0.1,
    learningRate: 0.02,
    steps: 300,
    batchSize: 64,
    evalEvery: 50,
  },
  trial: {
    runs: [
      { id: 'without', name: { en: 'Without T²', 'zh-CN': '不乘 T²' }, config: { lambda: WITHOUT } },
      { id: 'with', name: { en: 'With T²', 'zh-CN': '乘 T²' }, config: { baseline: true } },
    ],
    look: PLACES.map((place) => ({ kind: 'point', ...place })),
    maps: ['teacher', 'student'],
    prediction: {
      ask: {
        en: 'With T² the student comes near its teacher. Without it, it will be …',
        'zh-CN': '乘 T² 时，学生会接近教师。不乘呢？',
      },
      choices: [
        {
          id: 'same',
          label: { en: 'as good: a factor changes nothing', 'zh-CN': '一样好：一个系数改变不了什么' },
        },
        {
          id: 'baseline',
          label: {
            en: 'much worse, nearer to a student without a teacher',
            'zh-CN': '差得多，更接近没有教师的学生',
          },
        },
        { id: 'half', label: { en: 'about half-way between', 'zh-CN': '大约在两者中间' } },
      ],
    },
    read(result) {
      const [plain, squared] = [runNamed(result, 'without'), runNamed(result, 'with')];
      const without = valueOf(plain, 'student', 'accuracy');
      const [student, baseline, teacher] = (['student', 'baseline', 'teacher'] as const).map((arm) =>
        valueOf(squared, arm, 'accuracy'),
      ) as [number, number, number];
      // the baseline has never heard the teacher: so hard would it be pulled
      const logits = (who: 'teacher' | 'baseline') =>
        result.seen.map(({ views }) => views.find((view) => view.who === who)!.logits);
      const pulls = (temperature: number) =>
        gradientNorms(
          logits('baseline'),
          logits('teacher'),
          result.seen.map(() => -1),
          temperature,
        );
      const [cold, hot] = [pulls(1), pulls(T)];
      const way = (student - without) / (student - baseline);
      const right: Localised = { en: 'Right on new points', 'zh-CN': '在新点上的正确率' };
      const pull: Localised = {
        en: 'How hard the teacher pulls at a student that has not heard it',
        'zh-CN': '教师对一个还没听过它的学生拉得有多用力',
      };
      const figures: Figure[] = [
        {
          id: 'teacher',
          arm: 'teacher',
          label: { en: 'Teacher', 'zh-CN': '教师' },
          value: teacher,
          unit: 'share',
          group: right,
        },
        {
          id: 'with',
          arm: 'student',
          label: { en: 'Student, with T²', 'zh-CN': '学生，乘 T²' },
          value: student,
          unit: 'share',
          group: right,
        },
        {
          id: 'without',
          arm: 'student',
          label: { en: 'Student, without T²', 'zh-CN': '学生，不乘 T²' },
          value: without,
          unit: 'share',
          group: right,
        },
        {
          id: 'baseline',
          arm: 'baseline',
          label: { en: 'No teacher at all', 'zh-CN': '完全没有教师' },
          value: baseline,
          unit: 'share',
          group: right,
        },
        {
          id: 'cold',
          label: { en: 'T = 1', 'zh-CN': 'T = 1' },
          value: cold.plain,
          unit: 'number',
          group: pull,
        },
        {
          id: 'hot',
          label: { en: 'T = 8, without T²', 'zh-CN': 'T = 8，不乘 T²' },
          value: hot.plain,
          unit: 'number',
          group: pull,
        },
        {
          id: 'hotSquared',
          label: { en: 'T = 8, with T²', 'zh-CN': 'T = 8，乘 T²' },
          value: hot.soft,
          unit: 'number',
          group: pull,
        },
        {
          id: 'weaker',
          label: { en: 'Weaker', 'zh-CN': '减弱' },
          value: cold.plain / hot.plain,
          unit: 'number',
          hidden: true,
        },
        {
          id: 'gain',
          label: { en: 'Difference', 'zh-CN': '差别' },
          value: student - without,
          unit: 'points',
          hidden: true,
        },
      ];
      return {
        figures,
        holds: student - without > 0.03 && cold.plain / hot.plain > 8 && hot.soft > cold.plain / 2,
        came: way < 0.25 ? 'same' : way > 0.6 ? 'baseline' : 'half',
        answer: 'lambda',
      };
    },
    holds: {
      en: 'At T = 8 the teacher pulls 1/{{weaker}} as hard as at T = 1. Without T² your student came to {{without}}, with it to {{with}}; with no teacher at all {{baseline}}.',
      'zh-CN':
        'T = 8 时教师的拉力只有 T = 1 时的 1/{{weaker}}。不乘 T²，你的学生学到 {{without}}，乘了是 {{with}}；完全没有教师是 {{baseline}}。',
    },
    fails: {
      en: 'Not with this seed: without T² {{without}}, with it {{with}}, no teacher {{baseline}}; the pull at T = 8 is 1/{{weaker}} of that at T = 1.',
      'zh-CN':
        '这个种子下不成立：不乘 T² 为 {{without}}，乘了是 {{with}}，没有教师是 {{baseline}}；T = 8 时的拉力是 T = 1 时的 1/{{weaker}}。',
    },
    question: {
      ask: {
        en: 'Somebody’s code leaves T² out and trains at T = 8. What else would repair it?',
        'zh-CN': '有人的代码漏了 T²，又在 T = 8 下训练。还有什么办法能补救？',
      },
      choices: [
        { id: 'rate', label: { en: 'A larger learning rate', 'zh-CN': '更大的学习率' } },
        {
          id: 'lambda',
          label: {
            en: 'A λ so small that the teacher weighs 64 times as much',
            'zh-CN': '把 λ 调小，让教师的分量变成 64 倍',
          },
        },
        { id: 'steps', label: { en: 'More steps', 'zh-CN': '更多步数' } },
      ],
    },
    because: {
      en: 'T² only sets the balance between labels and teacher; λ sets it, too. A larger rate or more steps enlarge both parts alike, and the teacher stays as faint as before. With T² in place you can move T and leave λ alone: in your run that was worth {{gain}}.',
      'zh-CN':
        'T² 只是调节标签与教师之间的平衡，λ 也能调。更大的学习率或更多步数会把两部分一起放大，教师的声音还是一样弱。有了 T²，改变 T 时就不必再动 λ：在你的运行中，这值 {{gain}}。',
    },
  },
};
