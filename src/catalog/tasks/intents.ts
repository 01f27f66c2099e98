import type { TaskInfo } from '../types';

export const entry: TaskInfo = {
  id: 'intents',
  label: { en: 'Sentence intents', 'zh-CN': '句子意图' },
  help: {
    en: 'Which of so many things does a sentence ask for? A large classifier learns it from every label, a small one from the large one.',
    'zh-CN': '一句话想要的是哪一件事？大分类器用全部标签学会，小分类器再向它学习。',
  },
  reads: 'sentences',
  modelKind: 'transformer',
  defaultTeacher: 'transformer-2x128',
  defaultStudent: 'transformer-1x32',
  checks: ['accuracy', 'agreement'],
  mainFigure: 'accuracy',
};
