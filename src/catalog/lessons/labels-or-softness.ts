import { type Lesson, runNamed, valueOf } from '../lesson';
import { entry as spirals } from '../presets/points-spirals';

export const entry: Lesson = {
  id: 'labels-or-softness',
  number: 8,
  title: { en: 'Is it the softness, or the labels?', 'zh-CN': '是“软”，还是标签？' },
  about: {
    en: 'A four-way race takes the gain of distillation apart.',
    'zh-CN': '四方赛跑，把蒸馏的收益拆开来看。',
  },
  text: [
    {
      en: 'A student that learnt from a teacher beats one that learnt from labels. It is tempting to say: “that is the dark knowledge”. But a teacher gives two things at once. It answers examples that nobody labelled, and its answers are soft: they say how likely every class is.',
      'zh-CN':
        '向教师学习的学生胜过只学标签的学生。人们很容易说：“这就是暗知识。”但教师同时给了两样东西：它为没人标注的样本作答，而且它的回答是“软”的，会说出每一类有多可能。',
    },
    {
      en: 'Four students start from the same weights. The baseline sees the few labels there are. “Soft, labelled rows” sees the same few rows with the teacher’s soft answers. “Teacher’s answers” sees all rows, but only the teacher’s first choice. The student sees all rows, soft.',
      'zh-CN':
        '四个学生从同样的权重出发。“基线”只看那少量标签；“软目标，有标签的行”看同样几行，但看的是教师的软回答；“教师的答案”看全部行，但只看教师的首选；“学生”看全部行的软回答。',
    },
  ],
  config: {
    ...spirals.config,
    softLabelled: true,
    teacherLabels: true,
  },
  trial: {
    runs: [{ id: 'race', name: { en: 'Four students', 'zh-CN': '四个学生' }, config: {} }],
    maps: ['baseline', 'softLabelled', 'teacherLabels', 'student'],
    prediction: {
      ask: {
        en: 'Which of the two halves will bring more by itself?',
        'zh-CN': '两样东西里，单独哪一样带来的更多？',
      },
      choices: [
        { id: 'softness', label: { en: 'Softness on the few rows', 'zh-CN': '少量行上的“软”' } },
        { id: 'labels', label: { en: 'Hard answers on all rows', 'zh-CN': '全部行上的硬答案' } },
        { id: 'same', label: { en: 'Both about the same', 'zh-CN': '两者差不多' } },
      ],
    },
    read(result) {
      const run = runNamed(result, 'race');
      const [baseline, soft, hard, student] = (
        ['baseline', 'softLabelled', 'teacherLabels', 'student'] as const
      ).map((arm) => valueOf(run, arm, 'accuracy')) as [number, number, number, number];
      const [softGain, hardGain] = [soft - baseline, hard - baseline];
      const apart = hardGain - softGain;
      return {
        figures: [
          {
            id: 'baseline',
            arm: 'baseline',
            label: { en: 'Baseline: few labels', 'zh-CN': '基线：少量标签' },
            value: baseline,
            unit: 'share',
          },
          {
            id: 'soft',
            arm: 'softLabelled',
            label: { en: 'Few rows, soft', 'zh-CN': '少量行，软' },
            value: soft,
            unit: 'share',
          },
          {
            id: 'hard',
            arm: 'teacherLabels',
            label: { en: 'All rows, hard', 'zh-CN': '全部行，硬' },
            value: hard,
            unit: 'share',
          },
          {
            id: 'student',
            arm: 'student',
            label: { en: 'All rows, soft', 'zh-CN': '全部行，软' },
            value: student,
            unit: 'share',
          },
          {
            id: 'softGain',
            label: { en: 'Softness alone', 'zh-CN': '只有“软”' },
            value: softGain,
            unit: 'points',
          },
          {
            id: 'hardGain',
            label: { en: 'Labels alone', 'zh-CN': '只有标签' },
            value: hardGain,
            unit: 'points',
          },
        ],
        holds: apart > 0.02,
        came: Math.abs(apart) < 0.02 ? 'same' : apart > 0 ? 'labels' : 'softness',
        answer: 'labels',
      };
    },
    holds: {
      en: 'More labels won: the teacher’s first choices on all rows brought {{hardGain}}, softness on the few rows {{softGain}}.',
      'zh-CN': '更多的标签赢了：教师在全部行上的首选带来 {{hardGain}}，少量行上的“软”带来 {{softGain}}。',
    },
    fails: {
      en: 'Not this time: softness on the few rows brought {{softGain}}, the teacher’s first choices on all rows {{hardGain}}.',
      'zh-CN': '这一次不是：少量行上的“软”带来 {{softGain}}，教师在全部行上的首选带来 {{hardGain}}。',
    },
    question: {
      ask: {
        en: 'Somebody shows you “student against baseline” and calls all of the gain dark knowledge. What is missing?',
        'zh-CN': '有人拿“学生对基线”的结果，说收益全是暗知识。缺了什么？',
      },
      choices: [
        {
          id: 'labels',
          label: { en: 'A student with the teacher’s hard answers', 'zh-CN': '一个只学教师硬答案的学生' },
        },
        { id: 'teacher', label: { en: 'A larger teacher', 'zh-CN': '一个更大的教师' } },
        { id: 'steps', label: { en: 'More steps', 'zh-CN': '更多步数' } },
      ],
    },
    because: {
      en: 'With hard answers alone your student already came to {{hard}}, and the soft one to {{student}}. Without that rival nobody can tell which part is softness.',
      'zh-CN':
        '只用硬答案，你的学生已经达到 {{hard}}；用软答案是 {{student}}。没有这个对照，就说不清哪一部分来自“软”。',
    },
  },
};
