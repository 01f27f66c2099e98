// The one description of a run: what the Experiment panel edits, the share link holds, the run file stores and the worker obeys.
// Parsing is field by field: a bad field falls back to its default and is named, the others keep their values.

import * as v from 'valibot';
import { ASSISTANTS } from './arms';
import { methods, sizes, tasks } from './catalog';
import { datasets } from './datasets';
import { foldNamed, NO_FOLD } from './folds';
import { parseLabelWords } from './label-words';
import { type ParamId, params } from './params';
import { entry as agent, OWN_DATA_TEACHER, SHIPPED_STARTS, SHIPPED_TEACHER } from './tasks/agent';
import { entry as intents } from './tasks/intents';
import { numberSetting, parseSettings } from './settings';
import { teachersOfParts } from './two-teachers';
import { isSpecialty, parseTeachers, teachersOf, teachersText } from './teachers';
import type { Choice } from './types';

export const BACKENDS = ['auto', 'webgpu', 'webgl', 'wasm', 'cpu'] as const;
/** A finished model of this device is named by its task and id: "model:intents:abc"; no link can hold it. */
const MODEL = 'model:';
export const modelTeacher = ({ task, id }: { task: string; id: string }): string => `${MODEL}${task}:${id}`;
/** The id of a finished teacher, shipped or of this device; null for a size, which is trained first. */
export function finishedTeacherId(teacher: string): string | null {
  if (teacher === SHIPPED_TEACHER) return SHIPPED_TEACHER;
  return encoderOf(teacher) === null && llmOf(teacher) === null && isTeacherOfOwn(teacher)
    ? teacher.split(':').slice(2).join(':')
    : null;
}
/** Whether the teacher is on this device alone. */
export const isTeacherOfOwn = (teacher: string): boolean =>
  String(teacherOfAnyVersion(teacher)).startsWith(MODEL) ||
  llmOf(teacher) !== null ||
  (encoderOf(teacher) !== null && teacher !== SHIPPED_ENCODER);
/** A frozen sentence encoder with a head that is trained first: "encoder:ID"; the shipped teacher can be one. */
const ENCODER = 'encoder:';
export const encoderTeacher = (id: string): string => ENCODER + id;
export const SHIPPED_ENCODER = encoderTeacher(SHIPPED_TEACHER);
/** The id of an encoder that teaches; null where another one does. */
export const encoderOf = (teacher: string): string | null =>
  teacher.startsWith(ENCODER) ? teacher.slice(ENCODER.length) : null;
/** A language model that is asked, as this device knows it: "llm:ID". */
const LLM = 'llm:';
export const llmTeacher = (id: string): string => LLM + id;
/** The id of a language model that teaches; null where another one does. */
export const llmOf = (teacher: string): string | null =>
  teacher.startsWith(LLM) ? teacher.slice(LLM.length) : null;
/** Whether only its answers are at hand: what it reads is not what networks here read, so it teaches alone. */
export const onlyAnswers = (teacher: string): boolean =>
  encoderOf(teacher) !== null || llmOf(teacher) !== null;
const taskOfTeacher = (teacher: string): string => teacher.split(':')[1]!;

/** As earlier versions named teachers of one's own: intents that were kept, an agent from files. */
const teacherOfAnyVersion = (teacher: unknown): unknown => {
  if (typeof teacher !== 'string') return teacher;
  if (teacher.startsWith('kept:')) return modelTeacher({ task: intents.id, id: teacher.slice(5) });
  return teacher === 'loaded' ? modelTeacher({ task: agent.id, id: 'loaded' }) : teacher;
};

/** RunConfig.start where the student's first weights are drawn. */
export const FROM_SEED = '';

/** The data that comes with the page; any other set is one of the person's own, by its id. */
export const BUILT_IN_SET = 'built-in';

const number = (id: ParamId) => {
  const { min, max, step } = params[id];
  const bounds = v.pipe(v.number(), v.finite(), v.minValue(min), v.maxValue(max));
  return Number.isInteger(step) ? v.pipe(bounds, v.integer()) : bounds;
};
const oneOf = (choices: readonly { id: string }[], ...more: string[]) => {
  const ids = [...choices.map((choice) => choice.id), ...more];
  return v.pipe(
    v.string(),
    v.check((id) => ids.includes(id)),
  );
};

const modelId = (form: RegExp) => v.pipe(v.string(), v.regex(form), v.maxLength(100));
/** A size, the shipped one, a model of this device, an encoder, or a language model. */
const teacherSchema = v.union([oneOf(sizes, SHIPPED_TEACHER), modelId(/^(model:\w+|encoder|llm):[\w.-]+$/)]);

