import { softmax } from '../../lib/distributions';
import type { Localised } from '../../lib/localised';
import { type Figure, type Lesson, runNamed, valueOf } from '../lesson';

/** Clouds around a circle. The one that is looked at, and those beside it. */
const CLOUDS = 6;
const HERE = 3;
const BESIDE = [2, 4];
/** At which the teacher's doubts are shown. */
const WARM = 4;

const cloud = (k: number): Localised => ({ en: `Cloud ${k + 1}`, 'zh-CN': `第 ${k + 1} 团` });

export const entry: Lesson = {
  id: 'dark-knowledge',
  number: 1,
  title: { en: 'What a teacher knows besides the answer', 'zh-CN': '除了答案，教师还知道什么' },
  about: {
    en: 'Soft labels, and the knowledge that hides in the wrong answers.',
    'zh-CN': '软标签，以及藏在错误答案里的知识。',
  },
  text: [
    {
      en: 'Six clouds of points stand around a circle, and each cloud is a class. A label says “cloud 4” and no more. It does not say that clouds 3 and 5 stand next to it, and cloud 1 on the far side.',
      'zh-CN':
        '六团点围成一圈，每一团是一个类别。标签只说“第 4 团”，别的什么也不说：它没说第 3 团和第 5 团就在旁边，而第 1 团在最远的对面。',
    },
    {
      en: 'A large network, the teacher, learns from such labels. Then we ask it about the very middle of cloud 4. It gives a probability to each of the six. That list is a soft label. What it says about the five wrong answers is called dark knowledge: it is faint, because the right one has nearly everything.',
      'zh-CN':
        '一个大网络（教师）就从这样的标签学习。然后我们问它：第 4 团正中央的点是哪一类？它会给六个类别各一个概率。这一串概率就是软标签。它对五个错误答案的看法叫作“暗知识”：很微弱，因为正确的那个几乎占去了全部。',
    },
    {
      en: 'Then two small networks start from the same weights and see the same 18 points. One is given labels (the baseline), the other nothing but the teacher’s soft labels (the student).',
      'zh-CN':
        '接着，两个小网络从同样的权重出发，看同样的 18 个点。一个得到标签（基线），另一个只得到教师的软标签（学生）。',
    },
  ],
  config: {
    task: 'points',
    dataset: 'blobs',
    classes: CLOUDS,
    noise: 0.15,
    teacher: 'mlp-64x64',
    student: 'mlp-8',
    temperature: WARM,
    lambda: 0,
    softRows: 'labelled',
    labelShare: 0.02,
    learningRate: 0.02,
    steps: 200,
    batchSize: 64,
    evalEvery: 50,
    baseline: true,
  },
  trial: {
    runs: [{ id: 'soft', name: { en: 'Labels against soft labels', 'zh-CN': '标签对软标签' }, config: {} }],
    look: [{ kind: 'point', x: -1.4, y: 0 }],
    maps: ['teacher', 'student', 'baseline'],
    prediction: {
      ask: {
        en: 'In the middle of cloud 4: how does the teacher share out what is left for the five wrong answers?',
        'zh-CN': '在第 4 团的正中央，教师会怎样把剩下的概率分给五个错误答案？',
      },
      choices: [
        { id: 'even', label: { en: 'Evenly, for wrong is wrong', 'zh-CN': '平均分：错就是错' } },
        {
          id: 'near',
          label: { en: 'More to the clouds next door', 'zh-CN': '旁边的两团多一些' },
        },
        { id: 'random', label: { en: 'Somehow, without a pattern', 'zh-CN': '随便分，没有规律' } },
      ],
    },
    read(result) {
      const run = runNamed(result, 'soft');
      const [glimpse] = result.seen;
      const logits = glimpse!.views.find(({ who }) => who === 'teacher')!.logits;
      const [cold, warm] = [softmax(logits, 1), softmax(logits, WARM)];
      const far = warm.map((_, k) => k).filter((k) => k !== HERE && !BESIDE.includes(k));
      const nearest = Math.min(...BESIDE.map((k) => warm[k]!));
      const farthest = Math.max(...far.map((k) => warm[k]!));
      const [student, baseline] = [valueOf(run, 'student', 'accuracy'), valueOf(run, 'baseline', 'accuracy')];
      const shares = (p: readonly number[], id: string, group: Localised): Figure[] =>
        p.map((value, k) => ({
          id: `${id}${k + 1}`,
          arm: 'teacher',
          label: cloud(k),
          value,
          unit: 'share',
          group,
        }));
      const accuracy: Localised = { en: 'Right on new points', 'zh-CN': '在新点上的正确率' };
      return {
        figures: [
          ...shares(cold, 'cold', {
            en: 'The teacher, in the middle of cloud 4',
            'zh-CN': '教师在第 4 团正中央的回答',
          }),
          ...shares(warm, 'warm', {
            en: 'The same answer, softened (temperature 4)',
            'zh-CN': '同一个回答，软化之后（温度为 4）',
          }),
          {
            id: 'student',
            arm: 'student',
            label: { en: 'Soft labels alone', 'zh-CN': '只用软标签' },
            value: student,
            unit: 'share',
            group: accuracy,
          },
          {
            id: 'baseline',
            arm: 'baseline',
            label: { en: 'Labels alone', 'zh-CN': '只用标签' },
            value: baseline,
            unit: 'share',
            group: accuracy,
          },
          { id: 'gain', label: accuracy, value: student - baseline, unit: 'points', hidden: true },
          { id: 'nearest', label: accuracy, value: nearest, unit: 'share', hidden: true },
          { id: 'farthest', label: accuracy, value: farthest, unit: 'share', hidden: true },
        ],
        holds: nearest > farthest && student > baseline,
        came: nearest > farthest ? 'near' : nearest < 0.7 * farthest ? 'random' : 'even',
        answer: 'more',
      };
    },
    holds: {
      en: 'Softened, both clouds next door get {{nearest}} or more, those farther off {{farthest}} at most. Nobody had told the teacher who is next to whom. And on the same few points soft labels made {{student}} of labels’ {{baseline}}.',
      'zh-CN':
        '软化之后，旁边两团各得 {{nearest}} 以上，更远的最多 {{farthest}}。没有人告诉过教师谁和谁相邻。而且用同样的少量点，标签学到 {{baseline}}，软标签学到 {{student}}。',
    },
    fails: {
      en: 'Not with this seed: the clouds next door get {{nearest}} or more, those farther off up to {{farthest}}; soft labels came to {{student}}, labels to {{baseline}}.',
      'zh-CN':
        '这个种子下不成立：旁边两团各得 {{nearest}} 以上，更远的最高 {{farthest}}；软标签学到 {{student}}，标签学到 {{baseline}}。',
    },
    question: {
      ask: {
        en: 'Student and baseline saw the same points, equally often. Where does the difference come from?',
        'zh-CN': '学生和基线看的是同样的点，次数也一样。差别从哪里来？',
      },
      choices: [
        { id: 'right', label: { en: 'Soft labels are right more often', 'zh-CN': '软标签更经常是对的' } },
        {
          id: 'more',
          label: { en: 'Each soft label says more', 'zh-CN': '每个软标签说得更多' },
        },
        { id: 'longer', label: { en: 'The student trained longer', 'zh-CN': '学生训练得更久' } },
      ],
    },
    because: {
      en: 'A label is one word. A soft label says of all six clouds how near they are, and where the teacher itself is unsure. On your run that was worth {{gain}}.',
      'zh-CN':
        '标签只有一个词；软标签说出六团各有多近，也说出教师自己在哪里没有把握。在你的运行中，这值 {{gain}}。',
    },
  },
};
