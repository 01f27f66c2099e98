// 面对课堂演示时的中文文字。

import type { Words } from '../words';
import type { en } from './presentation.en';

export const zhCN: Words<typeof en> = {
  title: '演示',
  of: '{{title}}，第 {{n}} 个，共 {{count}} 个',
  hint: '? 按键',
  keys: '演示的按键',
  close: '关闭按键列表',
  acts: {
    next: '下一个面板',
    back: '上一个面板',
    run: '开始、暂停、继续',
    step: '走一步',
    pace: '放慢，再按回到全速',
    mark: '在下次评估处暂停，或取消',
    point: '突出显示指针所指，或取消',
    full: '全屏，或退出',
    keys: '这个列表',
    leave: '退出演示',
  },
  space: '空格',
  pausesAt: '将在第 {{step}} 步之后暂停',
  pausesNot: '不会自行暂停',
};
