// What each finding of an import says to a person.

import type { Localised } from '../lib/localised';
import type { Finding } from './data-findings';

export const findingWords: Readonly<Record<Finding, Localised>> = {
  empty: { en: 'no text', 'zh-CN': '没有文本' },
  uneven: {
    en: 'more or fewer cells than other rows (put texts with a comma in quotes)',
    'zh-CN': '单元格数与其他行不同（含逗号的文本请加引号）',
  },
  'bad-chat': { en: 'not a whole dialogue', 'zh-CN': '不是完整的对话' },
  'unknown-tool': { en: 'calls a tool that is not listed', 'zh-CN': '调用了未列出的工具' },
  'bad-arguments': { en: 'arguments do not fit the tool', 'zh-CN': '参数不符合工具的定义' },
  duplicate: { en: 'duplicate', 'zh-CN': '重复' },
  contradiction: {
    en: 'contradiction: the same text has another label elsewhere',
    'zh-CN': '矛盾：相同文本在别处有不同标签',
  },
  leak: { en: 'also in the validation or test data', 'zh-CN': '也出现在验证或测试数据中' },
  unscored: { en: 'no label, where one is needed for checking', 'zh-CN': '用于检验却没有标签' },
  cut: { en: 'longer than 1000 characters: cut', 'zh-CN': '超过 1000 个字符：截断' },
  unlabelled: {
    en: 'no label: for the teacher’s soft targets alone',
    'zh-CN': '没有标签：仅用于教师的软目标',
  },
  spelling: {
    en: 'label that is spelt differently elsewhere (capitals, spaces, - and _)',
    'zh-CN': '标签在别处写法不同（大小写、空格、- 和 _）',
  },
  merged: { en: 'label merged with its commonest spelling', 'zh-CN': '标签已并入最常见的写法' },
  'several-labels': { en: 'several labels: the first is taken', 'zh-CN': '有多个标签：取第一个' },
  'perhaps-names': {
    en: 'first row with a label of its own: the names of the columns?',
    'zh-CN': '首行的标签只出现一次：可能是列名？',
  },
  formula: { en: 'looks like a formula: kept as text', 'zh-CN': '像公式：按文本保留' },
  mojibake: { en: 'traces of a wrong encoding (Ã© for é)', 'zh-CN': '编码错误的痕迹（如 é 变成 Ã©）' },
  replacement: { en: 'characters that were lost before (\ufffd)', 'zh-CN': '此前已丢失的字符（\ufffd）' },
  control: { en: 'invisible control characters', 'zh-CN': '不可见的控制字符' },
  'double-encoded': {
    en: 'arguments encoded twice as JSON: decoded twice',
    'zh-CN': '参数被两次编码为 JSON：已两次解码',
  },
  'later-turns': {
    en: 'has more than four turns: the first four are learnt',
    'zh-CN': '超过四轮：只学习前四轮',
  },
  'many-calls': {
    en: 'more than three calls: for sentence intents alone',
    'zh-CN': '调用超过三次：仅用于句子意图',
  },
};
