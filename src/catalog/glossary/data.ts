// The data that is learnt from, and what is held back.

import type { GlossaryEntry } from '../glossary';

export const entries: readonly GlossaryEntry[] = [
  {
    id: 'task',
    term: { en: 'Task', 'zh-CN': '任务' },
    names: ['tasks', 'points in the plane', 'spirals', 'rings', 'blobs', '平面上的点', '螺旋'],
    asked: ['which tasks are there', '有哪些任务'],
    everyday: true,
    text: {
      en: 'What the models are to learn: to tell the colour of points in the plane (a network of seconds, whose borders one sees), the intent of a sentence, or to act as an agent. Start with points to see how things hang together; the others show the same with words.',
      'zh-CN':
        '模型要学的事：判断平面上点的颜色（几秒就能训练，边界看得见）、句子的意图，或当一个智能体。先用点来看清道理，其他任务用文字展示同样的事。',
    },
    related: ['data-set', 'class', 'agent', 'decision-map'],
  },
  {
    id: 'data-set',
    term: { en: 'Data set', 'zh-CN': '数据集' },
    names: [
      'dataset',
      'training rows',
      'training prompts',
      'own data',
      '训练数据',
      '样本',
      '自己的数据',
      '训练提示',
    ],
    asked: ['my own data', 'my own file', 'which data', 'own file', 'import', '用自己的文件', '导入'],
    everyday: true,
    text: {
      en: 'The examples that are learnt from and tested on: points, sentences with labels, or dialogues. One comes with the page for each task; your own file can take its place and stays on this device.',
      'zh-CN':
        '用来学习和测试的样本：点、带标签的句子，或对话。每个任务都自带一个；也可以换成您自己的文件，它不会离开本设备。',
    },
    related: ['held-out', 'hard-labels', 'augmentation'],
  },
  {
    id: 'held-out',
    term: { en: 'Held-out data', 'zh-CN': '留出数据' },
    names: [
      'test set',
      'held-out examples',
      'held out',
      'test share',
      'validation',
      'evaluate every',
      'test examples',
      '测试集',
      '留出样本',
      '验证集',
      '评估间隔',
    ],
    asked: ['tested on'],
    text: {
      en: 'Examples that no model sees in training, kept back to test on. Only they tell what a model can do with something new. The fewer they are, the wider the interval around every figure.',
      'zh-CN':
        '训练中没有任何模型见过、留作测试的样本。只有它们能说明模型遇到新东西时的水平。样本越少，每个指标的区间越宽。',
    },
    related: ['overfitting', 'folds', 'interval', 'accuracy'],
  },
  {
    id: 'scarce-labels',
    term: { en: 'Share of labels (scarce labels)', 'zh-CN': '有标签的比例（标签稀缺）' },
    names: [
      'share of labels',
      'scarce labels',
      'few labels',
      'labels per class',
      'semi-supervised',
      '标签稀缺',
      '有标签的比例',
      '每类标签数',
      '半监督',
    ],
    asked: [
      'when does distillation help',
      'when does it help',
      '什么时候有用',
      '标签很少',
      'is distillation worth it',
      'few examples',
      'how many labels does it need',
      '蒸馏什么时候有用',
      '需要多少标签',
      'how many examples',
      'how much data',
      'how many sentences',
      '多少数据',
      '多少样本',
    ],
    text: {
      en: 'How many training examples have a label that student and baseline may see. Distillation helps most where labels are few: the teacher answers the unlabelled rows, the baseline cannot use them. With all labels at hand there is little left for a teacher to tell.',
      'zh-CN':
        '有多少训练样本带有学生和基线可以看到的标签。标签少时蒸馏最有用：没有标签的样本由教师来回答，而基线用不上它们。标签齐全时，教师就没多少可说的了。',
    },
    related: ['hard-labels', 'lambda', 'worth-in-labels', 'augmentation'],
  },
  {
    id: 'noise',
    term: { en: 'Noise', 'zh-CN': '噪声' },
    names: ['noisy labels', 'wrong labels', '标签错误', '噪音'],
    everyday: true,
    text: {
      en: 'Chance in the data: points scattered over the border, labels that are wrong. Nobody can learn it, and a model that tries learns by heart. A teacher averages it away, so that its soft targets are cleaner than the labels.',
      'zh-CN':
        '数据中的随机成分：越过边界的点、标错的标签。它学不到，硬学就是死记硬背。教师会把它平均掉，所以它的软目标比标签更干净。',
    },
    related: ['overfitting', 'soft-targets'],
  },
  {
    id: 'folds',
    term: { en: 'Folds (cross-validation)', 'zh-CN': '折（交叉验证）' },
    names: ['fold', 'k-fold', 'cross-validation', 'cross validation', 'folds', '交叉验证', '折'],
    everyday: true,
    text: {
      en: 'For small data: the rows are dealt into k parts; each run holds back one and trains on the others, until every row was tested once by models that had not seen it. It gives the largest possible test without testing on what was learnt.',
      'zh-CN':
        '用于小数据：把样本分成 k 份，每次留出一份、用其余的训练，直到每个样本都被没见过它的模型测试一次。这样测试最大，又不会测到学过的东西。',
    },
    related: ['held-out', 'interval'],
  },
  {
    id: 'duplicates',
    term: { en: 'Duplicates and leaks', 'zh-CN': '重复与泄漏' },
    names: ['duplicate', 'duplicates', 'leak', 'leakage', '数据泄漏', '泄漏'],
    everyday: true,
    text: {
      en: 'The same row twice in the data. Where one lies in training and the other in the test, the test asks what was learnt by heart, and figures look better than they are. The import finds them and keeps each on one side.',
      'zh-CN':
        '数据中同一行出现两次。如果一次在训练、一次在测试，测试问的就是背下来的东西，指标会虚高。导入时会找出它们，并放在同一边。',
    },
    related: ['held-out', 'overfitting', 'data-set'],
  },
  {
    id: 'out-of-scope',
    term: { en: 'Out of scope (AUROC)', 'zh-CN': '范围外 (AUROC)' },
    names: ['out of scope', 'auroc', 'none of the classes', 'unknown requests', '范围外', '范围外检测'],
    text: {
      en: 'A request that belongs to none of the classes. A good model is less sure there. The AUROC says how well its confidence tells the two apart: 50 % is guessing, 100 % is without a mistake.',
      'zh-CN':
        '不属于任何类别的请求。好的模型在这里把握较小。AUROC 说明它的把握能多好地区分两者：50% 等于瞎猜，100% 毫无差错。',
    },
    related: ['calibration', 'class'],
  },
];
