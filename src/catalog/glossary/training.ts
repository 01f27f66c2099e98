// How training goes.

import type { GlossaryEntry } from '../glossary';

export const entries: readonly GlossaryEntry[] = [
  {
    id: 'step',
    term: { en: 'Step', 'zh-CN': '步' },
    names: ['steps', 'training step', 'steps per second', 'single step', '步数', '训练步', '单步', '一步'],
    asked: ['how many steps', '多少步'],
    everyday: true,
    text: {
      en: 'One round of training: a batch goes through teacher and student, their answers give the loss, its gradient moves the student’s weights a little. Thousands of them make a run. “Step” takes a single one, and “How a step flows” shows its sizes.',
      'zh-CN':
        '训练的一轮：一批样本经过教师和学生，两者的回答得出损失，损失的梯度把学生的权重移动一点点。几千步组成一次运行。“单步”只走一步，“一步如何流动”显示其中的数值。',
    },
    related: ['batch', 'gradient', 'loss', 'learning-rate'],
  },
  {
    id: 'batch',
    term: { en: 'Batch', 'zh-CN': '批' },
    names: ['batch size', 'batches', 'mini-batch', '批大小', '一批', '批次'],
    everyday: true,
    text: {
      en: 'The examples that are looked at together in one step. A larger batch gives a steadier gradient and costs more time a step.',
      'zh-CN': '一步中一起处理的样本。批越大，梯度越稳，每步花的时间也越多。',
    },
    related: ['step', 'epoch', 'gradient'],
  },
  {
    id: 'epoch',
    term: { en: 'Pass (epoch)', 'zh-CN': '轮' },
    names: ['epoch', 'epochs', 'passes', 'teacher’s passes', '轮数', '训练轮数', '一遍'],
    everyday: true,
    text: {
      en: 'Once through all training examples. A teacher that is trained here takes so many passes; too few, and it has nothing to teach, too many, and it may learn by heart.',
      'zh-CN': '把所有训练样本过一遍。这里训练的教师要走若干轮：太少就没什么可教，太多则可能死记硬背。',
    },
    related: ['step', 'overfitting', 'teacher'],
  },
  {
    id: 'learning-rate',
    term: { en: 'Learning rate', 'zh-CN': '学习率' },
    names: ['lr', 'step size', 'halve the rate', '步长'],
    asked: [
      'choose a learning rate',
      '学习率怎么选',
      'learning rate too high',
      'learning rate too low',
      '学习率太高',
      '学习率太大',
    ],
    text: {
      en: 'How far each step moves the weights. Too small, and the student hardly moves; too large, and the loss jumps or becomes no number at all. Usual values lie around 0.001 to 0.01.',
      'zh-CN':
        '每一步把权重移动多远。太小，学生几乎不动；太大，损失会乱跳甚至变成非数值。常用值约为 0.001 到 0.01。',
    },
    related: ['gradient', 'optimiser', 'schedule', 'loss'],
  },
  {
    id: 'gradient',
    term: { en: 'Gradient', 'zh-CN': '梯度' },
    names: ['gradients', 'gradient norm', 'backpropagation', '梯度范数', '反向传播', '求导'],
    asked: ['what pulls at the student'],
    text: {
      en: 'For each weight, which way and how strongly the loss would change with it. The student’s weights move against it. Its norm is its length as one number: how hard the loss pulls at the student. The teacher gets none, it stays as it is.',
      'zh-CN':
        '对每个权重来说，损失会随它朝哪边、以多大强度变化。学生的权重逆着梯度移动。梯度范数是它的长度，一个数：损失拉学生有多用力。教师没有梯度，保持不变。',
    },
    related: ['t-squared', 'learning-rate', 'optimiser', 'loss'],
  },
  {
    id: 'optimiser',
    term: { en: 'Optimiser (Adam)', 'zh-CN': '优化器 (Adam)' },
    names: ['optimiser', 'optimizer', 'adam', 'adamw', 'muon', 'weight decay', '优化器', '权重衰减'],
    everyday: true,
    text: {
      en: 'The rule that turns gradients into moves of the weights. Adam gives each weight a step of about the learning rate, whatever the size of its gradient; so the learning rate times the number of steps is about how far a weight can get.',
      'zh-CN':
        '把梯度变成权重移动的规则。Adam 让每个权重每步移动大约一个学习率，不管梯度多大；所以学习率乘以步数大致就是一个权重能走的距离。',
    },
    related: ['gradient', 'learning-rate', 'step'],
  },
  {
    id: 'schedule',
    term: { en: 'Schedule', 'zh-CN': '变化计划' },
    names: [
      'schedules',
      'warm-up',
      'cosine',
      'linear schedule',
      't at the end',
      'annealing',
      'adaptive to the gap',
      'reacts to the gap',
      '预热',
      '余弦',
      '退火',
      '随差距自适应',
      'T 的终值',
      '对差距作出反应',
    ],
    everyday: true,
    text: {
      en: 'T, λ or the learning rate can change over a run: in a straight line, along a cosine, or by how far the student still is from its teacher. A high T at the start and a low one at the end is usual: first the broad picture, then the details.',
      'zh-CN':
        'T、λ 或学习率可以在运行中变化：沿直线、沿余弦，或依学生与教师的差距而变。常见的是开始时 T 高、结束时 T 低：先学大概，再学细节。',
    },
    related: ['temperature', 'lambda', 'learning-rate', 'early-stopping'],
  },
  {
    id: 'early-stopping',
    term: { en: 'Early stopping', 'zh-CN': '提前停止' },
    names: ['stop after checks without progress', 'stopping early', '早停', '没有进步', '无进步'],
    text: {
      en: 'The run ends when its checks on held-out data have shown no progress for a while. It saves time and guards against learning by heart.',
      'zh-CN': '当留出数据上的评估有一阵没有进步时，运行就结束。省时间，也防止死记硬背。',
    },
    related: ['held-out', 'overfitting', 'schedule'],
  },
  {
    id: 'seed',
    term: { en: 'Seed', 'zh-CN': '随机种子' },
    names: ['seeds', 'random seed', 'first weights', '种子', '初始权重'],
    asked: [
      'how many seeds',
      'same result again',
      'reproducible',
      'luck',
      '几个种子',
      '可重复',
      '运气',
      'two runs differ',
      'different result',
      'same result twice',
      '结果不一样',
      '两次 结果',
      'another result',
    ],
    everyday: true,
    text: {
      en: 'The number from which all chance of a run follows: first weights, order of the data, noise. The same seed gives the same run. One seed can be luck, so a comparison needs several: that is what a race is for.',
      'zh-CN':
        '一次运行中所有随机性的源头：初始权重、数据顺序、噪声。种子相同，运行就相同。一个种子可能是运气，所以比较要用好几个：比赛就是为此。',
    },
    related: ['race', 'interval'],
  },
  {
    id: 'overfitting',
    term: { en: 'Overfitting', 'zh-CN': '过拟合' },
    names: [
      'learnt by heart',
      'learning by heart',
      'memorise',
      'generalise',
      'on training data',
      '死记硬背',
      '泛化',
      '训练数据上',
    ],
    asked: ['memorising'],
    text: {
      en: 'The model knows its training examples by heart and does worse on new ones: accuracy on training data rises, that on held-out data does not. Soft targets work against it, for there is more in them to learn than an answer to remember.',
      'zh-CN':
        '模型把训练样本背下来了，遇到新样本反而差：训练数据上的准确率上升，留出数据上的却不升。软目标有助于防止它，因为其中要学的比一个要记住的答案多。',
    },
    related: ['held-out', 'dropout', 'soft-targets'],
  },
  {
    id: 'dropout',
    term: { en: 'Dropout', 'zh-CN': 'Dropout（随机丢弃）' },
    names: ['word dropout', 'dropping out', '词丢弃', '随机丢弃'],
    text: {
      en: 'In training, a random share of units (or, with word dropout, of words) is left out at each step. The model cannot lean on any single one and learns by heart less easily. When it answers, nothing is left out.',
      'zh-CN':
        '训练时每一步随机去掉一部分单元（词丢弃则是去掉词）。模型不能依赖任何一个，也就不那么容易死记硬背。回答时什么也不去掉。',
    },
    related: ['overfitting'],
  },
  {
    id: 'moving-average',
    term: { en: 'Moving average of the weights', 'zh-CN': '权重的滑动平均' },
    names: [
      'moving average',
      'ema',
      'rate of the average',
      'averaged weights',
      '滑动平均',
      '权重平均',
      '平均的速率',
    ],
    text: {
      en: 'A copy of the student whose weights are the mean of the latest steps. It is steadier than the weights of any single step, so checks and chat use it; in self-distillation it is the teacher.',
      'zh-CN':
        '学生的一个副本，其权重是最近若干步的平均。它比任何一步的权重都稳，所以评估和聊天用它；在自蒸馏中它就是教师。',
    },
    related: ['self-distillation', 'step'],
  },
  {
    id: 'checkpoint',
    term: { en: 'Checkpoint', 'zh-CN': '检查点' },
    names: ['checkpoints', 'kept run', '继续运行'],
    asked: [
      'close the page',
      'go on later',
      '关掉页面',
      'close the tab',
      'reload the page',
      'lose my run',
      '关闭页面',
      '关掉浏览器',
      '丢失 训练',
      'lose training',
      'reload',
      'lost run',
    ],
    everyday: true,
    text: {
      en: 'All that a run needs to go on later: weights, optimiser, random state, step. It is kept on this device every so often, so that closing the page loses little.',
      'zh-CN':
        '之后继续运行所需的一切：权重、优化器、随机状态、步数。它每隔一段时间保存在本设备上，所以关掉页面也丢不了多少。',
    },
    related: ['step', 'optimiser'],
  },
  {
    id: 'start-weights',
    term: { en: 'First weights', 'zh-CN': '初始权重' },
    names: [
      'initialisation',
      'initialization',
      'start from a model',
      'fine-tuning',
      'fine-tune',
      '初始化',
      '微调',
      '从已有模型开始',
    ],
    text: {
      en: 'What the student’s weights are before the first step: random, by the seed, or those of a model that you kept. From a finished model the run is a fine-tuning: it needs fewer steps, and forgets what it is not shown again.',
      'zh-CN':
        '第一步之前学生的权重：由种子随机产生，或来自您保存的模型。从训练好的模型开始就是微调：需要的步数少，没再看到的东西会被忘记。',
    },
    related: ['seed', 'parameters'],
  },
  {
    id: 'backend',
    term: { en: 'Backend', 'zh-CN': '后端' },
    names: ['webgpu', 'webgl', 'wasm', 'webassembly', 'gpu', 'software renderer', '引擎', '显卡', '软件渲染'],
    asked: ['faster', 'slow', 'speed', 'why is it slow', '太慢', '速度', '更快', 'graphics card'],
    everyday: true,
    text: {
      en: 'What computes: the graphics card through WebGPU or WebGL, or the processor through WebAssembly (WASM). “Auto” takes a real graphics card where there is one. All give the same results but for rounding; only the speed differs.',
      'zh-CN':
        '由什么来计算：显卡（经 WebGPU 或 WebGL），或处理器（经 WebAssembly，WASM）。“自动”会优先选真正的显卡。结果除舍入外都一样，只是速度不同。',
    },
    related: ['step'],
  },
];
