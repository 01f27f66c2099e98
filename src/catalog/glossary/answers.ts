// What models answer: scores, probabilities, labels.

import type { GlossaryEntry } from '../glossary';

export const entries: readonly GlossaryEntry[] = [
  {
    id: 'logits',
    term: { en: 'Logits', 'zh-CN': 'logits（原始得分）' },
    names: ['logit', 'raw scores', 'scores compared', '原始得分', 'logits 值'],
    text: {
      en: 'The raw scores that a model gives to every possible answer, before they become probabilities. Any number is allowed; only the differences matter. Softmax turns them into shares that sum to one.',
      'zh-CN':
        '模型给每个可能答案的原始得分，还没有变成概率。可以是任何数，只有差别才重要。softmax 把它们变成加起来等于一的概率。',
    },
    related: ['softmax', 'temperature', 'logit-matching'],
  },
  {
    id: 'softmax',
    term: { en: 'Softmax', 'zh-CN': 'softmax' },
    names: ['soft max', 'probability', 'probabilities', 'distribution', '概率', '概率分布', '分布'],
    text: {
      en: 'Turns scores into probabilities: each score is raised to a power of e and divided by the sum of all. Dividing the scores by T first makes the result flatter (T above 1) or sharper (below 1). It must be done once: a loss that applies it itself and is handed its result learns badly.',
      'zh-CN':
        '把得分变成概率：对每个得分取 e 的幂，再除以总和。先把得分除以 T，结果会更平（T 大于 1）或更尖（小于 1）。它只能做一次：如果损失自己会做，又把做过的结果交给它，就学不好。',
    },
    related: ['logits', 'temperature', 'wrong-tutorial'],
  },
  {
    id: 'soft-targets',
    term: { en: 'Soft targets', 'zh-CN': '软目标' },
    names: [
      'soft target',
      'soft labels',
      'soft label',
      'soft probabilities',
      'softened',
      'softness',
      '软标签',
      '软化',
      '软概率',
    ],
    asked: [
      'why does the student beat the baseline',
      'why are soft targets better than labels',
      'softer',
      '软目标为什么更好',
    ],
    text: {
      en: 'The teacher’s probabilities for every answer, in place of one right answer. They say how likely each wrong answer is, too, so that one example teaches more than its label. The student is trained to give the same ones.',
      'zh-CN':
        '教师对每个答案的概率，而不是一个正确答案。它也说出每个错误答案有多像，所以一个样本教的比标签更多。学生被训练得给出同样的概率。',
    },
    related: ['hard-labels', 'dark-knowledge', 'temperature'],
  },
  {
    id: 'hard-labels',
    term: { en: 'Hard labels', 'zh-CN': '硬标签' },
    names: [
      'hard label',
      'labels',
      'label',
      'true labels',
      'right answer',
      'ground truth',
      '标签',
      '真实标签',
      '正确答案',
    ],
    asked: ['does the student see the labels', 'which labels are seen', '学生看到标签'],
    everyday: true,
    text: {
      en: 'The one right answer of each example, as people wrote it: all or nothing. The cross-entropy compares the student with them, and λ says how much that counts. Labels cost work, which is why a teacher that does with fewer is worth something. The student sees no more of them than the share that you leave it; a teacher that is trained here has seen them all.',
      'zh-CN':
        '每个样本唯一的正确答案，由人标注：非此即彼。交叉熵把学生与它们比较，λ 决定这占多大分量。标签要花人力，所以能少用标签的教师才有价值。学生只看得到您留给它的那部分标签；在这里训练的教师看过全部标签。',
    },
    related: ['soft-targets', 'cross-entropy', 'lambda', 'scarce-labels'],
  },
  {
    id: 'dark-knowledge',
    term: { en: 'Dark knowledge', 'zh-CN': '暗知识' },
    names: [
      'second best answers',
      'second-best answers',
      'doubts of the teacher',
      'wrong answers of the teacher',
      '次优答案',
      '教师的犹豫',
    ],
    text: {
      en: 'What the small probabilities of the wrong answers tell: that a 2 looks more like a 3 than like a 7. Labels do not say it, a teacher’s soft targets do. A higher temperature brings it out; the microscope shows it for any sentence.',
      'zh-CN':
        '错误答案的小概率里所含的知识：例如 2 更像 3 而不像 7。标签不说这些，教师的软目标会说。温度高一些就能看见；显微镜可以显示任何句子的暗知识。',
    },
    related: ['soft-targets', 'temperature', 'microscope'],
  },
  {
    id: 'temperature',
    term: { en: 'Temperature (T)', 'zh-CN': '温度 (T)' },
    names: [
      'temperature',
      't',
      'teacher’s own temperature',
      'softmax temperature',
      'distillation temperature',
      '温度',
      '温度系数',
    ],
    asked: ['what does temperature change', 'why a temperature', 'raise temperature', '温度有什么用'],
    everyday: true,
    text: {
      en: 'The logits of teacher and student are divided by T before softmax. A higher T flattens the probabilities, so that second-best answers show and count; at T = 1 they are as they are. Usual values lie between 1 and 8. In the chat the student always answers at T = 1.',
      'zh-CN':
        '在 softmax 之前，教师和学生的 logits 都除以 T。T 越高，概率越平，次优答案也被看见、被计入；T = 1 时保持原样。常用值在 1 到 8 之间。聊天时学生总是用 T = 1。',
    },
    related: ['temperature-too-high', 't-squared', 'softmax', 'dark-knowledge'],
  },
  {
    id: 'temperature-too-high',
    term: { en: 'Too high a temperature', 'zh-CN': '温度过高' },
    names: ['high temperature'],
    asked: [
      'temperature too high',
      't too high',
      'what is too high',
      'best temperature',
      'which temperature',
      'choose temperature',
      'temperature too low',
      '温度太高',
      'T 太大',
      '温度选多少',
      '最好的温度',
      '温度太低',
      'temperature too large',
      'where is too high seen',
      'choose t',
      '温度怎么选',
    ],
    everyday: true,
    text: {
      en: 'Where T is too high, all answers look nearly alike: the differences that teach drown in small ones that are noise. It is seen first in the agreement with the teacher and the KL, which get worse, while accuracy may stay for long, because the order of the answers survives. A sweep over T shows where it begins: on easy tasks often above 8.',
      'zh-CN':
        'T 过高时，所有答案看起来都差不多：有用的差别淹没在噪声般的小差别里。首先变差的是与教师的一致率和 KL，准确率可能长时间不变，因为答案的次序还在。对 T 做扫描就能看到从哪里开始：简单任务往往在 8 以上。',
    },
    related: ['temperature', 'agreement', 'sweep', 'kl'],
  },
  {
    id: 'entropy',
    term: { en: 'Entropy', 'zh-CN': '熵' },
    names: [
      'uncertainty',
      'how unsure',
      'nats',
      'nearly certain',
      '不确定',
      '不确定程度',
      '犹豫',
      '几乎确定',
      '奈特',
    ],
    asked: ['doubt', 'hesitates'],
    text: {
      en: 'How spread out probabilities are: 0 where all lies on one answer, largest where all are alike. It is measured in nats (with logarithms to the base e). A teacher of entropy near 0 has no doubts to pass on: its soft targets are hardly more than labels.',
      'zh-CN':
        '概率有多分散：全在一个答案上时为 0，全都一样时最大。单位是奈特（以 e 为底的对数）。熵接近 0 的教师没有犹豫可传：它的软目标几乎就是标签。',
    },
    related: ['soft-targets', 'cross-entropy', 'calibration'],
  },
  {
    id: 'calibration',
    term: { en: 'Calibration', 'zh-CN': '校准' },
    names: [
      'calibration error',
      'expected calibration error',
      'ece',
      'reliability plot',
      '校准误差',
      '置信度',
      '可靠性图',
      '自信程度',
      '把握',
    ],
    asked: ['confidence', 'overconfident', 'sure of itself', '过度自信'],
    everyday: true,
    text: {
      en: 'A model is well calibrated if it is right as often as it says: of answers given with 80 %, 80 % are right. The calibration error is the mean gap between the two; the reliability plot draws it. Soft targets often make a student better calibrated than labels do.',
      'zh-CN':
        '模型说有 80% 把握的回答中确实有 80% 正确，就是校准得好。校准误差是两者差距的平均，可靠性图把它画出来。用软目标训练的学生往往比用标签训练的校准得更好。',
    },
    related: ['entropy', 'accuracy', 'out-of-scope'],
  },
  {
    id: 'class',
    term: { en: 'Class', 'zh-CN': '类别' },
    names: ['classes', 'intent', 'intents', 'classifier', 'classification', '意图', '分类器', '分类'],
    everyday: true,
    text: {
      en: 'One of the fixed answers that a classifier chooses from: the colour of a point, or what a sentence asks for (its intent). With few classes a teacher has little to say beyond the label; with many, it can say which are alike.',
      'zh-CN':
        '分类器从中选择的固定答案之一：点的颜色，或一句话想要什么（意图）。类别少时教师除标签外说不出多少；类别多时，它可以说出哪些彼此相像。',
    },
    related: ['hard-labels', 'soft-targets', 'confusion-matrix', 'out-of-scope'],
  },
  {
    id: 'token',
    term: { en: 'Token', 'zh-CN': '词元' },
    names: [
      'tokens',
      'tokenizer',
      'tokeniser',
      'vocabulary',
      'pieces of words',
      'tokens per second',
      '分词器',
      '词表',
      '词片',
      '词汇表',
    ],
    everyday: true,
    text: {
      en: 'A piece of text, about a word or part of one, that a model reads and writes one at a time. The tokeniser cuts text into tokens of its vocabulary. For an agent the teacher’s probabilities are compared at every token.',
      'zh-CN':
        '一小段文字，大约一个词或其一部分，模型一次读写一个。分词器把文字切成词表中的词元。对智能体来说，每个词元上都会比较教师和学生的概率。',
    },
    related: ['language-model', 'transformer', 'agent'],
  },
  {
    id: 'top-k',
    term: { en: 'Classes kept (top k)', 'zh-CN': '保留的类别数 (top k)' },
    names: [
      'top k',
      'top-k',
      'classes kept',
      'answers kept',
      'target cache',
      'teacher asked once',
      '保留的类别',
      '已记住的回答',
      '只问教师一次',
    ],
    text: {
      en: 'Of the teacher’s probabilities only the k largest are used or stored, the rest as one sum. It saves memory where there are thousands of tokens, and takes away the noise of tiny probabilities. Answers that are kept need not be asked for again: the teacher’s work is done once.',
      'zh-CN':
        '教师的概率只用或只存最大的 k 个，其余合为一项。词元成千上万时可以省内存，也去掉了极小概率的噪声。保存下来的回答不必再问：教师的工作只做一次。',
    },
    related: ['soft-targets', 'token'],
  },
];
