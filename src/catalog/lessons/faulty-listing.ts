import type { Localised } from '../../lib/localised';
import { type Figure, type Lesson, runNamed, type TrialRun, valueOf } from '../lesson';

/** The one that is copied, and one at which 100 steps are enough. */
const SLOW = 1e-3;
const FAST = 0.03;
/** Nats from the teacher's probabilities that pass for its own. */
const NEAR = 0.05;

const [FAULTY, RIGHT] = ['kl-without-log', 'hinton'];

const runs = [
  {
    id: 'copied',
    name: { en: 'As it is copied', 'zh-CN': '照抄' },
    config: { method: FAULTY, learningRate: SLOW },
  },
  {
    id: 'rate',
    name: { en: 'Higher rate, no log', 'zh-CN': '提高学习率，没有对数' },
    config: { method: FAULTY, learningRate: FAST },
  },
  {
    id: 'log',
    name: { en: 'Log, low rate', 'zh-CN': '补上对数，低学习率' },
    config: { method: RIGHT, learningRate: SLOW },
  },
  {
    id: 'both',
    name: { en: 'Log and higher rate', 'zh-CN': '补上对数，提高学习率' },
    config: { method: RIGHT, learningRate: FAST },
  },
] as const satisfies readonly TrialRun[];

export const entry: Lesson = {
  id: 'faulty-listing',
  number: 7,
  title: { en: 'The listing that cannot learn', 'zh-CN': '学不会的示例代码' },
  about: {
    en: 'A much-copied example runs without an error, and teaches nothing. Which of its faults is to blame?',
    'zh-CN': '一段被反复照抄的例子，运行不报错，却什么也教不会。是哪个错误的责任？',
  },
  text: [
    {
      en: 'Many tutorials show the same few lines: ten random numbers in, five classes out, a teacher of one layer, 100 steps of Adam at a rate of 0.001. The loss is written KLDivLoss(softmax(student / T), softmax(teacher / T)). It runs, and the loss goes down a little.',
      'zh-CN':
        '许多教程里都有这样几行：输入十个随机数，输出五个类别，教师只有一层，Adam 走 100 步，学习率 0.001。损失写成 KLDivLoss(softmax(学生 / T), softmax(教师 / T))。它能运行，损失也降了一点。',
    },
    {
      en: 'Four things are wrong. KLDivLoss wants the logarithm of the student’s probabilities and is not given it. The rate is too small for so few steps. The student’s hidden layers are built but never called, so it is one layer too. And the labels are made but never looked at.',
      'zh-CN':
        '里面有四处不对。KLDivLoss 要的是学生概率的对数，给它的却不是。步数这么少，学习率太小。学生的隐藏层建好了却从未调用，所以它也只有一层。标签生成了却从未用到。',
    },
    {
      en: 'The page has that loss as a method of its own, “Faulty: KL without the log”. Four runs put the log and the rate right, alone and together. The unused layers and the unused labels stay as they are in all four.',
      'zh-CN':
        '本页把这个错误的损失做成了一个方法：“有错：缺了对数的 KL”。四次运行分别改正对数和学习率：都不改、各改一个、两个都改。没用的层和没用的标签在四次中都保持原样。',
    },
  ],
  config: {
    task: 'points',
    dataset: 'textbook',
    teacher: 'mlp-linear',
    student: 'mlp-linear',
    method: FAULTY,
    temperature: 2,
    lambda: 0,
    labelShare: 1,
    learningRate: SLOW,
    steps: 100,
    batchSize: 10,
    evalEvery: 10,
  },
  trial: {
    runs,
    prediction: {
      ask: {
        en: 'Which will bring the student to say what the teacher says, doubts and all?',
        'zh-CN': '哪一种能让学生说出教师所说的，包括它的犹豫？',
      },
      choices: [
        { id: 'rate', label: { en: 'The higher rate alone', 'zh-CN': '只提高学习率' } },
        { id: 'log', label: { en: 'The log alone', 'zh-CN': '只补上对数' } },
        { id: 'both', label: { en: 'Only both together', 'zh-CN': '两个都改才行' } },
        {
          id: 'none',
          label: { en: 'None of them, with layers and labels unused', 'zh-CN': '都不行：层和标签还没用上' },
        },
      ],
    },
    read(result) {
      const shown = (
        name: string,
        of: 'agreement' | 'divergence',
        unit: Figure['unit'],
        group: Localised,
      ): Figure[] =>
        runs.map(({ id, name: label }) => ({
          id: `${name}_${id}`,
          arm: 'student',
          label,
          value: valueOf(runNamed(result, id), 'student', of),
          unit,
          group,
        }));
      const loss = runNamed(result, 'rate').curve.map((point) => point.loss);
      const figures = [
        ...shown('agreement', 'agreement', 'share', {
          en: 'The same first choice as the teacher, on new inputs',
          'zh-CN': '在新输入上与教师首选相同的比例',
        }),
        ...shown('distance', 'divergence', 'nats', {
          en: 'How far its probabilities are from the teacher’s (KL, 0 is the same)',
          'zh-CN': '它的概率与教师相差多远（KL，0 表示相同）',
        }),
        {
          id: 'loss',
          label: { en: 'Loss without the log', 'zh-CN': '没有对数时的损失' },
          value: loss.at(-1)!,
          unit: 'number',
          hidden: true,
        },
      ] as const satisfies readonly Figure[];
      const at = (id: string): number => figures.find((one) => one.id === id)!.value;
      const near = (id: string): boolean => at(`distance_${id}`) < NEAR;
      const came = near('rate') ? 'rate' : near('log') ? 'log' : near('both') ? 'both' : 'none';
      const chosen = at('agreement_both');
      return {
        figures,
        holds:
          came === 'both' &&
          ['copied', 'rate', 'log'].every((id) => at(`agreement_${id}`) < chosen) &&
          at('distance_rate') > at('distance_copied') &&
          loss.every((value) => value < 0),
        came,
        answer: 'waste',
      };
    },
    holds: {
      en: 'Only both together: {{agreement_both}} of first choices and {{distance_both}} from the teacher. The rate without the log is worse than it looks: {{agreement_rate}} of first choices, but {{distance_rate}} from the teacher’s probabilities, further than the copied lines ({{distance_copied}}). The log without the rate hardly moves: {{agreement_log}}.',
      'zh-CN':
        '两个都改才行：首选一致 {{agreement_both}}，与教师相差 {{distance_both}}。只提高学习率，看着还行，其实更糟：首选一致 {{agreement_rate}}，但与教师的概率相差 {{distance_rate}}，比照抄的（{{distance_copied}}）还远。只补对数则几乎没动：{{agreement_log}}。',
    },
    fails: {
      en: 'Not so with this seed: from the teacher’s probabilities they end {{distance_copied}} (as copied), {{distance_rate}} (rate alone), {{distance_log}} (log alone) and {{distance_both}} (both).',
      'zh-CN':
        '这个种子下不是这样：与教师概率的距离分别为 {{distance_copied}}（照抄）、{{distance_rate}}（只提高学习率）、{{distance_log}}（只补对数）、{{distance_both}}（都改）。',
    },
    question: {
      ask: {
        en: 'The last run left the layers and the labels unused, as the listing does. What does that say about those two faults?',
        'zh-CN': '最后一次运行也没有用到那些层和标签，和示例一样。这说明那两个错误怎么了？',
      },
      choices: [
        { id: 'blame', label: { en: 'They are why it cannot learn', 'zh-CN': '正是它们让它学不会' } },
        {
          id: 'waste',
          label: {
            en: 'They mislead the reader, but did not stop it here',
            'zh-CN': '会误导读者，但在这里并没有妨碍学习',
          },
        },
        { id: 'help', label: { en: 'They make it learn faster', 'zh-CN': '它们让它学得更快' } },
      ],
    },
    because: {
      en: 'With both still unused the student came to {{agreement_both}}: a teacher of one layer can be copied by one layer, and it answers every row, so no label is missed. What stopped the listing gave no error. One sign was there: the loss stood at {{loss}}, and a KL is never below 0.',
      'zh-CN':
        '两样都没用上，学生照样达到 {{agreement_both}}：一层的教师用一层就能学像，而且它为每一行作答，并不缺标签。真正的问题没有报错，但有一个迹象：损失是 {{loss}}，而 KL 绝不会低于 0。',
    },
  },
};
