// How the page is used: where to begin, how long it takes, how to share, how to put right.

import type { GlossaryEntry } from '../glossary';

export const entries: readonly GlossaryEntry[] = [
  {
    id: 'first-steps',
    term: { en: 'Where to begin', 'zh-CN': '入门步骤' },
    names: ['first steps', '入门'],
    asked: [
      'where do i start',
      'what should i do first',
      'how do i begin',
      'what do i press',
      '从哪里开始',
      '先做什么',
      '怎么开始',
      '怎么用这个页面',
      'which button',
      '第一步',
    ],
    everyday: true,
    text: {
      en: 'Press “Distill”: the settings on the table are an experiment that works. While it runs, move T or λ and watch the curves; at its end read “Proof”, and ask student and teacher the same in the chat. “Lessons” leads through it, one question at a time.',
      'zh-CN':
        '按“蒸馏”：已经设好的就是一个可行的实验。运行时移动 T 或 λ，看曲线怎么变；结束后读“验证”，并在聊天里问学生和教师同样的话。“课程”会一次一个问题地带您走一遍。',
    },
    related: ['distillation', 'task', 'temperature', 'lambda'],
  },
  {
    id: 'run-time',
    term: { en: 'How long a run takes', 'zh-CN': '运行要多久' },
    names: ['time left', '剩余时间'],
    asked: [
      'how long does training take',
      'how long does a run take',
      'how long until it is finished',
      'how many minutes',
      '训练要多久',
      '训练多久',
      '蒸馏要多久',
    ],
    everyday: true,
    text: {
      en: 'Points take seconds, the agent of the first preset a minute to a minute and a half on two processor cores; “Time left” counts down while it runs. A teacher that is trained first, a race over seeds and every cell of a sweep cost a run each. More steps or larger models take longer in proportion.',
      'zh-CN':
        '平面上的点只要几秒，第一个预设的智能体在两个处理器核心上一分钟到一分半；运行时“剩余时间”会倒数。先训练一位教师、比赛中的每个种子、扫描的每一格，都各要一次运行。步数更多或模型更大，时间按比例变长。',
    },
    related: ['step', 'backend', 'race', 'checkpoint'],
  },
  {
    id: 'sharing',
    term: { en: 'Sharing an experiment', 'zh-CN': '分享实验' },
    names: ['share link', 'run file', '分享链接', '运行文件'],
    asked: [
      'share my experiment',
      'share my result',
      'send to a colleague',
      'show a colleague',
      '分享我的实验',
      '分享结果',
      '发给同事',
      '结果 同事',
      '分享 同事',
      'open my experiment',
    ],
    everyday: true,
    text: {
      en: 'The address of the page holds the whole experiment: copy it, or “Copy share link” under “Runs”, and who opens it has the same settings and the same seed. “Export run” saves settings, curves and report as a file that “Open run file” reads. Neither holds your data; the run file has no weights.',
      'zh-CN':
        '页面地址就含有整个实验：复制它，或在“运行记录”里“复制分享链接”，打开的人就有同样的设置和种子。“导出运行”把设置、曲线和报告存成文件，“打开运行文件”可以读回。两者都不含您的数据，运行文件也不含权重。',
    },
    related: ['seed', 'model-files', 'privacy'],
  },
  {
    id: 'corrections',
    term: { en: 'Corrections', 'zh-CN': '纠正' },
    names: ['put right', '更正'],
    asked: [
      'correct a wrong answer',
      'fix a wrong answer',
      'fix a mistake',
      'student answers wrong',
      'teach it what is right',
      '回答错',
      '纠正错误',
      '答错了怎么办',
      '答错',
    ],
    everyday: true,
    text: {
      en: 'What the student did wrong in the chat can be put right: “Correct…” under its turn asks for the call or the reply that would have been right. It is tried out first, then kept; a run under way learns it with its next steps, a finished student when you say so. What that gained, and what it cost elsewhere, is measured.',
      'zh-CN':
        '学生在聊天里做错的可以纠正：它那一轮下面的“纠正…”会问怎样的调用或回答才对。先试运行，再保存；进行中的运行在接下来几步就学，已完成的学生则等您吩咐。收获多少、别处损失多少，都会测量。',
    },
    related: ['agent', 'tool-call', 'student'],
  },
  {
    id: 'keeping',
    term: { en: 'Keeping a student', 'zh-CN': '保留学生' },
    names: ['keep the student', 'library of models', '模型库'],
    asked: [
      'use the student again',
      'use the student later',
      'student next week',
      'save the student',
      '以后再用',
      '保存学生',
      '留住学生',
    ],
    everyday: true,
    text: {
      en: 'What a run trains is listed under “Library” on this device. “Keep” makes it stay when its run is deleted; from there it can be talked with, made a teacher, compressed or exported, today or next week.',
      'zh-CN':
        '运行训练出的模型都列在本设备的“模型库”里。“保留”使它在运行被删除后仍然存在；在那里可以与它对话、让它当教师、压缩或导出，今天或下周都行。',
    },
    related: ['model-files', 'checkpoint', 'compression'],
  },
  {
    id: 'comparing',
    term: { en: 'Comparing runs', 'zh-CN': '对比运行' },
    names: ['two runs on one chart'],
    asked: ['compare two runs', 'curves on one chart', 'runs side by side', '比较运行', '对比两次运行'],
    everyday: true,
    text: {
      en: 'Mark two runs or more under “Runs” and press “Compare”: their curves stand on one chart, with a table of what differs in their settings. One run each proves little; a race over seeds tells a difference from luck.',
      'zh-CN':
        '在“运行记录”里勾选两次或更多运行，按“对比”：它们的曲线画在同一张图上，并列出设置的不同。各一次运行说明不了多少，对多个种子做比赛才能把差别与运气分开。',
    },
    related: ['race', 'sharing', 'seed'],
  },
  {
    id: 'chart-files',
    term: { en: 'Charts for slides', 'zh-CN': '把图放进幻灯片' },
    names: ['chart as a picture', '图表图片'],
    asked: [
      'save chart picture',
      'curves in slides',
      'powerpoint',
      'slides',
      'chart csv',
      '图 保存',
      '图片',
      '幻灯片',
    ],
    everyday: true,
    text: {
      en: 'Every chart has buttons that save it as a picture (PNG or SVG) and its figures as a table (CSV). “Present” shows one panel at a time in front of a class.',
      'zh-CN':
        '每张图都有按钮，可存成图片（PNG 或 SVG），并把数据存成表格（CSV）。“演示”则在课堂上一次显示一个面板。',
    },
    related: ['comparing', 'lecture'],
  },
  {
    id: 'lecture',
    term: { en: 'In front of a class', 'zh-CN': '用于课堂' },
    names: ['presentation view', 'lesson link', 'class link', '课程链接', '班级链接'],
    asked: [
      'for a lecture',
      'teach a class with it',
      'hide parts of the page',
      'make a lesson',
      'presentation',
      '上课',
      '课堂',
      '讲课',
    ],
    everyday: true,
    text: {
      en: '“Present” shows one panel after the other, by keys. Under “Lessons” there is the instructor’s pack, and “Make a lesson link” puts your words beside an experiment and takes out of sight what you do not need. “Class” under “Proof” deals every pupil a part and puts the results together. Slow motion is under “How a step flows”.',
      'zh-CN':
        '“演示”用按键逐个显示面板。“课程”里有教师手册，“生成课程链接”把您的文字放在实验旁边，并隐去不需要的部分。“验证”里的“班级”给每个学生分配一份，再汇总结果。慢动作在“一步如何流动”下面。',
    },
    related: ['first-steps', 'sharing', 'chart-files'],
  },
];
