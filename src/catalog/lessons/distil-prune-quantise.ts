import type { Localised } from '../../lib/localised';
import { type Figure, type Lesson, runNamed, type Smaller, valueOf } from '../lesson';
import { entry as fewLabels } from '../presets/intents-5-percent';

/** Bytes that may be shipped, in the question. */
const ROOM = 30_000;
/** Of accuracy: nobody notices it. */
const A_POINT = 0.01;

const WAYS: readonly (Smaller & { label: Localised })[] = [
  { id: 'int8', bits: 8, hidden: 0, steps: 0, label: { en: '8 bits a weight', 'zh-CN': '每个权重 8 位' } },
  { id: 'int4', bits: 4, hidden: 0, steps: 0, label: { en: '4 bits a weight', 'zh-CN': '每个权重 4 位' } },
  {
    id: 'cut',
    bits: 32,
    hidden: 0.75,
    steps: 0,
    label: { en: 'Three in four hidden units cut', 'zh-CN': '剪掉四分之三的隐藏单元' },
  },
  {
    id: 'healed',
    bits: 32,
    hidden: 0.75,
    steps: 50,
    label: { en: 'Cut, then healed', 'zh-CN': '剪枝后修复' },
  },
  {
    id: 'both',
    bits: 8,
    hidden: 0.75,
    steps: 50,
    label: { en: 'Cut, healed, 8 bits', 'zh-CN': '剪枝、修复、8 位' },
  },
];

