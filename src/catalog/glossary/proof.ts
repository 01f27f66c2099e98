// How results are measured and compared.

import type { GlossaryEntry } from '../glossary';

export const entries: readonly GlossaryEntry[] = [
  {
    id: 'accuracy',
    term: { en: 'Accuracy', 'zh-CN': '准确率' },
    names: ['share of right answers', 'error rate', '正确率', '错误率'],
    asked: ['how good', 'how often right'],
    everyday: true,
    text: {
      en: 'The share of held-out examples that are answered rightly; for the agent, of next tokens. It only looks at the first choice: how sure the model was, and what it thought of the other answers, it does not see.',
      'zh-CN':
        '留出样本中答对的比例；对智能体是下一个词元。它只看第一选择：模型有多大把握、怎么看其他答案，它看不到。',
    },
    related: ['agreement', 'calibration', 'macro-f1', 'interval'],
  },
  {
    id: 'agreement',
    term: { en: 'Agreement with the teacher', 'zh-CN': '与教师的一致率' },
    names: ['agreement', 'agrees with the teacher', 'fidelity', '一致率', '一致', '保真度'],
    asked: [
      'agreement or accuracy',
      'difference between agreement and accuracy',
      'agreement accuracy',
      'what does agreement tell',
      'accuracy same agreement falls',
      'copied the teacher',
      '一致率说明什么',
    ],
    everyday: true,
    text: {
      en: 'How often student and teacher choose the same answer, right or wrong. It tells what accuracy cannot: whether the student learnt from this teacher or found its own way. Accuracy may stay while agreement falls, as with too high a T. Where a student agrees with the teacher’s mistakes, it has really copied it.',
      'zh-CN':
        '学生与教师选择相同答案的比例，无论对错。它说明准确率说不出的事：学生是真的学到了这位教师，还是走了自己的路。准确率可能不变而一致率下降，例如 T 过高时。如果学生连教师的错误也一致，那才是真的学到了它。',
    },
    related: ['accuracy', 'kl', 'temperature-too-high'],
  },
  {
    id: 'macro-f1',
    term: { en: 'Precision, recall and F1', 'zh-CN': '精确率、召回率与 F1' },
    names: [
      'macro-f1',
      'macro f1',
      'f1',
      'precision',
      'recall',
      'argument f1',
      '精确率',
      '召回率',
      '宏平均 F1',
      '参数 F1',
    ],
    everyday: true,
    text: {
      en: 'Precision: of the answers that name a class, how many are right. Recall: of the examples of the class, how many are found. F1 is their harmonic mean; macro-F1 the mean over classes, so that rare classes count as much as common ones.',
      'zh-CN':
        '精确率：说是某类的回答中有多少正确。召回率：该类样本中有多少被找到。F1 是两者的调和平均；宏平均 F1 对各类取平均，少见的类与常见的同样重要。',
    },
    related: ['accuracy', 'confusion-matrix', 'class'],
  },
  {
    id: 'confusion-matrix',
    term: { en: 'Confusion matrix', 'zh-CN': '混淆矩阵' },
    names: ['confusion', 'confusions', '混淆'],
    everyday: true,
    text: {
      en: 'A table of what was answered for each right class: on the diagonal what is right, beside it which class is taken for which. Two classes that are often confused are alike for the model, or for the data.',
      'zh-CN':
        '一张表，列出每个正确类别被答成了什么：对角线上是对的，旁边是哪类被当成了哪类。经常混淆的两类，对模型或对数据来说是相像的。',
    },
    related: ['class', 'macro-f1', 'dark-knowledge'],
  },
  {
    id: 'race',
    term: { en: 'Race', 'zh-CN': '比赛' },
    names: ['races', 'verdict', 'comparison over seeds', 'controls', '结论', '对照实验', '对照组'],
    asked: ['did it help', 'which wins', 'fair', '谁赢'],
    everyday: true,
    text: {
      en: 'Student and baseline side by side over several seeds: the same data order, first weights and steps for both, so that only the teacher differs. The verdict says whether the difference is larger than luck. Further controls can race, too, to tell where a gain comes from.',
      'zh-CN':
        '学生与基线在若干种子上并排训练：数据顺序、初始权重和步数都一样，只差教师。结论说明差别是否大于运气。还可以加入其他对照，看收益来自哪里。',
    },
    related: ['baseline', 'seed', 'interval', 'teacher-labels'],
  },
  {
    id: 'interval',
    term: { en: 'Interval (95 %)', 'zh-CN': '区间 (95%)' },
    names: [
      'interval',
      'confidence interval',
      '95 % interval',
      'bootstrap',
      'wilson',
      'student’s t',
      'significant',
      'error bars',
      '置信区间',
      '显著',
      '自助法',
    ],
    asked: [
      'is the gain luck',
      'more than luck',
      'shaded area',
      'shaded band',
      'is the difference real',
      'significance',
      'could be chance',
      '差别是真的吗',
      'is it luck',
      '不是运气',
      '运气',
      'how sure',
      '多大把握',
    ],
    everyday: true,
    text: {
      en: 'Where a figure would about lie with other test examples or other seeds: in 95 of 100 such repeats the interval covers the true value. Where the interval of a difference holds 0, it may be luck. More examples and more seeds make it narrower.',
      'zh-CN':
        '换一批测试样本或换种子时，指标大约会落在哪里：100 次重复中约有 95 次区间包含真实值。如果差别的区间包含 0，它可能只是运气。样本和种子越多，区间越窄。',
    },
    related: ['seed', 'race', 'held-out', 'percentage-points'],
  },
  {
    id: 'percentage-points',
    term: { en: 'Percentage points', 'zh-CN': '百分点' },
    names: ['percentage point', '百分点差'],
    everyday: true,
    text: {
      en: 'The difference of two shares: from 60 % to 66 % is 6 percentage points, though it is 10 per cent more.',
      'zh-CN': '两个比例之差：从 60% 到 66% 是 6 个百分点，虽然相对增加了 10%。',
    },
    related: ['accuracy', 'interval'],
  },
  {
    id: 'sweep',
    term: { en: 'Sweep', 'zh-CN': '扫描' },
    names: [
      'sweeps',
      'heat map',
      'grid',
      'try all values',
      'tuning',
      'hyperparameter',
      'best setting',
      '热图',
      '网格',
      '调参',
      '超参数',
    ],
    asked: ['best setting', '最好的设置'],
    everyday: true,
    text: {
      en: 'One run for every combination of two settings, drawn as a heat map: it shows where T, λ or a size begins to matter. The best of many cells is partly the luckiest one, so race it over seeds before you believe it.',
      'zh-CN':
        '对两个设置的每种组合各运行一次，画成热图：可以看到 T、λ 或大小从哪里开始起作用。许多格子中最好的那个有一部分是运气，所以相信之前先用多个种子比赛。',
    },
    related: ['temperature-too-high', 'race', 'seed'],
  },
  {
    id: 'worth-in-labels',
    term: { en: 'Worth in labels', 'zh-CN': '抵多少标签' },
    names: ['labels saved', 'how many labels', '值多少标签', '标签计数', '省下的标签'],
    text: {
      en: 'How many labels more the baseline would need to be as good as the student. It puts the teacher’s help into work saved, and is small where labels are plenty.',
      'zh-CN': '基线要多少标签才能和学生一样好。它把教师的帮助换算成省下的标注工作；标签充足时这个数很小。',
    },
    related: ['scarce-labels', 'baseline'],
  },
  {
    id: 'exact-call',
    term: { en: 'Exact call', 'zh-CN': '调用全对' },
    names: ['exact calls', 'tool names', '调用完全正确', '工具名'],
    text: {
      en: 'The share of dialogues in which the agent’s plan and every call is right, each name and argument. Strict: one wrong number, and the dialogue does not count.',
      'zh-CN': '计划和每个调用（名称与参数）都正确的对话所占比例。很严格：错一个数，整段对话就不算。',
    },
    related: ['agent', 'tool-call'],
  },
  {
    id: 'success',
    term: { en: 'Task success', 'zh-CN': '任务成功' },
    names: ['success', 'right result', 'state of the world'],
    everyday: true,
    text: {
      en: 'The tools were really run, and results and world at the end are those of a right answer. Another way that comes to the same counts as well, which “exact call” would not allow.',
      'zh-CN':
        '真的运行了工具，而且结果和最终状态与正确答案一致。换一种做法但殊途同归也算，“调用全对”则不算。',
    },
    related: ['exact-call', 'agent'],
  },
  {
    id: 'decision-map',
    term: { en: 'Decision map', 'zh-CN': '决策图' },
    names: ['decision maps', 'boundary', 'decision boundary', '决策边界', '边界'],
    asked: ['coloured regions', 'coloured areas', 'what the colours mean', '颜色 区域', '颜色的意思'],
    text: {
      en: 'What a model of points answers at every place of the plane: the colour is the class, pale is unsure. Side by side they show how smooth the teacher’s borders are, and how much of them student and baseline took over.',
      'zh-CN':
        '平面点模型在每个位置的回答：颜色是类别，淡色表示不确定。并排看，能看出教师的边界有多平滑，学生和基线学到了多少。',
    },
    related: ['mlp', 'class', 'entropy'],
  },
  {
    id: 'microscope',
    term: { en: 'Microscope', 'zh-CN': '显微镜' },
    names: ['look into a sentence', '观察一个句子'],
    everyday: true,
    text: {
      en: 'The panel that looks at one sentence, dialogue or point: what each model thinks of it at any T, where student and teacher differ, why the student is wrong, how hard each part of the loss pulls.',
      'zh-CN':
        '观察一个句子、对话或点的面板：每个模型在任意 T 下怎么想，学生与教师哪里不同，学生为什么错，损失的每部分拉得多用力。',
    },
    related: ['dark-knowledge', 't-squared', 'attention', 'cka'],
  },
  {
    id: 'cka',
    term: { en: 'Likeness of layers (CKA)', 'zh-CN': '层的相似度 (CKA)' },
    names: ['cka', 'how alike the layers are', '层的相似度'],
    text: {
      en: 'How alike what two layers hold is, from 0 (nothing in common) to 1 (the same but for a turn and a scale), even where their widths differ. It shows which layer of the student came to do the work of which layer of the teacher.',
      'zh-CN':
        '两层内容有多相似，从 0（毫无共同）到 1（只差旋转和缩放），宽度不同也能比。它显示学生的哪层承担了教师哪层的工作。',
    },
    related: ['hidden-layer', 'feature-matching', 'microscope'],
  },
];
