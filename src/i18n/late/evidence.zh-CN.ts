// The same keys as evidence.en.ts, in Simplified Chinese.

import type { Words } from '../words';
import type { en } from './evidence.en';

export const zhCN: Words<typeof en> = {
  title: '与 Hinton 的实测对比',
  gained: '{{where}}：高 {{points}} 个百分点 [{{low}}, {{high}}]，{{seeds}} 个种子。',
  lost: '{{where}}：更差，{{points}} 个百分点 [{{low}}, {{high}}]，{{seeds}} 个种子。',
  undecided: '{{where}}：{{seeds}} 个种子看不出差别（{{points}} 个百分点 [{{low}}, {{high}}]）。',
};
