// The same keys as behind.en.ts, in Simplified Chinese.

import type { Words } from '../words';
import type { en } from './behind.en';

export const zhCN: Words<typeof en> = {
  student: '{{figure}}：教师 {{teacher}}，学生 {{better}}。学生已经超过教师，从它那里学不到多少了。',
  baseline: '{{figure}}：教师 {{teacher}}，基线 {{better}}。同样的小模型不靠这位教师、只用标签反而更好。',
  unsure: '只有 {{n}} 个测试样本，这个差别可能是运气。',
  remedy: '可以换更大的教师、多训练几轮，或给它更多数据；如果标签充足，也可以不用教师（λ = 1）。',
  title: { student: '学生超过了教师', baseline: '教师不如基线' },
};
