// 教师手册中课程周围的中文文字。

import type { Words } from '../words';
import type { en } from './pack.en';

export const zhCN: Words<typeof en> = {
  title: '教师手册',
  intro:
    '页面自带的全部课程：该问什么、会看到什么、要多久；最后是术语。内容直接取自课程本身。种子相同时，每台机器上的实验结果都一样（只差舍入）。',
  before:
    '上课之前：在要用的机器上先打开一次页面，这样没有网络也能用。页面顶部的“演示”一次只显示一个面板，按“?”列出按键。',
  print: '打印或存为 PDF',
  close: '关闭手册',
  plan: '安排',
  lesson: '课',
  minutes: '{{minutes}} 分钟',
  timing: '约 {{total}} 分钟：读 {{read}}，预测 {{foretell}}，运行和观察 {{run}}，讨论 {{talk}}。',
  notes: '讲稿',
  ask: '运行之前提问',
  expect: '会看到什么',
  measured: '种子 {{seed}}。{{tried}} 个种子中有 {{held}} 个成立；最长的用了 {{seconds}} 秒处理器时间。',
  unmeasured: '这一课还没有测量：上课前请用要用的种子运行一次。',
  comes: '成真',
  isRight: '正确',
  otherwise: '如果某个种子不是这样',
  after: '运行之后提问',
  onwards: '换成自己的',
  because: '原因',
  words: '术语：{{words}}。',
  comma: '、',
  glossary: '术语表',
  picture: '第 {{number}} 课的图',
  blank: '…',
};
