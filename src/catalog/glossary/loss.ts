// The loss and its terms.

import type { GlossaryEntry } from '../glossary';

export const entries: readonly GlossaryEntry[] = [
  {
    id: 'loss',
    term: { en: 'Loss', 'zh-CN': '损失' },
    names: ['loss function', 'loss curve', 'loss curves', '损失函数', '损失曲线', '目标函数'],
    asked: [
      'loss goes up',
      'loss rises',
      'loss falls',
      'loss does not fall',
      'compare losses',
      '损失上升',
      '损失不下降',
    ],
    everyday: true,
    text: {
      en: 'One number for how wrong the student is, which training lowers: L = λ·CE + (1−λ)·T²·KL. CE compares it with the labels, KL with the teacher. Losses at different T or λ are different sums, so compare accuracy, not losses.',
      'zh-CN':
        '说明学生错得多厉害的一个数，训练使它下降：L = λ·CE + (1−λ)·T²·KL。CE 与标签比，KL 与教师比。T 或 λ 不同时损失不是同一个和，所以要比准确率，而不是比损失。',
    },
    related: ['lambda', 'cross-entropy', 'kl', 't-squared'],
  },
  {
    id: 'lambda',
    term: { en: 'Lambda (λ)', 'zh-CN': 'Lambda (λ)' },
    names: [
      'lambda',
      'λ',
      'weight of the hard labels',
      'weight of the labels',
      'alpha',
      'λ at the end',
      '拉姆达',
      '兰姆达',
      '标签的权重',
    ],
    asked: [
      'choose lambda',
      'lamda',
      'best lambda',
      'lambda 0',
      'lambda 1',
      'raise lambda',
      'lambda zero',
      'lambda one',
      'λ 怎么选',
      'λ 取多少',
    ],
    text: {
      en: 'How much the true labels count in the loss; the rest, 1 − λ, is the teacher’s. At λ = 0 the student learns from the teacher alone, at λ = 1 the teacher has no say. Where few examples have labels, a small λ leaves the speaking to the teacher, who can answer all of them.',
      'zh-CN':
        '真实标签在损失中占多大分量；其余 1 − λ 属于教师。λ = 0 时学生只向教师学，λ = 1 时教师不起作用。有标签的样本很少时，λ 小一些，让能回答所有样本的教师来说话。',
    },
    related: ['loss', 'hard-labels', 'scarce-labels', 'cross-entropy'],
  },
  {
    id: 'cross-entropy',
    term: { en: 'Cross-entropy (CE)', 'zh-CN': '交叉熵 (CE)' },
    names: ['cross-entropy', 'cross entropy', 'ce', 'ce loss', 'soft cross-entropy', '交叉熵'],
    text: {
      en: 'How surprised the student is by the right answer: minus the logarithm of the probability it gave to it. 0 where it was certain and right, large where it was certain and wrong. With the teacher’s probabilities in place of a label it differs from the KL by a constant, the teacher’s entropy.',
      'zh-CN':
        '正确答案让学生多“意外”：它给正确答案的概率取对数再取负。确信且正确时为 0，确信却错误时很大。若把标签换成教师的概率，它与 KL 只差一个常数，即教师的熵。',
    },
    related: ['hard-labels', 'kl', 'entropy', 'loss'],
  },
  {
    id: 'kl',
    term: { en: 'KL divergence', 'zh-CN': 'KL 散度' },
    names: [
      'kl',
      'kullback-leibler',
      'kullback leibler',
      'kl term',
      'kl loss',
      'divergence',
      'relative entropy',
      'KL to the teacher',
      '散度',
      'KL 散度',
      '相对熵',
    ],
    asked: ['why not distance', 'what does kl measure', 'KL 是距离吗'],
    text: {
      en: 'How far the student’s probabilities are from the teacher’s: 0 where they are the same, never below. It is not a distance: KL(teacher‖student) and KL(student‖teacher) differ, and teach differently.',
      'zh-CN':
        '学生的概率与教师相差多远：相同时为 0，从不为负。它不是距离：KL(教师‖学生) 与 KL(学生‖教师) 不一样，教出的学生也不一样。',
    },
    related: ['reverse-kl', 'cross-entropy', 't-squared', 'jsd'],
  },
  {
    id: 't-squared',
    term: { en: 'T² (why the KL is multiplied by T squared)', 'zh-CN': 'T²（KL 为什么乘以 T 的平方）' },
    names: [
      't²',
      't^2',
      't2',
      't squared',
      'temperature squared',
      'squared temperature',
      'factor t squared',
      'T 平方',
      'T 的平方',
      '温度的平方',
      '温度平方',
      '乘以 T',
    ],
    asked: [
      'why multiply by t squared',
      'why times t squared',
      'without t squared',
      'scale of the gradient',
      'multiply the kl',
      '乘 T²',
    ],
    text: {
      en: 'Dividing the logits by T makes the gradient of the KL about T² times smaller: one T from the division, one because softened probabilities differ less. Multiplied by T² it keeps its size, so that λ means the same at every T. Without T², a high temperature would quietly silence the teacher; the microscope draws both.',
      'zh-CN':
        '把 logits 除以 T，会使 KL 的梯度缩小到约 1/T²：一个 T 来自除法，另一个来自软化后的概率差别变小。乘以 T² 就保持原来的大小，使 λ 在任何 T 下意义相同。没有 T²，温度一高教师就悄悄没了声音；显微镜里两种都画出来了。',
    },
    related: ['temperature', 'kl', 'gradient', 'lambda'],
  },
  {
    id: 'reverse-kl',
    term: { en: 'Forward and reverse KL', 'zh-CN': '前向与反向 KL' },
    names: [
      'forward kl',
      'reverse kl',
      'mode seeking',
      'mode covering',
      'mode-seeking',
      'mode-covering',
      '正向 KL',
      '前向 KL',
      '反向 KL',
      '模式覆盖',
      '模式寻找',
    ],
    asked: [
      'forward or reverse',
      'difference between forward and reverse kl',
      '前向还是反向',
      'which kl',
      'kl direction',
      'which direction',
      'asymmetric',
      '哪个方向',
      '方向',
    ],
    text: {
      en: 'Forward KL(teacher‖student) asks that the student leave out nothing that the teacher finds likely: it covers all modes and may blur between them. Reverse KL(student‖teacher) asks that the student say nothing that the teacher finds unlikely: it seeks one mode and is sharp. A student large enough to match the teacher does not care; a small one must choose. Forward is usual for classifying, reverse for writing text.',
      'zh-CN':
        '前向 KL(教师‖学生) 要求学生不漏掉教师认为可能的东西：覆盖所有模式，可能在其间变模糊。反向 KL(学生‖教师) 要求学生不说教师认为不可能的东西：抓住一个模式，更尖锐。足够大的学生两者都行，小学生只能选一个。分类常用前向，写文字常用反向。',
    },
    related: ['kl', 'jsd', 'on-policy', 'capacity-gap'],
  },
  {
    id: 'jsd',
    term: { en: 'Symmetric and Jensen–Shannon divergence', 'zh-CN': '对称散度与 Jensen–Shannon 散度' },
    names: [
      'jsd',
      'jensen-shannon',
      'jensen–shannon',
      'symmetric kl',
      'total variation',
      'skewed kl',
      'skewed',
      '对称 KL',
      '总变差',
      '偏斜 KL',
      '偏斜',
    ],
    text: {
      en: 'Ways to compare probabilities that lie between forward and reverse KL. They take the mean of both directions, or compare each side with a mixture of the two, which keeps the loss and its gradients from growing without bound. A parameter moves many of them from one direction to the other.',
      'zh-CN':
        '介于前向与反向 KL 之间的比较方法。它们取两个方向的平均，或让两边各与两者的混合相比，这样损失和梯度不会无限增大。其中许多有一个参数，可以从一个方向移到另一个方向。',
    },
    related: ['reverse-kl', 'kl'],
  },
  {
    id: 'logit-matching',
    term: { en: 'Matching logits (MSE)', 'zh-CN': '匹配 logits (MSE)' },
    names: [
      'mse',
      'squared error',
      'mean squared error',
      'logit mse',
      'squared difference',
      '均方误差',
      '匹配 logits',
    ],
    text: {
      en: 'The student copies the teacher’s raw scores; the loss is the mean squared difference. It is what distilling at a very high T comes to. It also copies what softmax would drown, such as noise in very unlikely answers.',
      'zh-CN':
        '学生直接模仿教师的原始得分，损失是差的平方的平均。T 非常高时的蒸馏就近似于它。它也会模仿 softmax 会淹没的东西，例如极不可能的答案里的噪声。',
    },
    related: ['logits', 'temperature', 'kl'],
  },
  {
    id: 'decoupled',
    term: { en: 'Decoupled distillation', 'zh-CN': '解耦蒸馏' },
    names: ['dkd', 'decoupled kd', 'target class', 'dist', 'DKD', '目标类别', '解耦'],
    text: {
      en: 'The KL taken apart: how sure the teacher is of the right class, and how it spreads the rest over the others. In the plain KL a sure teacher makes the second part tiny, although it holds the dark knowledge. Weighing both by themselves lets it speak.',
      'zh-CN':
        '把 KL 拆成两部分：教师对正确类别有多确信，以及它把剩余概率怎样分给其他类别。普通 KL 中，教师越确信，第二部分就越小，而暗知识正在其中。分别加权就能让它说话。',
    },
    related: ['kl', 'dark-knowledge', 'method'],
  },
  {
    id: 'label-smoothing',
    term: { en: 'Label smoothing', 'zh-CN': '标签平滑' },
    names: ['smoothing', 'smoothed labels', '平滑'],
    text: {
      en: 'A little probability is taken from the right class and given to all others alike. It keeps a model from being too sure. Unlike a teacher’s soft targets it says nothing about which wrong answers are near; a teacher trained with it often teaches worse.',
      'zh-CN':
        '从正确类别拿走一点概率，平均分给其他类别，使模型不至于太自信。与教师的软目标不同，它没有说哪些错误答案更接近；用它训练的教师往往教得更差。',
    },
    related: ['soft-targets', 'hard-labels', 'calibration'],
  },
  {
    id: 'wrong-tutorial',
    term: { en: 'Faults of a copied listing', 'zh-CN': '抄来的代码常见错误' },
    names: ['softmax twice', 'kldivloss', 'log softmax', 'log_softmax', '做两次 softmax'],
    asked: [
      'why does my code not learn',
      'student does not learn',
      'hardly learns',
      'textbook that cannot learn',
      '学不会',
      '学不动',
      'student not learning',
      'student learns nothing',
      'code does not learn',
      'bug',
      'mistake in code',
      '学生学不会',
      '不学习',
      '代码错误',
    ],
    text: {
      en: 'Code for distillation goes wrong in a few ways: softmax applied twice, probabilities handed to a KL that wants logarithms, T² left out, the labels or the teacher not used at all, or a learning rate so small that the student does not move. None of them raises an error; the loss even falls. A baseline beside the student gives them away.',
      'zh-CN':
        '蒸馏代码常见的错误：softmax 做了两次，把概率交给需要对数的 KL，漏了 T²，根本没用标签或教师，或学习率小到学生几乎不动。它们都不报错，损失甚至会下降。在学生旁边放一条基线就能看出来。',
    },
    related: ['softmax', 'baseline', 'learning-rate', 't-squared'],
  },
];
