// What newcomers say for words of the glossary, so that a question is found whichever of them it uses. Not names of an entry: those,
// and what people ask in their place, are beside it (glossary/).

import { stems } from '../lib/stems';

/** Words of one meaning, the one that the glossary uses first. */
const ALIKE = [
  'luck lucky chance coincidence accident accidental accidentally randomly fluke',
  'gain gains win winning improvement improve improves advantage',
  'device computer laptop machine phone pc',
  'internet wifi network',
  'upload send sent transmit transmitted',
  'fast faster fastest quick quicker quickly speed speedy',
  'beat beats outperform outperforms surpass surpasses exceed exceeds outdo outgrow overtake',
  'chatgpt gpt claude gemini openai',
  'long longer minutes hours duration',
  'significant statistically statistical',
  'colleague colleagues friend friends',
];

const first = new Map(
  ALIKE.flatMap((line) => {
    const [meant, ...others] = stems(line) as [string, ...string[]];
    return others.filter((other) => other !== meant).map((other): [string, string] => [other, meant]);
  }),
);

/** The same in Chinese, which stems cut anywhere. */
const ALIKE_HAN: readonly (readonly [RegExp, string])[] = [
  [/老师/g, '教师'],
  [/电脑|计算机|手机|机器/g, '设备'],
  [/没有?网络|没网|断网|不联网|不上网/g, '离线'],
  [/偶然|碰巧|巧合|侥幸/g, '运气'],
  [/提升|提高|进步|优势|领先/g, '收获'],
  [/(?:发送|传出|外传|传到)(?:出去)?/g, '上传'],
  [/更?快(?:一些|得多|多少)?/g, ' 快 '],
  [/比(.{1,6})强/g, '超过$1'],
  [/胜过|赢过|强过|好过|比过/g, '超过'],
  [/样例|例子/g, '样本'],
  [/多长时间|几分钟|多长|多少时间|多少分钟/g, '多久'],
];

/** A stem as the glossary would have it. */
export const everydayStem = (stem: string): string => first.get(stem) ?? stem;

/** A text with its Chinese words as the glossary would have them. */
export const everydayHan = (text: string): string =>
  ALIKE_HAN.reduce((said, [word, meant]) => said.replace(word, meant), text);
