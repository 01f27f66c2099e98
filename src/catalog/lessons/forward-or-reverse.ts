import type { Localised } from '../../lib/localised';
import type { Arm } from '../arms';
import type { FigureId } from '../figures';
import { type Figure, type Lesson, type RunResult, runNamed, valueOf } from '../lesson';

/** Nats of doubt by which the two must differ to be told apart. */
const APART = 0.1;

export const entry: Lesson = {
  id: 'forward-or-reverse',
  number: 6,
  title: { en: 'Forward or reverse KL?', 'zh-CN': '正向 KL 还是反向 KL？' },
  about: {
    en: 'A student that cannot copy everything must err somewhere. The direction chooses where.',
    'zh-CN': '学不全的学生总要在某处出错；方向决定错在哪里。',
  },
  text: [
    {
      en: 'KL says how far two lists of probabilities are apart, and it is not the same both ways. Forward KL stands on the teacher’s side: it costs much to deny what the teacher finds possible. Reverse KL stands on the student’s side: it costs much to believe what the teacher finds impossible.',
      'zh-CN':
        'KL 说的是两串概率相差多远，而且两个方向并不一样。正向 KL 站在教师一边：教师认为可能的，学生若否认，代价很大。反向 KL 站在学生一边：教师认为不可能的，学生若相信，代价很大。',
    },
    {
      en: 'A student that can copy its teacher has no choice to make: both are 0 when the two agree. So here is one that cannot. Three rings lie inside one another, and the student can only draw straight borders. Two such students start from the same weights and learn from the same teacher, without labels. Only the direction differs.',
      'zh-CN':
        '如果学生能完全照着教师来，就没什么可选的：两者一致时，两个方向都是 0。所以这里用一个做不到的学生：三个圆环一个套一个，而学生只会画直的边界。两个这样的学生从同样的权重出发，向同一位教师学习，不用标签，只有方向不同。',
    },
  ],
  config: {
    task: 'points',
    dataset: 'rings',
    classes: 3,
    noise: 0.1,
    teacher: 'mlp-64x64',
    student: 'mlp-linear',
    temperature: 1,
    lambda: 0,
    labelShare: 1,
    learningRate: 0.02,
    steps: 300,
    batchSize: 64,
    evalEvery: 50,
  },
  trial: {
    runs: [
      { id: 'forward', name: { en: 'Forward KL', 'zh-CN': '正向 KL' }, config: { method: 'hinton' } },
      { id: 'reverse', name: { en: 'Reverse KL', 'zh-CN': '反向 KL' }, config: { method: 'reverse-kl' } },
    ],
    maps: ['teacher', 'student'],
    prediction: {
      ask: {
        en: 'Neither can be right. On the maps, strong colour is a sure answer and pale colour a doubtful one. What will they look like?',
        'zh-CN': '两个都做不对。图上颜色浓表示有把握，颜色淡表示犹豫。它们会是什么样子？',
      },
      choices: [
        {
          id: 'forward',
          label: { en: 'Forward KL pale, reverse KL strong', 'zh-CN': '正向 KL 淡，反向 KL 浓' },
        },
        {
          id: 'reverse',
          label: { en: 'Forward KL strong, reverse KL pale', 'zh-CN': '正向 KL 浓，反向 KL 淡' },
        },
        { id: 'same', label: { en: 'Both about the same', 'zh-CN': '两个差不多' } },
      ],
    },
    read(result) {
      const [forward, reverse] = [runNamed(result, 'forward'), runNamed(result, 'reverse')];
      const figure = (id: string, run: RunResult, arm: Arm, of: FigureId, group: Localised): Figure => ({
        id,
        arm,
        label:
          arm === 'teacher'
            ? { en: 'Teacher', 'zh-CN': '教师' }
            : run === forward
              ? { en: 'Student, forward KL', 'zh-CN': '学生，正向 KL' }
              : { en: 'Student, reverse KL', 'zh-CN': '学生，反向 KL' },
        value: valueOf(run, arm, of),
        unit: of === 'accuracy' ? 'share' : 'nats',
        group,
      });
      const doubt = {
        en: 'Doubt (entropy; three classes alike would be 1.10)',
        'zh-CN': '犹豫（熵；三类完全相等时为 1.10）',
      };
      const denied = {
        en: 'How far it denies what the teacher finds possible (forward KL)',
        'zh-CN': '教师认为可能的，它否认了多少（正向 KL）',
      };
      const right = { en: 'Right on new points', 'zh-CN': '在新点上的正确率' };
      const figures = [
        figure('doubtTeacher', forward, 'teacher', 'entropy', doubt),
        figure('doubtForward', forward, 'student', 'entropy', doubt),
        figure('doubtReverse', reverse, 'student', 'entropy', doubt),
        figure('deniedForward', forward, 'student', 'divergence', denied),
        figure('deniedReverse', reverse, 'student', 'divergence', denied),
        figure('rightForward', forward, 'student', 'accuracy', right),
        figure('rightReverse', reverse, 'student', 'accuracy', right),
      ];
      const at = (id: string): number => figures.find((one) => one.id === id)!.value;
      const surer = at('doubtForward') - at('doubtReverse');
      return {
        figures,
        holds: surer > APART && at('deniedReverse') > at('deniedForward'),
        came: Math.abs(surer) < APART ? 'same' : surer > 0 ? 'forward' : 'reverse',
        answer: 'reverse',
      };
    },
    holds: {
      en: 'Forward KL covers: its student spreads over everything that the teacher finds possible, and keeps {{doubtForward}} of doubt. Reverse KL seeks: its student picks and is surer, {{doubtReverse}} of doubt. The price is what it denies: {{deniedReverse}} against {{deniedForward}}.',
      'zh-CN':
        '正向 KL“覆盖”：学生把概率摊到教师认为可能的一切之上，保留了 {{doubtForward}} 的犹豫。反向 KL“寻找”：学生选定一个，更有把握，犹豫只有 {{doubtReverse}}。代价是它否认的更多：{{deniedReverse}} 对 {{deniedForward}}。',
    },
    fails: {
      en: 'With this seed the two are not told apart so: doubt {{doubtForward}} under forward KL, {{doubtReverse}} under reverse KL; denied {{deniedForward}} and {{deniedReverse}}.',
      'zh-CN':
        '这个种子下两者没有这样分开：犹豫在正向 KL 下为 {{doubtForward}}，反向 KL 下为 {{doubtReverse}}；否认的分别为 {{deniedForward}} 和 {{deniedReverse}}。',
    },
    question: {
      ask: {
        en: 'A teacher writes replies, and two quite different ones are equally good. A small student shall write one of them, not a blend of both. Which direction is made for that?',
        'zh-CN':
          '教师写回复时，有两种很不一样的说法同样好。小学生应当写出其中一种，而不是两种的混合。哪个方向适合？',
      },
      choices: [
        { id: 'forward', label: { en: 'Forward KL', 'zh-CN': '正向 KL' } },
        { id: 'reverse', label: { en: 'Reverse KL', 'zh-CN': '反向 KL' } },
        { id: 'either', label: { en: 'Either: the best point is the same', 'zh-CN': '都行：最优点一样' } },
      ],
    },
    because: {
      en: 'Reverse KL lets a student leave out some of the teacher’s answers for one that it can give: yours went down to {{doubtReverse}} of doubt. Whether it is right more often is another question: {{rightForward}} under forward KL and {{rightReverse}} under reverse KL here. And where a rare answer matters, forward KL is the one that does not let it go.',
      'zh-CN':
        '反向 KL 允许学生舍去教师的一部分答案，换来一个它给得出的：你的学生犹豫降到了 {{doubtReverse}}。它是否更常答对是另一回事：这里正向 KL 为 {{rightForward}}，反向 KL 为 {{rightReverse}}。如果少见的答案很重要，不会丢下它的是正向 KL。',
    },
  },
};
