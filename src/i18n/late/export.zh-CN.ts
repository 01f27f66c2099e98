// 导出模型的对话框所说的话。

import type { Words } from '../words';
import type { en } from './export.en';

export const zhCN: Words<typeof en> = {
  title: '导出模型',
  close: '关闭',
  loading: '正在查看模型……',
  of: '把模型“{{name}}”保存为其他程序能运行的文件。除了您保存的文件，什么都不会离开本设备。',
  model: '模型',
  form: '形式',
  weights: '权重',
  save: '保存文件',
  cancel: '取消',
  writing: '正在写文件',
  saved: '已保存为 {{file}}。',
  plainCopy: '蒸馏一个普通副本',
  busy: '正在运行。请先停止。',
  copy: '复制',
  copied: '已复制',
  copyFailed: '复制被拒绝',
  copyOf: '复制 {{language}} 代码',
};