const fields = {
  task: v.optional(oneOf(tasks), 'agent'),
  dataset: v.optional(v.picklist(datasets.map((d) => d.id)), 'spirals'),
  teacher: v.optional(teacherSchema, SHIPPED_TEACHER),
  /** What the teacher has seen, and is asked about (teachers.ts). */
  specialty: v.optional(v.pipe(v.string(), v.check(isSpecialty)), ''),
  /** Teachers beside it (teachers.ts). */
  moreTeachers: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => parseTeachers(text)?.every(({ teacher }) => v.is(teacherSchema, teacher)) ?? false),
    ),
    '',
  ),
  /** Sizes of the chain between teacher and student, the nearest to the teacher first. */
  assistants: v.optional(v.pipe(v.array(oneOf(sizes)), v.maxLength(ASSISTANTS.length)), []),
  student: v.optional(oneOf(sizes), 'transformer-2x64'),
  /** The finished model whose weights are the student's first ones; drawn by the seed where it names none. */
  start: v.optional(
    v.union([v.picklist([FROM_SEED, SHIPPED_TEACHER]), modelId(/^model:\w+:[\w.-]+$/)]),
    FROM_SEED,
  ),
  /** Agent: the student, and assistants, without smearing, as a Llama that other programs run. */
  plainStudent: v.optional(v.boolean(), false),
  method: v.optional(oneOf(methods), 'hinton'),
  temperature: v.optional(number('temperature'), params.temperature.default),
  lambda: v.optional(number('lambda'), params.lambda.default),
  learningRate: v.optional(number('learningRate'), params.learningRate.default),
  steps: v.optional(number('steps'), params.steps.default),
  batchSize: v.optional(number('batchSize'), params.batchSize.default),
  labelShare: v.optional(number('labelShare'), 0.02),
  /** Intents: so many labels of each class in place of a share; 0: the share counts. */
  labelsPerClass: v.optional(number('labelsPerClass'), 0),
  /** Intents: another set of the person's own, whose sentences the teacher labels too (settings/augment.ts); none: "". */
  moreSet: v.optional(v.pipe(v.string(), v.maxLength(100)), ''),
  /** Intents: what labels mean, in words (label-words.ts). */
  labelWords: v.optional(
    v.pipe(
      v.string(),
      v.maxLength(20_000),
      v.check((text) => parseLabelWords(text) !== null),
    ),
    '',
  ),
  /** Agent: training dialogues in use, the first of the corpus. */
  prompts: v.optional(number('prompts'), params.prompts.default),
  /** Agent: of these, the first whose tokens the teacher scores; what it wrote stands for its opinion of the others. */
  scoredPrompts: v.optional(number('scoredPrompts'), params.scoredPrompts.default),
  evalEvery: v.optional(number('evalEvery'), params.evalEvery.default),
  /** Intents and agent: which sentences or chats. */
  textSet: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(100)), BUILT_IN_SET),
  /** Intents of a person's own: which part of all rows is tested (folds.ts). */
  fold: v.optional(
    v.pipe(
      v.string(),
      v.check((name) => name === NO_FOLD || foldNamed(name) !== null),
    ),
    NO_FOLD,
  ),
  teacherEpochs: v.optional(number('teacherEpochs'), params.teacherEpochs.default),
  dropout: v.optional(number('dropout'), params.dropout.default),
  wordDropout: v.optional(number('wordDropout'), params.wordDropout.default),
  vocabulary: v.optional(number('vocabulary'), params.vocabulary.default),
  context: v.optional(number('context'), params.context.default),
  /** What the student's soft targets cover: all training rows or the labelled ones alone. */
  softRows: v.optional(v.picklist(['all', 'labelled']), 'all'),
  /** Agent: the teacher is asked about a dialogue once, and its answer remembered. */
  cacheTargets: v.optional(v.boolean(), true),
  seed: v.optional(number('seed'), params.seed.default),
  classes: v.optional(number('classes'), params.classes.default),
  noise: v.optional(number('noise'), params.noise.default),
  /** Rivals that race with the student (arms.ts): the same one on hard labels alone, and the two controls. */
  baseline: v.optional(v.boolean(), false),
  softLabelled: v.optional(v.boolean(), false),
  teacherLabels: v.optional(v.boolean(), false),
  ownRows: v.optional(v.boolean(), false),
  backend: v.optional(v.picklist(BACKENDS), 'auto'),
  /** By group and parameter (settings.ts): what differs from the defaults, of methods and of what they share. */
  settings: v.optional(
    v.pipe(
      v.record(v.string(), v.record(v.string(), v.union([v.number(), v.string()]))),
      v.check((given) => !parseSettings(given).rejected),
    ),
    {},
  ),
};

export const runConfigSchema = v.object(fields);
export type RunConfig = v.InferOutput<typeof runConfigSchema>;
export type BackendChoice = (typeof BACKENDS)[number];

export const defaultConfig: RunConfig = v.parse(runConfigSchema, {});

