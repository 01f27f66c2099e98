// The same keys as training.en.ts, in Simplified Chinese.

import type { Words } from '../words';
import type { en } from './training.en';

export const zhCN: Words<typeof en> = {
  maps: '决策图',
  mapOf: '决策图：{{who}}',
  mapsHelp: '各模型在各处给出的答案；颜色淡表示不确定。标记是训练点。',
  noMaps: '训练开始后出现决策图。',
  slowTitle: '为什么几乎不动？',
  slow: '程序没有问题。Adam 每一步最多大约把每个权重移动一个学习率：{{steps}} 步 × {{rate}} = 总共 {{reach}}。而教师与学生的随机起点平均每个权重相差 0.2，最多 0.6，很大一段路根本没有走到。',
  slowFix: '使用有效的学习率',
  keepTeacher: '保存这位教师',
  keepTeacherHelp: '教师属于这次运行。另取名称保存到本设备，即可直接教其他学生。',
  teacherName: '教师名称',
  defaultTeacherName: '{{size}} · {{set}}',
  teacherKept: '已保存到本设备：“{{name}}”。',
  flow: {
    title: '第 {{step}} 步如何流动',
    pace: '节奏',
    empty: '点击“蒸馏”或“单步”，这里就会显示最近一步的各项大小。',
    batch: '批次',
    positions: '个计入的位置',
    forward: '双方作答',
    softened: '以 T = {{T}} 软化',
    compared: '比较答案',
    loss: '损失',
    back: '回到学生',
    gradient: '梯度',
    rate: '乘以学习率 {{rate}}',
    paces: { full: '全速', slow: '每秒 2 步', slower: '2 秒一步' },
  },
  rollout: {
    title: '最近写的对话',
    by: { student: '学生写于第 {{step}} 步', teacher: '教师所写，用于第 {{step}} 步' },
    counts: '目前共写 {{written}} 段，保留 {{kept}} 段',
    less: '教师认为更不可能',
    same: '同样可能',
    more: '教师认为更可能',
    ratio: 'log p(教师) − log p(学生) = {{ratio}}',
  },
  layerMap: {
    layer: '第 {{layer}} 层',
    words: '词嵌入',
    with: '与{{layers}}相连',
    alone: '未相连',
    unknown:
      '没有 {{map}} 这样的层：学生有 {{student}} 层，教师有 {{teacher}} 层（学生的层写在前面）。请连接存在的层。',
    teacherUnknown: '这位教师有多少层，运行开始时才知道。',
    standard: '标准映射',
  },
  mixture: {
    shares: '各教师在损失中的份额',
    share: '损失份额',
    sharesHelp: '各位教师对学生的牵引各占多少：它在该样本上的权重乘以它与学生的距离 (KL)，再除以总和。',
    noShares: '学生走出第一步后，这里显示份额。',
    weights: '最近一批的权重',
    row: '样本',
    token: '词元',
    label: '类别',
    labelHidden: '对学生不可见',
    noWeights: '学生走出第一步后，这里显示权重。',
  },
  more: {
    softRows: '软目标',
    softRowsHelp: '全部训练句子，或只是学生看得到标签的句子：后者只有“软”这一点不同。',
    softRowsAll: '全部句子',
    softRowsLabelled: '有标签的句子',
    start: '初始权重',
    startHelp:
      '学生从哪里开始：由随机种子产生的权重，或模型库中任务、大小和分词器都相同的某个模型的权重。基线等对手也从同样的权重开始，所以差别仍然只在教师；该模型以前学到的东西对它们都一样有效。',
    fromSeed: '由随机种子产生',
    plainStudent: '普通 Llama',
    plainStudentHelp:
      '学生不用涂抹（涂抹让注意力头不花代价看到前一个词元）。其他程序（llama.cpp、transformers）可以直接运行它；同样大小下学得稍差。',
    cacheTargets: '只问教师一次',
    cacheTargetsHelp:
      '记住教师的输出（最多 256 MB），同一段对话再次出现时只需计算学生。关闭后每次都重新询问教师。',
  },
  course: '{{name}} 的走势：第一步 {{start}}，最后一步 {{end}}',
  courseAdaptive: '{{name}} 的走势：随差距缩小从 {{start}} 到 {{end}}',
};
