// Ways to distil.

import type { GlossaryEntry } from '../glossary';

export const entries: readonly GlossaryEntry[] = [
  {
    id: 'method',
    term: { en: 'Method', 'zh-CN': '方法' },
    names: ['methods', 'hinton', 'way to distil', '蒸馏方法', '哪种方法'],
    asked: ['which method is best', 'choose a method', '哪种方法最好', '方法怎么选'],
    everyday: true,
    text: {
      en: 'What of the teacher the student is to match, and how the two are compared: answers, features inside, relations between examples, or whole texts. Hinton’s is the plainest: KL of softened answers, plus labels. Choose another for a reason, and race it against Hinton’s.',
      'zh-CN':
        '学生要匹配教师的什么、怎样比较：答案、内部特征、样本之间的关系，或整段文字。Hinton 的方法最朴素：软化后答案的 KL，加上标签。换别的方法要有理由，并与它比赛。',
    },
    related: ['distillation', 'kl', 'feature-matching', 'sequence-level'],
  },
  {
    id: 'feature-matching',
    term: { en: 'Matching features (hints)', 'zh-CN': '匹配特征（提示层）' },
    names: [
      'hint',
      'hints',
      'fitnets',
      'feature matching',
      'tinybert',
      'layer map',
      'layers compared',
      'projection',
      '提示',
      '特征匹配',
      '投影',
      '层的对应',
    ],
    text: {
      en: 'The student’s hidden layers are drawn towards the teacher’s, not only its answers. As the widths differ, a learnt projection stands between them; a layer map says which layer learns from which. It helps deep students early on, and costs a tuning of its weight.',
      'zh-CN':
        '不仅答案，学生的隐藏层也向教师靠近。宽度不同，中间要有一个学出来的投影；层的对应说明哪层向哪层学。它在训练初期对较深的学生有帮助，但权重需要调。',
    },
    related: ['hidden-layer', 'minilm', 'relations'],
  },
  {
    id: 'minilm',
    term: { en: 'Attention relations (MiniLM)', 'zh-CN': '注意力关系 (MiniLM)' },
    names: ['minilm', 'value relations', 'query key value', '注意力关系'],
    text: {
      en: 'The student learns how the tokens of a text relate inside one layer of the teacher: which look at which, and whose values are alike. Relations have the same shape at any width, so that no projection is needed.',
      'zh-CN':
        '学生学习一段文字的词元在教师某一层内部的关系：谁看谁，谁的值相近。不论宽度，关系的形状都一样，所以不需要投影。',
    },
    related: ['attention', 'feature-matching', 'relations'],
  },
  {
    id: 'relations',
    term: { en: 'Relations between examples', 'zh-CN': '样本之间的关系' },
    names: [
      'relational',
      'rkd',
      'similarity preserving',
      'distances between examples',
      'angles',
      '关系蒸馏',
      '样本间距离',
      '相似性',
    ],
    everyday: true,
    text: {
      en: 'The student need not have the teacher’s features, only their geometry: examples that are near or alike for the teacher are to be so for the student. Distances, angles or similarities within a batch are compared.',
      'zh-CN':
        '学生不必拥有教师的特征，只要几何关系相同：对教师来说相近或相似的样本，对学生也应如此。比较的是一批样本内的距离、角度或相似度。',
    },
    related: ['feature-matching', 'batch'],
  },
  {
    id: 'sequence-level',
    term: { en: 'Sequence-level distillation', 'zh-CN': '序列级蒸馏' },
    names: [
      'sequence level',
      'transcripts',
      'transcript',
      'written answers',
      'seqkd',
      'written targets',
      '序列级',
      '抄写记录',
      '教师写的文字',
      '转录',
    ],
    asked: ['learn from transcripts'],
    everyday: true,
    text: {
      en: 'The teacher writes whole answers, and the student learns these texts as if they were labels. No probabilities are needed, so that any model that writes can teach. The student sees one answer where soft targets would show all.',
      'zh-CN':
        '教师写出整段回答，学生把这些文字当作标签来学。不需要概率，所以任何会写的模型都能当教师。学生只看到一个答案，而软目标会显示全部。',
    },
    related: ['token', 'on-policy', 'teacher-labels', 'agent'],
  },
  {
    id: 'teacher-labels',
    term: { en: 'Teacher’s answers as labels', 'zh-CN': '教师答案作为标签' },
    names: [
      'pseudo-labels',
      'pseudo labels',
      'teacher labels',
      'control arms',
      'teacher’s answers',
      '伪标签',
      '教师答案',
    ],
    asked: [
      'softness or the labels',
      '软度还是标签',
      'softness or labels',
      'is it the softness',
      'more labels or softness',
      '为什么有对照',
    ],
    text: {
      en: 'The student gets the teacher’s likeliest answer as a plain label, for all rows, without the softness. A control: if it gains as much as the student of soft targets, the gain was owed to more labels, not to dark knowledge. “Soft, labelled rows” is the opposite control.',
      'zh-CN':
        '学生把教师最可能的答案当作普通标签，用于所有样本，不含“软”的部分。这是对照：如果它的收益与软目标一样多，那么收益来自更多标签，而不是暗知识。“软目标·有标签样本”是相反的对照。',
    },
    related: ['soft-targets', 'hard-labels', 'race', 'baseline'],
  },
  {
    id: 'on-policy',
    term: { en: 'On-policy distillation', 'zh-CN': '同策略蒸馏' },
    names: [
      'on-policy',
      'on policy',
      'off-policy',
      'off policy',
      'on-policy share',
      'gkd',
      'student writes',
      'rollout',
      'rollouts',
      '同策略',
      '异策略',
      '离策略',
      '同策略份额',
      '学生自己写',
      '在策略',
    ],
    asked: ['off-policy or on-policy', 'learn from own texts'],
    text: {
      en: 'The student writes texts itself, and the teacher says at every token what it would have thought there. So the student learns in the situations into which its own mistakes lead it; off-policy it sees only faultless texts. It costs the time of writing, and begins when the student can write at all.',
      'zh-CN':
        '由学生自己写文字，教师在每个词元处说出它会怎么想。这样学生在自己的错误所导致的情形中学习；异策略时它只看到没有错误的文字。代价是写作的时间，而且要等学生能写了才开始。',
    },
    related: ['exposure-bias', 'sequence-level', 'reverse-kl', 'verified-sampling'],
  },
  {
    id: 'exposure-bias',
    term: { en: 'Exposure bias', 'zh-CN': '暴露偏差' },
    names: ['compounding errors', 'errors add up', 'teacher forcing', 'own mistakes', '错误累积'],
    text: {
      en: 'A model that learnt on right texts alone has never seen what follows its own mistakes: one wrong token leads to places that training did not show, and errors add up. Training on what it writes itself is the remedy.',
      'zh-CN':
        '只用正确文字训练的模型从没见过自己犯错之后的样子：一个错词元把它带到训练中没有的地方，错误越积越多。用它自己写的文字训练就是对策。',
    },
    related: ['on-policy', 'agent'],
  },
  {
    id: 'verified-sampling',
    term: { en: 'Verified sampling', 'zh-CN': '验证采样' },
    names: [
      'rejection sampling',
      'checked dialogues',
      'only right answers are learnt',
      '拒绝采样',
      '只学正确的',
    ],
    text: {
      en: 'Several answers are drawn, each is really run and checked, and only those that came to the right end are learnt. The check stands in for labels on the way. It needs a task where the result can be checked, such as a tool’s.',
      'zh-CN':
        '抽取若干回答，真的运行并检查，只学得到正确结果的那些。检查代替了过程中的标签。它需要结果可以检验的任务，例如工具调用。',
    },
    related: ['on-policy', 'agent', 'success'],
  },
  {
    id: 'rationale',
    term: { en: 'Reasons (step by step)', 'zh-CN': '理由（逐步蒸馏）' },
    names: [
      'rationale',
      'rationales',
      'step by step',
      'distilling step by step',
      'chain of thought',
      '理由',
      '逐步',
      '思维链',
    ],
    everyday: true,
    text: {
      en: 'The teacher gives not only its answer but why, and the student learns to write both. The reason is one more task on the same example, which helps where examples are few. When it answers, the student may leave it out.',
      'zh-CN':
        '教师不仅给出答案，还给出理由，学生学着写出两者。理由是同一样本上的又一个任务，在样本少时有帮助。回答时学生可以不写理由。',
    },
    related: ['sequence-level', 'scarce-labels', 'plan'],
  },
  {
    id: 'curriculum',
    term: { en: 'Curriculum', 'zh-CN': '由易到难（课程）' },
    names: ['easy first', 'order of examples', 'curriculum learning', '由易到难', '课程学习', '课程'],
    everyday: true,
    text: {
      en: 'Examples come in an order, easy ones first, until all are in. What is easy is said by the teacher’s doubt, by length or by the count of steps in the plan. The student sees the same examples as without it, only later.',
      'zh-CN':
        '样本按次序出现，先易后难，直到全部用上。难易由教师的犹豫、长度或计划的步数决定。学生看到的样本与不用课程时一样，只是先后不同。',
    },
    related: ['entropy', 'batch'],
  },
  {
    id: 'augmentation',
    term: { en: 'More sentences (augmentation)', 'zh-CN': '更多句子（数据增强）' },
    names: [
      'augmentation',
      'data augmentation',
      'added sentences',
      'unlabelled sentences',
      'teacher labels more',
      '数据增强',
      '新增句子',
      '无标签句子',
      '教师标注更多',
    ],
    text: {
      en: 'Sentences without labels are made from the training data, by leaving out, exchanging or joining words, or taken from another set; the teacher says what they mean. Labels could not be had for them, so this is where a teacher gives most. A control shows what they added.',
      'zh-CN':
        '从训练数据造出没有标签的句子（去掉、交换或拼接词），或取自另一个数据集，由教师来说它们的意思。它们本来得不到标签，所以教师在这里贡献最大。对照会显示它们带来了多少。',
    },
    related: ['scarce-labels', 'soft-targets', 'data-set'],
  },
];
