// What an import may find in a row, in the words that a person reads, and the splits that rows go to. Those that leave a row out
// come first: data/import tells them apart by their order.

import type { Localised } from '../lib/localised';

export const SPLITS = ['train', 'validation', 'test'] as const;
export type SplitName = (typeof SPLITS)[number];

interface FindingEntry {
  id: string;
  /** Whether such rows stay out of the set. */
  leavesOut: boolean;
  label: Localised;
}

export const findings = [
  { id: 'empty', leavesOut: true, label: { en: 'no text', 'zh-CN': '没有文本' } },
  {
    id: 'uneven',
    leavesOut: true,
    label: {
      en: 'more or fewer cells than other rows (put texts with a comma in quotes)',
      'zh-CN': '单元格数与其他行不同（含逗号的文本请加引号）',
    },
  },
  { id: 'bad-chat', leavesOut: true, label: { en: 'not a whole dialogue', 'zh-CN': '不是完整的对话' } },
  {
    id: 'unknown-tool',
    leavesOut: true,
    label: { en: 'calls a tool that is not listed', 'zh-CN': '调用了未列出的工具' },
  },
  {
    id: 'bad-arguments',
    leavesOut: true,
    label: { en: 'arguments do not fit the tool', 'zh-CN': '参数不符合工具的定义' },
  },
  { id: 'duplicate', leavesOut: true, label: { en: 'duplicate', 'zh-CN': '重复' } },
  {
    id: 'contradiction',
    leavesOut: true,
    label: {
      en: 'contradiction: the same text has another label elsewhere',
      'zh-CN': '矛盾：相同文本在别处有不同标签',
    },
  },
  {
    id: 'leak',
    leavesOut: true,
    label: { en: 'also in the validation or test data', 'zh-CN': '也出现在验证或测试数据中' },
  },
  {
    id: 'unscored',
    leavesOut: true,
    label: { en: 'no label, where one is needed for checking', 'zh-CN': '用于检验却没有标签' },
  },
  {
    id: 'cut',
    leavesOut: false,
    label: { en: 'longer than 1000 characters: cut', 'zh-CN': '超过 1000 个字符：截断' },
  },
  {
    id: 'unlabelled',
    leavesOut: false,
    label: { en: 'no label: for the teacher’s soft targets alone', 'zh-CN': '没有标签：仅用于教师的软目标' },
  },
  {
    id: 'spelling',
    leavesOut: false,
    label: {
      en: 'label that is spelt differently elsewhere (capitals, spaces, - and _)',
      'zh-CN': '标签在别处写法不同（大小写、空格、- 和 _）',
    },
  },
  {
    id: 'merged',
    leavesOut: false,
    label: { en: 'label merged with its commonest spelling', 'zh-CN': '标签已并入最常见的写法' },
  },
  {
    id: 'several-labels',
    leavesOut: false,
    label: { en: 'several labels: the first is taken', 'zh-CN': '有多个标签：取第一个' },
  },
  {
    id: 'perhaps-names',
    leavesOut: false,
    label: {
      en: 'first row with a label of its own: the names of the columns?',
      'zh-CN': '首行的标签只出现一次：可能是列名？',
    },
  },
  {
    id: 'formula',
    leavesOut: false,
    label: { en: 'looks like a formula: kept as text', 'zh-CN': '像公式：按文本保留' },
  },
  {
    id: 'mojibake',
    leavesOut: false,
    label: { en: 'traces of a wrong encoding (Ã© for é)', 'zh-CN': '编码错误的痕迹（如 é 变成 Ã©）' },
  },
  {
    id: 'replacement',
    leavesOut: false,
    label: { en: 'characters that were lost before (\ufffd)', 'zh-CN': '此前已丢失的字符（\ufffd）' },
  },
  {
    id: 'control',
    leavesOut: false,
    label: { en: 'invisible control characters', 'zh-CN': '不可见的控制字符' },
  },
  {
    id: 'double-encoded',
    leavesOut: false,
    label: {
      en: 'arguments encoded twice as JSON: decoded twice',
      'zh-CN': '参数被两次编码为 JSON：已两次解码',
    },
  },
  {
    id: 'later-turns',
    leavesOut: false,
    label: {
      en: 'goes on after the first answer: only the first request is learnt',
      'zh-CN': '首次回答之后还有对话：只学习第一个请求',
    },
  },
  {
    id: 'many-calls',
    leavesOut: false,
    label: {
      en: 'more than three calls: for sentence intents alone',
      'zh-CN': '调用超过三次：仅用于句子意图',
    },
  },
] as const satisfies readonly FindingEntry[];

export type Finding = (typeof findings)[number]['id'];
/** In the order of their bits. */
export const FINDINGS: readonly Finding[] = findings.map(({ id }) => id);
