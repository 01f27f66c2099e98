// 术语表周围的中文文字；条目本身在 catalog/glossary。

import type { Words } from '../words';
import type { en } from './glossary.en';

export const zhCN: Words<typeof en> = {
  close: '关闭术语表',
  search: '在术语表中查找',
  placeholder: '一个词，或一个问题…',
  terms: '术语',
  choose: '选一个术语，或直接提问：“为什么要乘 T²”“教师会不会太大”。',
  none: '没有相关的条目。换个词试试，或清空搜索框查看全部术语。',
  all: '全部术语',
  also: '也叫：{{names}}',
  comma: '、',
  shown: '相关课程：',
  related: '相关：',
  from: '来自术语表',
  unknown: '术语表里没有这个问题的答案。最接近的是：',
  askModel: '改为询问模型',
};
