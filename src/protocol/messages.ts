// What the page and the worker say to each other: two maps, name -> payload schema. Both ends parse what they receive.
// Commands go to the worker, events come from it. Nothing here knows how messages travel (client/, worker/).

import * as v from 'valibot';
import { dataCommandSchemas, dataEventSchemas } from './data-messages';
import { keepTeacherSchema, keptTeacherSchema } from './kept-teacher';
import { BACKENDS, runConfigSchema } from '../catalog/run-config';
import { reportSchema } from './report';
import { evaluationSchema, mapsSchema, stepLogSchema, targetCacheSchema } from './training';

const id = v.number();
const arrayBuffer = v.instance(ArrayBuffer);

export const SPEAKERS = ['student', 'teacher', 'baseline'] as const;
export const speakerSchema = v.picklist(SPEAKERS);
export type Speaker = v.InferOutput<typeof speakerSchema>;

const toolCallSchema = v.object({ name: v.string(), args: v.array(v.string()) });

/** Weights (and optimiser moments, under `optimizer.`) of every trained model at a step, as safetensors in float32. */
export const checkpointSchema = v.object({
  config: runConfigSchema,
  step: v.number(),
  student: arrayBuffer,
  baseline: v.nullable(arrayBuffer),
  /** The other racers, by name. */
  others: v.optional(v.record(v.string(), arrayBuffer)),
});
export type Checkpoint = v.InferOutput<typeof checkpointSchema>;

export const commandSchemas = {
  /** The first command: where the page's files are; answered by worker.ready. */
  'worker.hello': v.object({ base: v.string() }),
  /** Answered by worker.pong as soon as the worker has a moment. */
  'worker.ping': v.object({ id }),
  /** Starts or changes the backend; answered by engine.ready. */
  'engine.start': v.object({ backend: v.picklist(BACKENDS) }),
  /** Compares every op on a backend with known answers; answered by engine.checked. */
  'engine.check': v.object({ backend: v.picklist(BACKENDS) }),
  /** A teacher from the person's own files; answered by teacher.ready or an error. */
  'teacher.load': v.object({ config: v.string(), tokenizer: v.string(), weights: arrayBuffer }),
  /** Loads the shipped teacher for the chat, with progress. */
  'teacher.fetch': v.object({}),
  /** Keeps the teacher of intents that the run now, or the last one, has trained; answered by teacher.kept or an error. */
  'teacher.keep': keepTeacherSchema,
  /** Prepares data and models and trains; with a checkpoint it goes on from there, paused. */
  'train.start': v.object({ config: runConfigSchema, checkpoint: v.optional(checkpointSchema) }),
  'train.pause': v.object({}),
  'train.resume': v.object({}),
  /** One step, then paused; prepares first where nothing runs yet. */
  'train.step': v.object({ config: v.optional(runConfigSchema) }),
  /** Ends the run and keeps the student. */
  'train.stop': v.object({}),
  /** Ends the run and forgets student and baseline. */
  'train.reset': v.object({}),
  /** Takes effect on the next step. */
  'train.adjust': v.object({
    temperature: v.optional(v.number()),
    lambda: v.optional(v.number()),
    learningRate: v.optional(v.number()),
  }),
  'chat.send': v.object({
    id,
    text: v.string(),
    speaker: speakerSchema,
    constrained: v.boolean(),
    /** 0 is greedy. */
    sampling: v.number(),
  }),
  'chat.stop': v.object({ id }),
  /** The page's answer to tool.request. */
  'tool.result': v.object({ requestId: id, result: v.optional(v.string()), error: v.optional(v.string()) }),
  ...dataCommandSchemas,
} as const;

const backendReportSchema = v.object({
  id: v.picklist(['webgpu', 'webgl', 'wasm', 'cpu']),
  adapter: v.string(),
  threads: v.number(),
  software: v.boolean(),
  notes: v.array(v.string()),
  offers: v.array(
    v.object({
      id: v.picklist(['webgpu', 'webgl', 'wasm', 'cpu']),
      available: v.boolean(),
      reason: v.optional(v.string()),
    }),
  ),
});
export type BackendReport = v.InferOutput<typeof backendReportSchema>;

