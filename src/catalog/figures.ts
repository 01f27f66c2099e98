// Every figure of a full report: what it is called, what it says, which way is better. Tables derive from this list, in its order.

import type { Localised } from '../lib/localised';

export interface FigureInfo {
  id: string;
  label: Localised;
  /** Where there is little room. */
  short?: Localised;
  help: Localised;
  /** A share from 0 to 1, or a number of nats. */
  unit: 'share' | 'nats';
  better: 'more' | 'less' | 'neither';
}

export const figures = [
  {
    id: 'exactCall',
    label: { en: 'Exact call', 'zh-CN': '调用完全正确' },
    help: {
      en: 'Plan and every call right, each name and argument, in dialogues that the model writes itself.',
      'zh-CN': '模型自己写出的对话中，计划和每个调用的名称与参数全部正确。',
    },
    unit: 'share',
    better: 'more',
  },
  {
    id: 'success',
    label: { en: 'Task success', 'zh-CN': '任务成功' },
    help: {
      en: 'The tools were really run: their results and the state of the world at the end are those of a right answer.',
      'zh-CN': '真正执行工具：结果和最终状态与正确答案一致。',
    },
    unit: 'share',
    better: 'more',
  },
  {
    id: 'accuracy',
    label: { en: 'Accuracy', 'zh-CN': '准确率' },
    help: {
      en: 'Share of right answers; for the agent, of right next tokens.',
      'zh-CN': '答对的比例；对智能体是下一个词元的正确率。',
    },
    unit: 'share',
    better: 'more',
  },
  {
    id: 'intentAccuracy',
    label: { en: 'Intent by its head', 'zh-CN': '意图头的准确率' },
    help: {
      en: 'Of a student with two heads: share of sentences whose intent the second head names rightly.',
      'zh-CN': '双头学生：第二个头说对意图的句子所占比例。',
    },
    unit: 'share',
    better: 'more',
  },
  {
    id: 'trainAccuracy',
    label: { en: 'On training data', 'zh-CN': '训练数据上' },
    help: {
      en: 'Share of right answers on what it was trained on: far above the accuracy, it has learnt by heart.',
      'zh-CN': '在训练数据上答对的比例：若远高于准确率，说明它在死记硬背。',
    },
    unit: 'share',
    better: 'more',
  },
  {
    id: 'macroF1',
    label: { en: 'Macro-F1', 'zh-CN': '宏平均 F1' },
    help: {
      en: 'Mean over the classes of F1 (the harmonic mean of precision and recall): rare classes count as much as common ones.',
      'zh-CN': '各类 F1（精确率与召回率的调和平均）的平均：少见的类别与常见的同样重要。',
    },
    unit: 'share',
    better: 'more',
  },
  {
    id: 'intent',
    label: { en: 'Intent', 'zh-CN': '意图' },
    help: { en: 'The first planned tool is right.', 'zh-CN': '计划中的第一个工具正确。' },
    unit: 'share',
    better: 'more',
  },
  {
    id: 'toolName',
    label: { en: 'Tool names', 'zh-CN': '工具名' },
    help: { en: 'All tools called are right, in order.', 'zh-CN': '调用的所有工具及其顺序正确。' },
    unit: 'share',
    better: 'more',
  },
  {
    id: 'argumentF1',
    label: { en: 'Argument F1', 'zh-CN': '参数 F1' },
    short: { en: 'Arguments', 'zh-CN': '参数' },
    help: {
      en: 'Arguments written against arguments wanted: those that are both, twice, over all.',
      'zh-CN': '写出的参数与应有的参数相比：两者共有的两倍除以总数。',
    },
    unit: 'share',
    better: 'more',
  },
  {
    id: 'reply',
    label: { en: 'Reply', 'zh-CN': '回复' },
    help: {
      en: 'Where a tool ran: the reply is one of those that tell its right result.',
      'zh-CN': '有工具运行时：回复说出了正确的结果。',
    },
    unit: 'share',
    better: 'more',
  },
  {
    id: 'agreement',
    label: { en: 'Agreement with the teacher', 'zh-CN': '与教师一致' },
    short: { en: 'Agreement', 'zh-CN': '一致率' },
    help: {
      en: 'Share on which both choose the same, right or wrong.',
      'zh-CN': '两者选择相同的比例，无论对错。',
    },
    unit: 'share',
    better: 'more',
  },
  {
    id: 'intentAgreement',
    label: { en: 'Agreement on the intent', 'zh-CN': '意图与教师一致' },
    help: {
      en: 'Of a student with two heads: share of sentences for which it and the teacher of intents name the same one.',
      'zh-CN': '双头学生：它与意图教师说出同一意图的句子所占比例。',
    },
    unit: 'share',
    better: 'more',
  },
  {
    id: 'divergence',
    label: { en: 'KL to the teacher', 'zh-CN': '与教师的 KL' },
    help: {
      en: 'How far its probabilities are from the teacher’s, at T = 1. 0 is the same.',
      'zh-CN': 'T = 1 时它的概率与教师相差多远。0 表示相同。',
    },
    unit: 'nats',
    better: 'less',
  },
  {
    id: 'calibrationError',
    label: { en: 'Calibration error', 'zh-CN': '校准误差' },
    help: {
      en: 'Mean gap between how sure it is and how often it is right (expected calibration error, ten bins).',
      'zh-CN': '自信程度与正确率之间的平均差距（期望校准误差，十个区间）。',
    },
    unit: 'share',
    better: 'less',
  },
  {
    id: 'auroc',
    label: { en: 'Out of scope (AUROC)', 'zh-CN': '范围外检测 (AUROC)' },
    help: {
      en: 'How well its confidence tells sentences of an intent from sentences of none. 50 % is guessing.',
      'zh-CN': '它的自信程度能多好地区分有意图和无意图的句子。50% 等于瞎猜。',
    },
    unit: 'share',
    better: 'more',
  },
  {
    id: 'entropy',
    label: { en: 'Doubt (entropy)', 'zh-CN': '犹豫（熵）' },
    help: {
      en: 'How spread its probabilities are. A teacher without doubts has little to say beyond its answer.',
      'zh-CN': '概率有多分散。毫不犹豫的教师除了答案之外说不出多少东西。',
    },
    unit: 'nats',
    better: 'neither',
  },
  {
    id: 'sure',
    label: { en: 'Nearly certain', 'zh-CN': '几乎确定' },
    help: {
      en: 'Share of answers with more than 99 % on one class.',
      'zh-CN': '一个类别的概率超过 99% 的回答所占比例。',
    },
    unit: 'share',
    better: 'neither',
  },
] as const satisfies readonly FigureInfo[];

export type FigureId = (typeof figures)[number]['id'];

/** A figure by its id. */
export const figureOf = (id: FigureId): FigureInfo => figures.find((figure) => figure.id === id)!;
