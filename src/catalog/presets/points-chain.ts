import type { Preset } from '../preset';
import { entry as spirals } from './points-spirals';

export const entry: Preset = {
  id: 'points-chain',
  label: { en: 'Points: a chain across a wide gap', 'zh-CN': '点：跨越大差距的链条' },
  help: {
    en: 'A teacher of 4,547 parameters, a student of 27, and two assistants between them, each a stage to look at. Measured, it does not help here: over 15 seeds the student comes to 62.0 % with the chain and 62.7 % without (difference −0.7 ± 2.7 points); twice the steps and no assistant bring 68.3 % (10 seeds). Where a student is too small, a gentler teacher does not make it larger.',
    'zh-CN':
      '教师有 4547 个参数，学生只有 27 个，中间有两个助教，每个都是可以查看的阶段。实测在这里没有帮助：15 个种子下，有链条时学生为 62.0 %，没有时为 62.7 %（差 −0.7 ± 2.7 个百分点）；不用助教而步数加倍则为 68.3 %（10 个种子）。学生太小时，更温和的教师并不能让它变大。',
  },
  config: { ...spirals.config, assistants: ['mlp-16x16', 'mlp-8'], student: 'mlp-4' },
};
