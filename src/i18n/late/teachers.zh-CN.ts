// The same keys as teachers.en.ts, in Simplified Chinese.

import type { Words } from '../words';
import type { en } from './teachers.en';

export const zhCN: Words<typeof en> = {
  nth: '教师 {{n}}',
  remove: '移除教师 {{n}}',
  specialty: '教师 {{n}} 的专长',
  specialtyHelp:
    '训练时它能看到哪一部分类别（按顺序；对智能体则是工具），以及路由把哪些样本交给它。已训练好的模型保持不变。',
  all: '全部',
  part: '第 {{part}} 部分（共 {{of}} 部分）',
  partClasses: '第 {{part}} 部分（共 {{of}} 部分）：类别 {{from}} 至 {{to}}',
  partClass: '第 {{part}} 部分（共 {{of}} 部分）：类别 {{from}}',
};
