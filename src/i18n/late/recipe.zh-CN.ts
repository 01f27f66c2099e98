// 自己数据的配方的中文。

import type { Words } from '../words';
import type { en } from './recipe.en';

export const zhCN: Words<typeof en> = {
  title: '这份数据的配方',
  suggested: '{{rows}} 行、{{labels}} 个标签，设置已与之相配。',
  changed: '设置与适合 {{rows}} 行、{{labels}} 个标签的不同。',
  minutes_one: '在没有 GPU 的双核机器上约需一分钟，包括训练教师和生成报告。',
  minutes_other: '在没有 GPU 的双核机器上约需 {{count}} 分钟，包括训练教师和生成报告。',
  use: '采用配方',
  why: '为什么这样设置',
  reasons: {
    largeTeacher: '教师为两层、宽 128：{{known}} 行有标签的数据足够它学。',
    smallTeacher: '教师为两层、宽 64：只有 {{known}} 行有标签的数据，再大就会死记硬背。',
    passes: '教师最多读 {{passes}} 轮：每个标签约有 {{aLabel}} 行，合计约读 {{readings}} 次。',
    steps: '学生学 {{steps}} 步，每步 {{batchSize}} 行：小模型比大模型需要更多步。',
    closeLabels:
      'T = {{temperature}}，λ = {{lambda}}：{{labels}} 个标签中许多彼此相近，教师的答案能说明哪些相近。',
    fewLabels: 'T = {{temperature}}，λ = {{lambda}}：只有 {{labels}} 个标签且全部已知，标签与教师同等重要。',
    unlabelled: 'T = {{temperature}}，λ = {{lambda}}：{{unlabelled}} 行没有标签，因此教师的话更重要。',
    sentences:
      '句子最长 {{context}} 个词片，几乎涵盖您的全部句子；词表 {{vocabulary}} 个，占学生大小的大部分。',
  },
};
