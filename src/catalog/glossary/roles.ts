// Who takes part, and what they are.

import type { GlossaryEntry } from '../glossary';

export const entries: readonly GlossaryEntry[] = [
  {
    id: 'distillation',
    term: { en: 'Distillation', 'zh-CN': '蒸馏' },
    names: ['knowledge distillation', 'distil', 'distill', 'distilling', 'model distillation', '知识蒸馏'],
    asked: [
      'what is this page',
      'what is this for',
      'how does it work',
      'why distil',
      'why does distillation work',
      'why not train the small model',
      '蒸馏有什么好处',
      '为什么要蒸馏',
      '这个页面是做什么的',
      '直接训练小模型',
      'train the small model alone',
    ],
    text: {
      en: 'A small model, the student, learns to answer as a large one, the teacher, does. It copies not only the right answer but the probabilities of all answers, which tell it more than labels can. In the end the student is smaller and faster, and often better than if it had learnt from labels alone.',
      'zh-CN':
        '让小模型（学生）学着像大模型（教师）那样回答。它模仿的不只是正确答案，还有所有答案的概率，这比标签说得更多。最后学生更小更快，也往往比只用标签训练得更好。',
    },
    related: ['teacher', 'student', 'soft-targets', 'baseline'],
  },
  {
    id: 'teacher',
    term: { en: 'Teacher', 'zh-CN': '教师' },
    names: ['teacher model', 'large model', 'big model', '教师模型', '大模型', '老师'],
    asked: [
      'blue line',
      'who is the teacher',
      'how to choose a teacher',
      'teacher wrong',
      'teacher makes mistakes',
      '教师出错怎么办',
      '教师错',
      '教师 答错',
    ],
    everyday: true,
    text: {
      en: 'The model that is learnt from: usually large and already trained. Here it is a network, a sentence encoder, several models at once, or a language model behind an address. Its answers to the training examples are what the student is to match.',
      'zh-CN':
        '被学习的模型，通常很大而且已经训练好。这里它可以是一个网络、一个句子编码器、几个模型一起，或某个地址后面的语言模型。它对训练样本的回答就是学生要模仿的东西。',
    },
    related: ['student', 'soft-targets', 'capacity-gap', 'several-teachers'],
  },
  {
    id: 'student',
    term: { en: 'Student', 'zh-CN': '学生' },
    names: ['student model', 'small model', 'little model', '学生模型', '小模型'],
    asked: [
      'orange line',
      'copper line',
      'student smaller',
      'how small can the student be',
      '学生多小',
      'better than the teacher',
      'beat the teacher',
      '超过教师',
    ],
    everyday: true,
    text: {
      en: 'The small model that is trained. It starts from random weights and follows the loss: a share λ of true labels, the rest from the teacher. It can be talked with at any step. Where it comes to know more than its teacher, which the labels make possible, the report says so.',
      'zh-CN':
        '被训练的小模型。它从随机权重开始，按损失学习：λ 的份额来自真实标签，其余来自教师。任何一步都可以和它对话。如果它借助标签超过了教师，报告会说明。',
    },
    related: ['teacher', 'baseline', 'lambda'],
  },
  {
    id: 'baseline',
    term: { en: 'Baseline', 'zh-CN': '基线' },
    names: ['baseline model', 'labels alone', '对照'],
    asked: [
      '没有教师的学生',
      'student without teacher',
      'grey line',
      'gray line',
      'dashed line',
      'why a baseline',
      'why compare',
      'fair comparison',
      '为什么要基线',
      '为什么要比较',
    ],
    text: {
      en: 'The same small model, trained on labels alone: same first weights, same order of the data, same number of steps. Only what the student has beyond the baseline is owed to the teacher. Without it, a good student proves nothing.',
      'zh-CN':
        '同样的小模型，只用标签训练：初始权重、数据顺序、步数都一样。学生比基线多出来的部分，才是教师的功劳。没有基线，学生再好也说明不了什么。',
    },
    related: ['student', 'race', 'hard-labels'],
  },
  {
    id: 'assistant',
    term: { en: 'Assistant', 'zh-CN': '助教' },
    names: ['teacher assistant', 'assistants', 'intermediate model', 'chain of models', '助教链', '中间模型'],
    asked: ['when does an assistant help', '助教什么时候有用'],
    everyday: true,
    text: {
      en: 'A model of middle size between teacher and student: it learns from the teacher, and the student learns from it. It helps where the gap in size is so wide that the student cannot follow the teacher. Each link costs a training of its own and loses a little.',
      'zh-CN':
        '大小介于教师和学生之间的模型：它向教师学习，学生再向它学习。当大小差距太大、学生跟不上教师时有用。每一环都要多训练一次，也会损失一点。',
    },
    related: ['capacity-gap', 'teacher', 'student'],
  },
  {
    id: 'capacity-gap',
    term: { en: 'Capacity gap', 'zh-CN': '容量差距' },
    names: ['size gap', '大小差距'],
    asked: [
      'teacher too big',
      'bigger teacher',
      'teacher too large',
      'larger teacher better',
      'best size of the teacher',
      '教师太大',
      '更大的教师',
      '教师越大越好',
      '老师太大',
      'teacher too strong',
      'huge teacher',
      'does a large teacher hurt',
      '教师太强',
      'how big should the teacher be',
      'how large should the teacher be',
      'does a bigger teacher help',
      'teacher size',
      '教师应该多大',
    ],
    text: {
      en: 'A bigger teacher is not always better: yes, a teacher can be too big for its student. What a much larger model thinks can be too fine or too sure for a small one to copy, so that the student gains less than from a middling teacher. Whether it is so is measured: sweep over the teacher’s size, or put an assistant between them.',
      'zh-CN':
        '教师并非越大越好：对某个学生来说，教师可能太大。大得多的模型想得太细或太自信，小模型学不来，学生的收获反而不如向中等教师学习。是否如此要靠测量：对教师大小做扫描，或在中间放一个助教。',
    },
    related: ['assistant', 'teacher', 'sweep', 'parameters'],
  },
  {
    id: 'several-teachers',
    term: { en: 'Several teachers', 'zh-CN': '多位教师' },
    names: [
      'ensemble',
      'mixture of teachers',
      'mixture',
      'router',
      '集成',
      '混合',
      '专长教师',
      '专长',
      '路由',
    ],
    asked: ['more than one teacher', 'two teachers', '多个教师', '两位教师'],
    text: {
      en: 'One student can learn from several teachers at once. Their answers are averaged, weighed by how sure each is, or each question goes to the one that knows it (a router). That helps where each teacher is good at something else.',
      'zh-CN':
        '一个学生可以同时向几位教师学习。它们的回答可以取平均、按各自的把握加权，或把每个问题交给懂它的那位（路由）。当各位教师各有所长时有用。',
    },
    related: ['teacher', 'soft-targets', 'entropy'],
  },
  {
    id: 'self-distillation',
    term: { en: 'Self-distillation', 'zh-CN': '自蒸馏' },
    names: ['teach itself', 'born-again', 'own teacher', '自己教自己', '自我蒸馏'],
    text: {
      en: 'A model learns from itself: from an average of its own earlier weights, or from itself with a hint in view. No larger teacher is needed. It smooths what is learnt, but brings in nothing that the model could not find by itself.',
      'zh-CN':
        '模型向自己学习：向自己过去权重的平均，或向看到了提示的自己。不需要更大的教师。它让学到的东西更平滑，但带不来模型自己找不到的知识。',
    },
    related: ['teacher', 'moving-average'],
  },
  {
    id: 'language-model',
    term: { en: 'Language model', 'zh-CN': '语言模型' },
    names: ['llm', 'large language model', 'llm teacher', '大语言模型', 'LLM 教师'],
    asked: [
      'chatgpt as teacher',
      'a language model as teacher',
      'which language models',
      '大模型当教师',
      '语言模型当教师',
    ],
    everyday: true,
    text: {
      en: 'A model that writes text token by token, each with a probability given all before it. A large one behind an address can be a teacher here: what it writes or labels is learnt by the student. Only then does text leave the page, and only after you agree.',
      'zh-CN':
        '逐个词元写文字的模型，每个词元都有一个依据前文的概率。某个地址后面的大语言模型可以在这里当教师：学生学习它写的内容或标签。只有这时文字才会离开页面，而且要您先同意。',
    },
    related: ['token', 'teacher', 'transformer'],
  },
  {
    id: 'parameters',
    term: { en: 'Parameters', 'zh-CN': '参数量' },
    names: [
      'parameter',
      'parameter count',
      'weights',
      'model size',
      'size of the model',
      '参数',
      '权重',
      '模型大小',
    ],
    asked: [
      'how many parameters',
      '多少参数',
      'why is the student faster',
      'small model faster',
      'how much faster',
      '学生更快',
      '模型更快',
    ],
    everyday: true,
    text: {
      en: 'The numbers inside a model that training changes, also called its weights. Their count is the model’s size: it decides how much it can hold, how much memory it takes and how fast it answers. A tenth of them is about a tenth of the work for every answer: that is why a student is faster, and “Proof” measures by how much.',
      'zh-CN':
        '模型内部由训练改变的数，也叫权重。它们的个数就是模型的大小：决定它能装下多少、占多少内存、答得多快。参数是十分之一，每次回答的计算量也约为十分之一：这就是学生更快的原因，“验证”会测出快多少。',
    },
    related: ['transformer', 'mlp', 'capacity-gap', 'quantisation'],
  },
  {
    id: 'transformer',
    term: { en: 'Transformer', 'zh-CN': 'Transformer' },
    names: ['encoder', 'decoder', 'llama', 'transformer model', '编码器', '解码器'],
    everyday: true,
    text: {
      en: 'The kind of network that reads text here: layers in which every token looks at others (attention) and is worked on by itself. An encoder reads a whole sentence and names its class; a decoder reads from left to right and writes the next token.',
      'zh-CN':
        '这里用来读文字的网络：若干层，每层里每个词元先看其他词元（注意力），再各自处理。编码器读完整句并给出类别；解码器从左往右读，写出下一个词元。',
    },
    related: ['attention', 'hidden-layer', 'token', 'parameters'],
  },
  {
    id: 'mlp',
    term: { en: 'MLP', 'zh-CN': 'MLP（多层感知机）' },
    names: ['multilayer perceptron', 'linear model', 'neural network', '多层感知机', '神经网络', '线性模型'],
    text: {
      en: 'The plainest neural network: numbers go in, pass through hidden layers of simple units, and come out as one score for each class. Without a hidden layer it is a linear model, which can only draw straight borders.',
      'zh-CN':
        '最简单的神经网络：输入几个数，经过由简单单元组成的隐藏层，输出每个类别的得分。没有隐藏层就是线性模型，只能画直的边界。',
    },
    related: ['hidden-layer', 'decision-map', 'logits'],
  },
  {
    id: 'hidden-layer',
    term: { en: 'Hidden layer', 'zh-CN': '隐藏层' },
    names: [
      'layer',
      'hidden states',
      'hidden state',
      'features inside the models',
      'features',
      '隐藏状态',
      '内部特征',
      '特征',
    ],
    text: {
      en: 'What a network works out between input and answer. Each layer turns its input into a list of numbers, its features, that the next one reads. Some methods let the student match the teacher’s features, not only its answers.',
      'zh-CN':
        '网络在输入与答案之间算出的东西。每一层把输入变成一串数（特征）交给下一层。有些方法让学生不仅匹配教师的答案，还匹配它的特征。',
    },
    related: ['feature-matching', 'transformer', 'mlp', 'cka'],
  },
  {
    id: 'attention',
    term: { en: 'Attention', 'zh-CN': '注意力' },
    names: ['attention map', 'attends', 'attention transfer', '注意力图', '注意力头'],
    everyday: true,
    text: {
      en: 'How a transformer lets one token look at others: shares that sum to one say how much it takes from each. Every layer has several heads that look for different things. Some methods teach the student to look where the teacher looks.',
      'zh-CN':
        'Transformer 让一个词元去看其他词元的方式：一组加起来等于一的比例，说明从每个词元取多少。每层有几个头，各自寻找不同的东西。有些方法教学生看教师所看的地方。',
    },
    related: ['transformer', 'minilm', 'token'],
  },
  {
    id: 'sentence-encoder',
    term: { en: 'Sentence encoder', 'zh-CN': '句子编码器' },
    names: ['embedding', 'embeddings', 'frozen encoder', 'head of the encoder', '嵌入', '句向量'],
    text: {
      en: 'A network, trained elsewhere on much text, that turns a sentence into a vector: sentences that mean alike lie near each other. It stays frozen; a small layer on top learns your labels, and the whole becomes a teacher.',
      'zh-CN':
        '在别处用大量文字训练好的网络，把句子变成向量：意思相近的句子彼此靠近。它保持冻结，只在顶上训练一小层来学您的标签，整体就成了教师。',
    },
    related: ['teacher', 'zero-shot'],
  },
  {
    id: 'zero-shot',
    term: { en: 'Names alone (zero-shot)', 'zh-CN': '仅凭名称（零样本）' },
    names: [
      'zero-shot',
      'zero shot',
      'names of the labels',
      'words for labels',
      'label words',
      '零样本',
      '标签名称',
      '标签的文字',
    ],
    text: {
      en: 'Guessing the class of a sentence from the names of the classes, without one labelled example. The encoder compares the sentence with what each name means. Good names matter: “card was stolen” says more than “class 7”.',
      'zh-CN':
        '不用一个有标签的样本，只凭类别的名称猜句子属于哪一类。编码器把句子与每个名称的意思相比。名称要取好：“卡被偷了”比“类别 7”说得多。',
    },
    related: ['sentence-encoder', 'class', 'scarce-labels'],
  },
];
