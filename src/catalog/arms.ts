// Who takes part in a run. The teacher is finished before it; the racers start from the same first weights and take the same
// steps, and each differs from the student in one thing (distillation/arms.ts). Names are in i18n (speaker.*).

import type { Choice } from './types';

/** Racers that run only where the config wants them: the field of the config bears the same name. */
export const rivals = [
  {
    id: 'baseline',
    label: { en: 'Also train the baseline', 'zh-CN': '同时训练基线' },
    help: {
      en: 'The same student, same start and same batches, on hard labels alone. Shows what the teacher adds.',
      'zh-CN': '同样的学生、同样的起点和批次，只用硬标签。可以看出教师带来了什么。',
    },
  },
  {
    id: 'softLabelled',
    label: { en: 'Also: soft targets, labelled rows only', 'zh-CN': '同时：仅有标签样本的软目标' },
    help: {
      en: 'The student with the teacher’s soft targets, but on exactly the rows that the baseline sees. Shows what softness alone adds, without more data.',
      'zh-CN': '学生使用教师的软目标，但只看基线所看的那些样本。显示在没有更多数据时，“软”本身带来了什么。',
    },
  },
  {
    id: 'teacherLabels',
    label: { en: 'Also: the teacher’s answers as hard labels', 'zh-CN': '同时：教师答案作为硬标签' },
    help: {
      en: 'The student on all rows, told only what the teacher would answer, not how sure it is. Shows how much of the gain is the teacher labelling more rows.',
      'zh-CN':
        '学生看全部样本，但只知道教师的答案，不知道它有多确定。显示提升中有多少来自教师给更多样本打标签。',
    },
  },
  {
    id: 'ownRows',
    label: { en: 'Also: without the added sentences', 'zh-CN': '同时：不用新增句子' },
    help: {
      en: 'The student on the training sentences alone. Shows what the sentences add that the page made and the teacher labelled.',
      'zh-CN': '学生只用训练句子。显示页面造出、教师标注的句子带来了什么。',
    },
  },
] as const satisfies readonly Choice[];

export type Rival = (typeof rivals)[number]['id'];
export type Racer = 'student' | Rival;
/** Those who teach: the first one, and those beside it (teachers.ts). */
export const TEACHERS = ['teacher', 'teacher2', 'teacher3', 'teacher4'] as const;
export type TeacherArm = (typeof TEACHERS)[number];
export const isTeacher = (id: string): id is TeacherArm => TEACHERS.some((one) => one === id);

/** Links of a chain between teachers and student, the nearest to them first: each learns from the one before. */
export const ASSISTANTS = ['assistant1', 'assistant2', 'assistant3'] as const;
export type Assistant = (typeof ASSISTANTS)[number];
export const isAssistant = (id: string): id is Assistant => ASSISTANTS.some((one) => one === id);

export type Arm = TeacherArm | Assistant | Racer;

/** In the order in which tables and legends name them. */
export const ARMS = [
  ...TEACHERS,
  ...ASSISTANTS,
  'student',
  'baseline',
  'softLabelled',
  'teacherLabels',
  'ownRows',
] as const satisfies readonly Arm[];

/** The racers of a config, the student first. */
export function racersOf(config: Readonly<Record<Rival, boolean>>): Racer[] {
  return ['student', ...rivals.map(({ id }) => id).filter((id) => config[id])];
}
