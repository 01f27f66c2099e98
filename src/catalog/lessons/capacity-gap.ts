import type { Localised } from '../../lib/localised';
import { type Figure, type Lesson, runNamed, valueOf } from '../lesson';

export const entry: Lesson = {
  id: 'capacity-gap',
  number: 5,
  title: { en: 'Can a teacher be too big?', 'zh-CN': '教师会不会太大？' },
  about: {
    en: 'The capacity gap, and whether assistants bridge it.',
    'zh-CN': '容量差距，以及助教能不能把它补上。',
  },
  text: [
    {
      en: 'A better teacher should make a better student. But a student of 27 weights cannot draw the curves that a teacher of 4,547 weights draws. The distance between the two is called the capacity gap, and some have found that a larger teacher can even do harm.',
      'zh-CN':
        '教师越好，学生也该越好。但一个只有 27 个权重的学生，画不出 4547 个权重的教师所画的曲线。两者之间的距离叫作“容量差距”；有人发现，更大的教师甚至会带来害处。',
    },
    {
      en: 'One proposed bridge is a chain of assistants: networks of sizes in between, of which each learns from the one before, and the student from the last.',
      'zh-CN': '有人提议用一串“助教”来搭桥：大小介于两者之间的网络，一个向前一个学，学生向最后一个学。',
    },
    {
      en: 'Four runs on three spirals. The same tiny student learns from a small teacher, from a large one, and from the large one through two assistants. In the fourth run the student itself is larger: 51 weights in place of 27.',
      'zh-CN':
        '在三条螺旋上运行四次：同一个小小的学生向小教师学、向大教师学、经过两个助教向大教师学；第四次让学生自己大一点：51 个权重，而不是 27 个。',
    },
  ],
  config: {
    task: 'points',
    dataset: 'spirals',
    classes: 3,
    noise: 0.1,
    teacher: 'mlp-64x64',
    student: 'mlp-4',
    temperature: 2,
    lambda: 0,
    labelShare: 0.1,
    learningRate: 0.02,
    steps: 300,
    batchSize: 64,
    evalEvery: 100,
  },
  trial: {
    runs: [
      { id: 'small', name: { en: 'Small teacher', 'zh-CN': '小教师' }, config: { teacher: 'mlp-8' } },
      { id: 'large', name: { en: 'Large teacher', 'zh-CN': '大教师' }, config: {} },
      {
        id: 'chain',
        name: { en: 'Two assistants', 'zh-CN': '两个助教' },
        config: { assistants: ['mlp-16x16', 'mlp-8'] },
      },
      { id: 'larger', name: { en: 'Larger student', 'zh-CN': '大一点的学生' }, config: { student: 'mlp-8' } },
    ],
    maps: ['student'],
    prediction: {
      ask: {
        en: 'What will help the student of the large teacher most?',
        'zh-CN': '对大教师的学生来说，哪一样帮助最大？',
      },
      choices: [
        { id: 'small', label: { en: 'A smaller teacher', 'zh-CN': '换一个小一点的教师' } },
        { id: 'chain', label: { en: 'Two assistants in between', 'zh-CN': '中间加两个助教' } },
        { id: 'larger', label: { en: '24 more weights of its own', 'zh-CN': '自己多 24 个权重' } },
      ],
    },
    read(result) {
      const of = (id: string, arm: 'teacher' | 'student') => valueOf(runNamed(result, id), arm, 'accuracy');
      const teachers: Localised = { en: 'Teachers, right on new points', 'zh-CN': '教师在新点上的正确率' };
      const students: Localised = { en: 'Their students', 'zh-CN': '它们的学生' };
      const figures: Figure[] = [
        {
          id: 'teacherSmall',
          arm: 'teacher',
          label: { en: 'Small: 51 weights', 'zh-CN': '小：51 个权重' },
          value: of('small', 'teacher'),
          unit: 'share',
          group: teachers,
        },
        {
          id: 'teacherLarge',
          arm: 'teacher',
          label: { en: 'Large: 4,547 weights', 'zh-CN': '大：4547 个权重' },
          value: of('large', 'teacher'),
          unit: 'share',
          group: teachers,
        },
        {
          id: 'small',
          arm: 'student',
          label: { en: 'Of the small one', 'zh-CN': '小教师的' },
          value: of('small', 'student'),
          unit: 'share',
          group: students,
        },
        {
          id: 'large',
          arm: 'student',
          label: { en: 'Of the large one', 'zh-CN': '大教师的' },
          value: of('large', 'student'),
          unit: 'share',
          group: students,
        },
        {
          id: 'chain',
          arm: 'student',
          label: { en: '… through assistants', 'zh-CN': '……经过助教' },
          value: of('chain', 'student'),
          unit: 'share',
          group: students,
        },
        {
          id: 'larger',
          arm: 'student',
          label: { en: '… and itself larger', 'zh-CN': '……自己也大一点' },
          value: of('larger', 'student'),
          unit: 'share',
          group: students,
        },
      ];
      const better = of('large', 'teacher') - of('small', 'teacher');
      const gains = ['small', 'chain', 'larger'].map((id) => of(id, 'student') - of('large', 'student'));
      const [bySmall, byChain, byLarger] = gains as [number, number, number];
      const best = Math.max(...gains);
      return {
        figures: [
          ...figures,
          { id: 'better', label: teachers, value: better, unit: 'points', hidden: true },
          { id: 'passedOn', label: students, value: -bySmall, unit: 'points', hidden: true },
          { id: 'byChain', label: students, value: byChain, unit: 'points', hidden: true },
          { id: 'byLarger', label: students, value: byLarger, unit: 'points', hidden: true },
        ],
        holds: better > 0.05 && byLarger > Math.max(bySmall, byChain) + 0.03,
        came: best === byLarger ? 'larger' : best === byChain ? 'chain' : 'small',
        answer: 'student',
      };
    },
    holds: {
      en: 'The large teacher is {{better}} better than the small one; of that {{passedOn}} came to its student. Two assistants made {{byChain}} of difference, a slightly larger student {{byLarger}}.',
      'zh-CN':
        '大教师比小教师好 {{better}}，传到学生身上的是 {{passedOn}}。两个助教带来 {{byChain}}，学生自己大一点带来 {{byLarger}}。',
    },
    fails: {
      en: 'Not with this seed: teachers differ by {{better}}, their students by {{passedOn}}; assistants made {{byChain}} of difference, a larger student {{byLarger}}.',
      'zh-CN':
        '这个种子下不成立：两个教师相差 {{better}}，它们的学生相差 {{passedOn}}；助教带来 {{byChain}}，大一点的学生带来 {{byLarger}}。',
    },
    question: {
      ask: {
        en: 'Your student stops far below a splendid teacher. What do you look at first?',
        'zh-CN': '教师非常出色，学生却远远停在下面。你先看什么？',
      },
      choices: [
        { id: 'teacher', label: { en: 'A still larger teacher', 'zh-CN': '换一个更大的教师' } },
        { id: 'assistants', label: { en: 'A chain of assistants', 'zh-CN': '加一串助教' } },
        { id: 'student', label: { en: 'Whether the student is large enough', 'zh-CN': '学生够不够大' } },
      ],
    },
    because: {
      en: 'In your run the student stood at {{large}} below a teacher of {{teacherLarge}}, and 24 weights more brought it to {{larger}}. Assistants, {{chain}}, moved it by as little as another seed would: a gentler teacher does not make a student larger. Try other seeds before you believe any few points.',
      'zh-CN':
        '在你的运行中，教师有 {{teacherLarge}}，学生只有 {{large}}；多 24 个权重就到了 {{larger}}。助教得到 {{chain}}，变化不比换一个种子大：更温和的教师并不能让学生变大。几个百分点的差别，先换几个种子再信。',
    },
  },
};