/** Parses field by field. Returns a whole config and the names of the fields that were bad or do not fit together. */
export function parseRunConfig(input: unknown): { config: RunConfig; rejected: string[] } {
  const source = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
  const rejected: string[] = [];
  const accepted: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(fields)) {
    if (!(name in source)) continue;
    if (name === 'settings') {
      const read = parseSettings(source[name]);
      accepted[name] = read.settings;
      if (read.rejected) rejected.push(name);
      continue;
    }
    const value = name === 'teacher' ? teacherOfAnyVersion(source[name]) : source[name];
    const result = v.safeParse(schema, value);
    if (result.success) accepted[name] = result.output;
    else rejected.push(name);
  }
  // written before there was a choice: the teacher scored every prompt
  if ('prompts' in accepted && !('scoredPrompts' in source)) accepted['scoredPrompts'] = accepted['prompts'];
  const config = v.parse(runConfigSchema, accepted);
  return { config: fitModels(config, rejected), rejected };
}

/** Whether the student is one that can begin with the shipped teacher's weights. */
export const startsFromShipped = ({
  task,
  student,
  plainStudent,
}: Pick<RunConfig, 'task' | 'student' | 'plainStudent'>): boolean =>
  task === agent.id && SHIPPED_STARTS.includes(student) && !plainStudent;

/** Teacher and student must be of the kind that the task needs; else the task's defaults take their place. */
function fitModels(config: RunConfig, rejected: string[]): RunConfig {
  const task = tasks.find((t) => t.id === config.task)!;
  const kindOf = (id: string) => sizes.find((size) => size.id === id)?.kind;
  /** @param of the task that it teaches: of two, either. */
  const teacherFits = (teacher: string, of: string = task.id): boolean => {
    if (teacher === SHIPPED_TEACHER) return of === agent.id;
    if (encoderOf(teacher) !== null) return task.id === intents.id; // it teaches alone, below
    if (llmOf(teacher) !== null) return task.id === intents.id || task.id === agent.id;
    return isTeacherOfOwn(teacher) ? taskOfTeacher(teacher) === of : kindOf(teacher) === task.modelKind;
  };
  const fitted = { ...config };
  const startFits = isTeacherOfOwn(config.start)
    ? taskOfTeacher(config.start) === task.id
    : config.start === FROM_SEED || startsFromShipped(config);
  if (!startFits) {
    fitted.start = FROM_SEED;
    if (!rejected.includes('start')) rejected.push('start');
  }
  if (kindOf(config.student) !== task.modelKind) {
    fitted.student = task.defaultStudent;
    if (!rejected.includes('student')) rejected.push('student');
  }
  if (task.parts) {
    const teachers = teachersOfParts(config, task.parts, teacherFits);
    const nothingElse = { specialty: '', assistants: [], textSet: BUILT_IN_SET, fold: NO_FOLD };
    for (const [field, value] of Object.entries({ ...teachers, ...nothingElse })) {
      if (String(config[field as keyof RunConfig]) === String(value)) continue;
      Object.assign(fitted, { [field]: value });
      if (!rejected.includes(field)) rejected.push(field);
    }
    return fitted;
  }
  if (!config.assistants.every((id) => kindOf(id) === task.modelKind)) {
    fitted.assistants = [];
    if (!rejected.includes('assistants')) rejected.push('assistants');
  }
  if (!teacherFits(config.teacher)) {
    fitted.teacher = task.defaultTeacher;
    if (!rejected.includes('teacher')) rejected.push('teacher');
  }
  const ownSet = config.textSet !== BUILT_IN_SET;
  if (ownSet && fitted.teacher === SHIPPED_TEACHER) {
    fitted.teacher = OWN_DATA_TEACHER;
    if (!rejected.includes('teacher')) rejected.push('teacher');
  }
  const [, ...more] = teachersOf(config);
  const alone = onlyAnswers(fitted.teacher);
  const fitting = more.filter(
    ({ teacher }) =>
      !alone && !onlyAnswers(teacher) && teacherFits(teacher) && !(ownSet && teacher === SHIPPED_TEACHER),
  );
  if (fitting.length < more.length) {
    fitted.moreTeachers = teachersText(fitting);
    if (!rejected.includes('moreTeachers')) rejected.push('moreTeachers');
  }
  return fitted;
}

/** Whether the student learns from sentences that were added to the training set. */
export const addsSentences = ({ task, settings }: Pick<RunConfig, 'task' | 'settings'>): boolean =>
  task === intents.id && numberSetting(settings, 'augment', 'share') > 0;

/** What a run is about, in a word: its task, but of points the dataset. Undefined where another version stored another choice. */
export const subjectOf = ({ task, dataset }: RunConfig): Choice | undefined =>
  task === 'points' ? datasets.find(({ id }) => id === dataset) : tasks.find(({ id }) => id === task);
