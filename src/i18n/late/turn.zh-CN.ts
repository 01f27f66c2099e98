// The same keys as turn.en.ts, in Simplified Chinese.

import type { Words } from '../words';
import type { en } from './turn.en';

export const zhCN: Words<typeof en> = {
  intent: '意图',
  intents: '各模型认为的意图概率',
  openArguments:
    '没有运行工具 {{tool}}：这句话没有明说 {{missing}}。分类器只找意图，不找参数；智能体任务两样都找。',
  reply: '回答',
  plan: '计划',
  noTool: '不用工具',
  toolCall: '工具调用：{{name}}',
  running: '执行中…',
  thinking: '思考中…',
  stopped: '已停止',
  tokens: '{{count}} 个词元，{{seconds}} 秒',
  everyToken: '全部词元',
  tokensHelp: '指向一个词，或聚焦后用方向键移动：各模型对它有多大把握？',
  tokenChance: '“{{token}}”的概率',
  space: '空格',
  agreed: '{{of}} 个意见中 {{votes}} 个一致',
  tokensHelpTouch: '轻触一个词：各模型对它有多大把握？',
};
