import { type Figure, type Lesson, runNamed, valueOf } from '../lesson';
import { entry as fiveLabels } from '../presets/intents-five-labels';

/** Of 17 intents. */
const LABELS = 17 * 5;

export const entry: Lesson = {
  id: 'your-data',
  number: 11,
  title: { en: 'Your own data', 'zh-CN': '你自己的数据' },
  about: {
    en: 'Five labels a class, a frozen encoder as the teacher; then a file of yours.',
    'zh-CN': '每类五个标签，冻结的编码器当教师；然后换成你的文件。',
  },
  text: [
    {
      en: 'So far the data came with the page. With data of your own, sentences are easily had and labels are not: somebody must sit down and write them. How far do five a class go?',
      'zh-CN':
        '到目前为止，数据都是页面自带的。换成你自己的数据，句子很容易有，标签却不容易：得有人坐下来一个个写。每类五个标签能走多远？',
    },
    {
      en: 'A network that has read a great deal already knows which sentences are alike. Such a sentence encoder stays as it is, frozen; only one layer on top learns your classes, and for that a few labels are enough. Then it answers for all the sentences that nobody labelled, and a small student learns from its answers.',
      'zh-CN':
        '读过很多东西的网络，早就知道哪些句子相似。这样的“句子编码器”保持原样、冻结不动；只有顶上一层学习你的类别，为此少量标签就够了。然后它为所有没人标注的句子作答，一个小学生从它的回答中学习。',
    },
    {
      en: 'Here there are 17 intents with five labels each, 85 in all. The encoder is the teacher of this page’s agent, which has read requests of just this kind. The baseline is the same student with the 85 labels and no teacher.',
      'zh-CN':
        '这里有 17 种意图，每种五个标签，一共 85 个。编码器就是本页面智能体的教师，它读过的正是这类请求。“基线”是同样的学生，只有 85 个标签，没有教师。',
    },
  ],
  config: { ...fiveLabels.config, steps: 300, batchSize: 32, evalEvery: 100 },
  trial: {
    runs: [{ id: 'five', name: { en: 'Five labels a class', 'zh-CN': '每类五个标签' }, config: {} }],
    prediction: {
      ask: {
        en: 'Of the mistakes that the student makes with 85 labels alone, how many will the teacher take away?',
        'zh-CN': '只有 85 个标签时学生会犯一些错误，教师能消除其中多少？',
      },
      choices: [
        {
          id: 'few',
          label: { en: 'Hardly any: it has seen the same 85', 'zh-CN': '几乎没有：它看到的也是这 85 个' },
        },
        { id: 'some', label: { en: 'Up to half of them', 'zh-CN': '不到一半' } },
        { id: 'most', label: { en: 'More than half', 'zh-CN': '一半以上' } },
      ],
    },
    read(result) {
      const run = runNamed(result, 'five');
      const [teacher, student, baseline] = (['teacher', 'student', 'baseline'] as const).map((arm) =>
        valueOf(run, arm, 'accuracy'),
      ) as [number, number, number];
      const fewer = (student - baseline) / (1 - baseline);
      const share = (
        id: 'teacher' | 'student' | 'baseline',
        value: number,
        en: string,
        zh: string,
      ): Figure => ({
        id,
        arm: id,
        label: { en, 'zh-CN': zh },
        value,
        unit: 'share',
        group: { en: 'Right on new sentences', 'zh-CN': '在新句子上的正确率' },
      });
      return {
        figures: [
          share('teacher', teacher, 'Encoder with a layer on top', '编码器加顶上一层'),
          share('student', student, 'Student of the encoder', '编码器的学生'),
          share('baseline', baseline, `${LABELS} labels, no teacher`, `${LABELS} 个标签，没有教师`),
          {
            id: 'gain',
            label: { en: 'Gain', 'zh-CN': '收益' },
            value: student - baseline,
            unit: 'points',
            hidden: true,
          },
          {
            id: 'fewer',
            label: { en: 'Mistakes gone', 'zh-CN': '消除的错误' },
            value: fewer,
            unit: 'share',
            hidden: true,
          },
          {
            id: 'behind',
            label: { en: 'Behind', 'zh-CN': '差距' },
            value: student - teacher,
            unit: 'points',
            hidden: true,
          },
        ],
        holds: student - baseline > 0.05,
        came: fewer < 0.1 ? 'few' : fewer > 0.5 ? 'most' : 'some',
        answer: student > baseline ? 'encoder' : 'alone',
      };
    },
    holds: {
      en: 'With the same 85 labels the student of the encoder is right on {{student}}, without a teacher on {{baseline}}: {{fewer}} of the mistakes are gone. The encoder itself comes to {{teacher}}.',
      'zh-CN':
        '同样的 85 个标签，编码器的学生正确率是 {{student}}，没有教师是 {{baseline}}：错误少了 {{fewer}}。编码器自己是 {{teacher}}。',
    },
    fails: {
      en: 'Not with this seed: {{student}} with the encoder, {{baseline}} without a teacher ({{fewer}} of the mistakes gone); the encoder itself {{teacher}}.',
      'zh-CN':
        '这个种子下不成立：有编码器是 {{student}}，没有教师是 {{baseline}}（错误少了 {{fewer}}）；编码器自己是 {{teacher}}。',
    },
    question: {
      ask: {
        en: 'You have 3,000 sentences, no labels, and an hour. What does your run speak for?',
        'zh-CN': '你有 3000 个句子，没有标签，只有一个小时。你的运行支持哪种做法？',
      },
      choices: [
        {
          id: 'alone',
          label: {
            en: 'Label 85 at once, and train the student on them alone',
            'zh-CN': '先标 85 个，只用它们训练学生',
          },
        },
        {
          id: 'encoder',
          label: {
            en: 'Label five a class, and let an encoder answer for the rest',
            'zh-CN': '每类标五个，其余让编码器来答',
          },
        },
        {
          id: 'without',
          label: { en: 'Wait until somebody labels them all', 'zh-CN': '等有人把它们全部标完' },
        },
      ],
    },
    because: {
      en: 'The labels were the same; what the encoder added is {{gain}}, because it answered for all the other sentences. But it can only tell apart what it has learnt to, and this one was at home here. With other sentences look first at what the teacher itself gets right: the student is a copy of that (here {{behind}}).',
      'zh-CN':
        '标签是一样的；编码器多带来 {{gain}}，因为它为其余所有句子作了答。但它只能分清自己学过的东西，而这里正是它的地盘。换了别的句子，先看教师自己答对多少：学生只是它的复制品（这里相差 {{behind}}）。',
    },
  },
  onwards: {
    opens: 'data',
    text: [
      {
        en: 'One row a sentence, with its label in another column, is all that a file needs: CSV, JSON Lines, Parquet, Rasa and others. Leave the label empty where you have none. Five a class teach; whatever else you label tells you how good the result is. The file is read in this page and stays on this device.',
        'zh-CN':
          '文件只需要每行一个句子，标签放在另一列：CSV、JSON Lines、Parquet、Rasa 等都可以。没有标签就留空。每类五个用来教；另外标注的，用来告诉你结果有多好。文件在本页面中读取，留在这台设备上。',
      },
      {
        en: 'For sentences unlike the agent’s bring an encoder, too: “Sentence encoders…” under Experiment takes one from files and says which. Then it stands under Teacher, and Distill does the rest.',
        'zh-CN':
          '如果句子与智能体的请求不像，请再带一个编码器：实验面板里的“句子编码器…”可以从文件读取，并告诉你选哪个。之后它会出现在“教师”里，按“蒸馏”即可。',
      },
    ],
  },
};
