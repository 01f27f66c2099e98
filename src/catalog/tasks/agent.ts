import type { TaskInfo } from '../types';

/** The teacher that comes with the page; every other teacher is trained or loaded first. */
export const SHIPPED_TEACHER = 'agent-teacher';
/** As its config.json says. */
export const SHIPPED_LAYERS = 4;
/** The sizes of students that can begin with its layers: with all of them, or with some. */
export const SHIPPED_STARTS: readonly string[] = [
  'transformer-4x192',
  'transformer-4x192-slim',
  'transformer-2x192',
];

/** Its size, as its files say: the library lists it before it is downloaded. */
export const SHIPPED_SIZE = { parameters: 1_869_528, bytes: 3_743_488, vocabulary: 512 } as const;

/** The teacher of a person's own chats, trained first: the shipped one does not know their tools. */
export const OWN_DATA_TEACHER = 'transformer-2x128';

export const entry: TaskInfo = {
  id: 'agent',
  label: { en: 'Tool-using agent', 'zh-CN': '会用工具的智能体' },
  help: {
    en: 'A small language model that plans, calls tools and answers. You can talk with it while it learns.',
    'zh-CN': '一个会计划、调用工具并回答的小语言模型。学习时就可以和它聊天。',
  },
  reads: 'dialogues',
  modelKind: 'transformer',
  defaultTeacher: SHIPPED_TEACHER,
  defaultStudent: 'transformer-2x64',
  checks: ['accuracy', 'agreement', 'exactCall', 'intent', 'toolName', 'argumentF1'],
  mainFigure: 'exactCall',
};
