// The same keys as lesson.en.ts, in Simplified Chinese.

import type { Words } from '../words';
import type { en } from './lesson.en';

export const zhCN: Words<typeof en> = {
  list: {
    title: '课程',
    help: '每一课只有几句话、你的一个预测，和一个在本设备上不到一分钟的实验。离开时，你自己的实验会回来。',
    close: '关闭课程',
    open: '打开',
  },
  title: '本课',
  leave: '离开本课',
  all: '全部课程',
  next: '下一课：{{title}}',
  predict: '你的预测',
  run: '运行实验',
  again: '再运行一次',
  stop: '停止实验',
  first: '先选一个：猜错的，才记得牢。',
  busy: '有运行正在进行。等它结束或把它停下，这里才能开始。',
  runs_one: '一次运行，不到一分钟。',
  runs_other: '{{count}} 次运行，不到一分钟。',
  running: '第 {{run}} 次运行，共 {{runs}} 次：{{name}}',
  preparing: '正在准备……',
  step: '第 {{step}} 步，共 {{steps}} 步',
  stopped: '没有运行到底，所以没有结果可读。请再运行一次。',
  failed: '没有运行到底，原因见提示。请再运行一次。',
  result: '你的运行说明了什么',
  map: '{{who}}：在各处的回答',
  mapOfRun: '{{run}}，{{who}}：在各处的回答',
  holds: '成立。',
  fails: '在这里不成立。',
  hit: '你猜对了。',
  missed: '你的预测是“{{choice}}”，结果是“{{came}}”。',
  question: '问题',
  right: '对。',
  wrong: '不完全对：“{{right}}”。',
  points: '{{value}} 个百分点',
  times: '{{value}} 倍',
  nats: '{{value}} 奈特',
};
