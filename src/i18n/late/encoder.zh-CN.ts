// What is said in Chinese about sentence encoders.

import type { Words } from '../words';
import type { en } from './encoder.en';

export const zhCN: Words<typeof en> = {
  open: '句子编码器…',
  title: '句子编码器',
  close: '关闭',
  intro: '别人用海量句子训练好的大网络，在标签很少时是很好的教师：它保持不变，只有顶上的一层学习您的类别。',
  choose: '编码器文件',
  chooseHelp:
    '请同时选择两个文件：一个 .onnx 文件和它的 tokenizer.json。文件在这里读取并保存在本设备上，不会离开本设备。',
  where: '从哪里获取',
  whereHelp:
    'all-MiniLM-L6-v2 小而好（int8 为 23 MB，float32 为 90 MB；英语；Apache 2.0）。在 huggingface.co/sentence-transformers/all-MiniLM-L6-v2 的 “Files” 中下载 tokenizer.json，并从 onnx 文件夹下载 model.onnx 或 model_qint8 文件。以首个词元代表句子的编码器（BGE）还需要 1_Pooling/config.json。',
  hub: '用 Hub 编号获取',
  hubId: 'Hub 编号',
  hubHelp:
    '例如 sentence-transformers/all-MiniLM-L6-v2。只下载一次最小的 ONNX 文件和 tokenizer.json，并保存在这台设备上。',
  hubConsent: '允许向 huggingface.co 及其指定的存储请求这些文件；不会发送其他内容',
  fetch: '下载',
  fetching: '正在下载编码器',
  loading: '正在加载编码器',
  cancel: '取消',
  yours: '本设备上的编码器',
  none: '还没有。随附的教师无需下载就能充当编码器：请在“教师”中选择它。它熟悉内置句子；其他数据请使用自己的编码器。',
  about: '{{size}} · {{parameters}} 个参数 · 每句 {{width}} 个数',
  use: '用作教师',
  useOf: '把 {{name}} 用作教师',
  inUse: '使用中',
  remove: '删除',
  removeOf: '删除 {{name}}',
  removeAgain: '确定删除？',
  removeAgainOf: '确定删除 {{name}}？',
  words: '标签的文字',
  wordsHelp:
    '编码器在看到任何标签之前先读这些文字。请用通俗的话说明每个标签的含义；留空则使用标签自身的名称。',
  wordsOf: '{{label}} 的文字',
};
