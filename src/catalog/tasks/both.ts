import type { TaskInfo } from '../types';
import { SHIPPED_TEACHER } from './agent';

export const entry: TaskInfo = {
  id: 'both',
  label: { en: 'Agent and intents in one', 'zh-CN': '智能体与意图合一' },
  help: {
    en: 'One student with two heads on a shared trunk: one writes as the agent does, the other names the intent of the request. It learns from two teachers at once.',
    'zh-CN':
      '一个学生，共享主干上有两个输出头：一个像智能体那样书写，另一个说出请求的意图。它同时向两位教师学习。',
  },
  reads: 'dialogues',
  modelKind: 'transformer',
  defaultTeacher: SHIPPED_TEACHER,
  defaultStudent: 'transformer-2x64',
  checks: ['accuracy', 'intentAccuracy', 'exactCall', 'agreement', 'intentAgreement', 'intent'],
  mainFigure: 'exactCall',
  secondFigure: 'intentAccuracy',
  parts: [
    { task: 'agent', label: { en: 'Agent', 'zh-CN': '智能体' }, teacher: SHIPPED_TEACHER },
    { task: 'intents', label: { en: 'Intents', 'zh-CN': '意图' }, teacher: 'transformer-2x128' },
  ],
};
