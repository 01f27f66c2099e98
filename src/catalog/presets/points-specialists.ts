import type { Preset } from '../preset';
import { entry as spirals } from './points-spirals';

export const entry: Preset = {
  id: 'points-specialists',
  label: { en: 'Points: two specialists', 'zh-CN': '点：两位专长教师' },
  help: {
    en: 'Two teachers, each of two of four spirals: alone each is right about 57 % of the time. The student learns from both and reaches 95 to 99 %, on labels alone 60 to 68 % (three seeds). One teacher of the same size who knows all four teaches it 98 %: specialists are for when there is no such teacher.',
    'zh-CN':
      '两位教师各只懂四条螺旋中的两条：单独答题各约 57% 正确。学生同时向两位学习，达到 95% 至 99%；只靠标签为 60% 至 68%（三个种子）。若有一位同样大小、四条全懂的教师，学生可达 98%：没有这样的教师时，才需要专长教师。',
  },
  config: {
    ...spirals.config,
    classes: 4,
    teacher: 'mlp-16x16',
    specialty: '1/2',
    moreTeachers: 'mlp-16x16@2/2',
    labelShare: 0.05,
  },
};