export const entry: Lesson = {
  id: 'distil-prune-quantise',
  number: 10,
  title: { en: 'Distil, prune, quantise, ship', 'zh-CN': '蒸馏、剪枝、量化、发布' },
  about: {
    en: 'A distilled student is small. How much smaller can it get, and what does each step cost?',
    'zh-CN': '蒸馏出来的学生已经很小。还能再小多少？每一步的代价是什么？',
  },
  text: [
    {
      en: 'Distillation is the first of three ways to make a model small, and they add up. Pruning cuts away the parts that matter least. Quantisation stores each weight in 8 or 4 bits in place of 32. What a cut has spoiled can often be healed: a few more steps with the same teacher.',
      'zh-CN':
        '让模型变小有三种办法，蒸馏是第一种，它们可以叠加。剪枝把最不重要的部分剪掉；量化用 8 位或 4 位来存每个权重，而不是 32 位。剪坏了的往往可以修复：再跟同一位教师学几步。',
    },
    {
      en: 'Here a student learns 17 intents from 100 labels and its teacher’s answers. Then the page makes it smaller in five ways and measures each: its bytes, how often it is right on 1,000 new sentences, and how long an answer takes on this device.',
      'zh-CN':
        '这里，一个学生用 100 个标签和教师的回答学会 17 种意图。然后页面用五种办法把它变小，逐一测量：占多少字节，在 1000 个新句子上答对多少，在这台设备上回答一次要多久。',
    },
    {
      en: 'Size and time are two things. Fewer bits make a file smaller, not a sum shorter: before it is used, each weight is a number again. A cut takes sums away. Times of a fraction of a millisecond also tell of whatever else your machine is doing, so look at them, and do not bet on them.',
      'zh-CN':
        '大小和时间是两回事。位数少了，文件变小，计算并不变短：每个权重在使用之前都会变回一个数。剪枝才会少算。不到一毫秒的时间也会受机器上其他事情的影响，所以看看就好，别拿它打赌。',
    },
  ],
  config: {
    ...fewLabels.config,
    teacherEpochs: 6,
    steps: 200,
    evalEvery: 100,
    baseline: false,
  },
  trial: {
    runs: [{ id: 'student', name: { en: 'Teacher and student', 'zh-CN': '教师和学生' }, config: {} }],
    smaller: WAYS,
    prediction: {
      ask: {
        en: 'Which is the smallest that stays within one point of the student’s accuracy?',
        'zh-CN': '正确率与学生相差不到一个百分点的，哪一个最小？',
      },
      choices: [
        { id: 'int4', label: { en: '4 bits a weight', 'zh-CN': '每个权重 4 位' } },
        { id: 'both', label: { en: 'Cut, healed, 8 bits', 'zh-CN': '剪枝、修复、8 位' } },
        { id: 'int8', label: { en: '8 bits a weight', 'zh-CN': '每个权重 8 位' } },
        { id: 'none', label: { en: 'None: each costs more', 'zh-CN': '没有：每一种都损失更多' } },
      ],
    },
    read(result) {
      const run = runNamed(result, 'student');
      const { whole, ways } = result.smaller!;
      const all = new Map([['whole', whole], ...WAYS.map(({ id }, i) => [id, ways[i]!] as const)]);
      const of = (id: string) => all.get(id)!;
      const labels = new Map<string, Localised>([
        ['whole', { en: 'Student, 32 bits', 'zh-CN': '学生，32 位' }],
        ...WAYS.map(({ id, label }) => [id, label] as const),
      ]);
      const column = (id: string, what: 'bytes' | 'score' | 'ms', unit: Figure['unit'], group: Localised) =>
        [...all].map(([way, cost]): Figure => ({
          id: `${id}_${way}`,
          arm: 'student',
          label: labels.get(way)!,
          value: cost[what] ?? NaN,
          unit,
          group,
        }));
      const bytes: Localised = { en: 'Bytes', 'zh-CN': '字节' };
      const right: Localised = { en: 'Right on new sentences', 'zh-CN': '在新句子上的正确率' };
      const teacher = { arm: 'teacher', label: { en: 'Teacher, 32 bits', 'zh-CN': '教师，32 位' } } as const;
      const lost = (id: string) => whole.score - of(id).score;
      const saved = (id: string) => 1 - of(id).bytes / whole.bytes;
      const smallest = ['int8', 'int4', 'both']
        .filter((id) => lost(id) <= A_POINT)
        .sort((a, b) => of(a).bytes - of(b).bytes)[0];
      const [fits] = [...all.keys()]
        .filter((id) => of(id).bytes <= ROOM)
        .sort((a, b) => of(b).score - of(a).score || of(a).bytes - of(b).bytes);
      return {
        figures: [
          {
            id: 'bytes_teacher',
            ...teacher,
            value: 4 * run.parameters.teacher!,
            unit: 'bytes',
            group: bytes,
          },
          ...column('bytes', 'bytes', 'bytes', bytes),
          {
            id: 'right_teacher',
            ...teacher,
            value: valueOf(run, 'teacher', 'accuracy'),
            unit: 'share',
            group: right,
          },
          ...column('right', 'score', 'share', right),
          ...column('ms', 'ms', 'ms', { en: 'Time for an answer', 'zh-CN': '回答一次的时间' }),
          { id: 'savedBits', label: bytes, value: saved('int8'), unit: 'share', hidden: true },
          { id: 'savedCut', label: bytes, value: saved('cut'), unit: 'share', hidden: true },
          { id: 'lostBits', label: right, value: -lost('int8'), unit: 'points', hidden: true },
          { id: 'lostCut', label: right, value: -lost('cut'), unit: 'points', hidden: true },
          { id: 'healed', label: right, value: -lost('healed'), unit: 'points', hidden: true },
        ],
        holds: lost('int8') <= A_POINT && saved('int8') > 0.7 && saved('cut') < saved('int8'),
        came: smallest ?? 'none',
        answer: fits ?? 'none',
      };
    },
    holds: {
      en: '8 bits took {{savedBits}} of the bytes away and moved accuracy by {{lostBits}}. Cutting three in four hidden units took {{savedCut}} away and moved it by {{lostCut}}; healed, it stands at {{healed}}.',
      'zh-CN':
        '8 位省掉了 {{savedBits}} 的字节，正确率变化 {{lostBits}}。剪掉四分之三的隐藏单元省掉 {{savedCut}}，正确率变化 {{lostCut}}；修复之后是 {{healed}}。',
    },
    fails: {
      en: 'Not with this seed: 8 bits took {{savedBits}} of the bytes away and moved accuracy by {{lostBits}}; the cut {{savedCut}} and {{lostCut}}, healed {{healed}}.',
      'zh-CN':
        '这个种子下不成立：8 位省掉 {{savedBits}} 的字节，正确率变化 {{lostBits}}；剪枝省掉 {{savedCut}}，变化 {{lostCut}}，修复后 {{healed}}。',
    },
    question: {
      ask: {
        en: 'You may ship 30 kB. Which of your students do you ship?',
        'zh-CN': '只许发布 30 kB。你会发布哪一个学生？',
      },
      choices: [
        { id: 'int8', label: { en: '8 bits a weight', 'zh-CN': '每个权重 8 位' } },
        { id: 'int4', label: { en: '4 bits a weight', 'zh-CN': '每个权重 4 位' } },
        { id: 'healed', label: { en: 'Cut, then healed', 'zh-CN': '剪枝后修复' } },
        { id: 'both', label: { en: 'Cut, healed, 8 bits', 'zh-CN': '剪枝、修复、8 位' } },
      ],
    },
    because: {
      en: 'Only two fit: 4 bits with {{bytes_int4}} ({{right_int4}} right), and cut, healed and 8 bits with {{bytes_both}} ({{right_both}}); of these the better one. Most of so small a student is its table of words, of which a cut of hidden units takes nothing. Fewer bits shrink every weight, and the ways multiply. For a run of your own, “Compress…” in the library does all of this.',
      'zh-CN':
        '放得下的只有两个：4 位，{{bytes_int4}}（正确率 {{right_int4}}）；剪枝、修复再用 8 位，{{bytes_both}}（{{right_both}}）。选其中更好的。这么小的学生大半是词表，剪隐藏单元碰不到它；减少位数则让每个权重都变小，而且几种办法可以相乘。对你自己的运行，模型库里的“压缩…”能做到这一切。',
    },
  },
};