const errorFields = v.object({ code: v.string(), message: v.string() });

export const PHASES = ['idle', 'preparing', 'running', 'paused', 'done', 'failed'] as const;
export type Phase = (typeof PHASES)[number];

export const PROGRESS_TASKS = [
  'engine',
  'teacher',
  'tokenizer',
  'teacher-training',
  'corpus',
  'transcripts',
  'targets',
  'evaluation',
  'report',
] as const;
export type ProgressTask = (typeof PROGRESS_TASKS)[number];

export const eventSchemas = {
  /** lifeline: name of a Web Lock that the worker holds for as long as it lives; null where there are none. */
  'worker.ready': v.object({ lifeline: v.nullable(v.string()) }),
  'worker.pong': v.object({ id }),
  'engine.ready': backendReportSchema,
  'engine.checked': v.object({ backend: v.string(), maxError: v.number(), worst: v.string() }),
  /** done = total means finished. Totals in the unit that fits: bytes, dialogues, steps. */
  progress: v.object({ task: v.picklist(PROGRESS_TASKS), done: v.number(), total: v.number() }),
  'teacher.ready': v.object({ source: v.picklist(['shipped', 'loaded', 'trained']), parameters: v.number() }),
  'teacher.kept': keptTeacherSchema,
  session: v.object({
    phase: v.picklist(PHASES),
    step: v.number(),
    steps: v.number(),
    /** Who can be talked to now (agent, intents) or mapped (points). */
    speakers: v.array(speakerSchema),
    /** Things to say to the models of a person's own data; none where the page has its own. */
    examples: v.optional(v.array(v.string()), []),
    parameters: v.optional(v.object({ student: v.number(), teacher: v.number() })),
  }),
  /** Gathered so that the page hears at most about 20 times a second. */
  'train.steps': v.object({
    logs: v.array(stepLogSchema),
    liveTensors: v.number(),
    bytes: v.number(),
    /** The teacher's targets that are remembered. */
    targetCache: v.optional(targetCacheSchema),
  }),
  'train.evaluation': evaluationSchema,
  /** Everything about a run that came to its last step. */
  'train.report': reportSchema,
  'train.maps': mapsSchema,
  'train.checkpoint': checkpointSchema,
  'chat.token': v.object({
    id,
    text: v.string(),
    /** Which part of the transcript the token belongs to. */
    part: v.picklist(['plan', 'call', 'result', 'say']),
    /** Probability that each model at hand gave this token, by its own free choice (no mask). */
    probability: v.object({
      student: v.optional(v.number()),
      teacher: v.optional(v.number()),
      baseline: v.optional(v.number()),
    }),
  }),
  'chat.call': v.object({
    id,
    index: v.number(),
    call: toolCallSchema,
    result: v.optional(v.string()),
    error: v.optional(v.string()),
  }),
  /** Intents: what the models make of the sentence, the speaker's likeliest intent first. */
  'chat.intents': v.object({
    id,
    intent: v.string(),
    ranked: v.array(
      v.object({
        intent: v.string(),
        probability: v.object({
          student: v.optional(v.number()),
          teacher: v.optional(v.number()),
          baseline: v.optional(v.number()),
        }),
      }),
    ),
    /** Parameters of the intent's tool that the words leave open, so that it is not run. */
    missing: v.array(v.string()),
  }),
  'chat.done': v.object({
    id,
    say: v.string(),
    plan: v.array(v.string()),
    stopped: v.boolean(),
    tokens: v.number(),
    ms: v.number(),
    error: v.optional(errorFields),
  }),
  /** Please run this tool in the page's environment and answer with tool.result. */
  'tool.request': v.object({ requestId: id, chatId: id, call: toolCallSchema }),
  ...dataEventSchemas,
  error: v.object({ ...errorFields.entries, during: v.string() }),
} as const;

export type Commands = { [K in keyof typeof commandSchemas]: v.InferOutput<(typeof commandSchemas)[K]> };
export type Events = { [K in keyof typeof eventSchemas]: v.InferOutput<(typeof eventSchemas)[K]> };

/** A message as it travels. */
export type Envelope<M> = { [K in keyof M]: { name: K; payload: M[K] } }[keyof M];
