// What the page and the worker say to each other: maps, name -> payload schema. Both ends parse what they receive. Commands go
// to the worker, which answers each by its id (replies.ts); events come from it unasked. Nothing here knows how messages travel
// (client/, worker/).

import * as v from 'valibot';
import { compressionCommandSchemas, compressionEventSchemas } from './compression';
import { correctionCommandSchemas, correctionEventSchemas, correctionSchema } from './correction';
import { dataCommandSchemas, dataEventSchemas } from './data-messages';
import { errorSchema } from './errors';
import { exportCommandSchemas, exportEventSchemas } from './model-export';
import { ASSISTANTS } from '../catalog/arms';
import { BACKENDS, runConfigSchema } from '../catalog/run-config';
import { checkpointSchema, STAGES } from './checkpoint';
import { subjectSchema } from './inspection';
import { describedSchema, endpointSchema, pageModelSchema } from './language-model';
import { ORIGINS } from './model-card';
import { reportSchema } from './report';
import { rememberedTurnSchema, toolCallSchema } from './transcript';
import {
  authoredSchema,
  evaluationSchema,
  mapsSchema,
  mixtureSchema,
  PARTS,
  reactionSchema,
  rolloutSchema,
  stepLogSchema,
  targetCacheSchema,
} from './training';

const id = v.number();

/** The models of a run. */
export const SPEAKERS = ['student', 'teacher', ...ASSISTANTS, 'baseline'] as const;
export const speakerSchema = v.picklist(SPEAKERS);
export type Speaker = v.InferOutput<typeof speakerSchema>;

/** Stored models that are invited beside them: one that was made smaller of the run's, and one of the library. */
export const GUESTS = ['compressed', 'guest'] as const;
export type GuestId = (typeof GUESTS)[number];

/** Whom the chat can ask. */
export const VOICES = [...SPEAKERS, ...GUESTS] as const;
export type Voice = (typeof VOICES)[number];
export const isGuest = (voice: Voice): voice is GuestId => (GUESTS as readonly Voice[]).includes(voice);

/** By who is at hand. */
const probabilitySchema = v.partial(v.object(v.entriesFromList(VOICES, v.number())));

export const commandSchemas = {
  /** The first command: where the page's files are. */
  'worker.hello': v.object({ base: v.string() }),
  /** Answered as soon as the worker has a moment. */
  'worker.ping': v.object({}),
  /** Starts or changes the backend; engine.ready says which it is. */
  'engine.start': v.object({ backend: v.picklist(BACKENDS) }),
  /** A teacher from the person's own files; answered by its card. */
  'teacher.load': v.object({ files: v.array(v.object({ name: v.string(), blob: v.blob() })) }),
  /** Loads the shipped teacher for the chat, with progress. */
  'teacher.fetch': v.object({}),
  /** A sentence encoder from the person's own files: .onnx and tokenizer.json; answered by its card. */
  'encoder.load': v.object({
    files: v.array(v.object({ name: v.string(), blob: v.blob() })),
    name: v.optional(v.string()),
  }),
  /** One by its hub id, once the person has agreed that the hub is asked; answered by its card. */
  'encoder.fetch': v.object({ hubId: v.string() }),
  'encoder.cancel': v.object({}),
  /** What the labels of a set mean in words; answered by them. */
  'encoder.labels': v.object({ textSet: v.string(), labelWords: v.string() }),
  /** How a language model is reached, or which file it is. The key stays in the worker's memory; one that is absent stays as it was. */
  'llm.describe': v.object({ model: describedSchema, key: v.optional(v.string()) }),
  /** A language model's file, which stays the person's: only what it says of itself is read; answered by that. */
  'llm.take': v.object({ blob: v.blob(), name: v.string() }),
  /** Loads it and labels ten of the set's sentences, with progress; answered by how long that took. */
  'llm.measure': v.object({ model: pageModelSchema, config: runConfigSchema }),
  /** Finds out what its server can; answered by that, or by why nothing comes from it. */
  'llm.test': v.object({ endpoint: endpointSchema, key: v.optional(v.string()) }),
  'llm.cancel': v.object({}),
  /** Labelled sentences for a prompt; answered by them. */
  'llm.examples': v.object({ config: runConfigSchema, perLabel: v.number() }),
  /** Keeps a model of the run now, or of the last one, on this device; answered by its card. */
  'model.keep': v.object({ of: speakerSchema, name: v.string(), figures: v.record(v.string(), v.number()) }),
  /**
   * Prepares data and models and trains; from a checkpoint, stored or given, it goes on from there, paused. What lasts of it is stored
   * under the run's id, where it has one. Answered when the run is accepted, not when it has ended: session says how it goes on.
   * Refused while another is under way.
   */
  'train.start': v.object({
    config: runConfigSchema,
    run: v.optional(v.string()),
    from: v.optional(v.union([v.literal('stored'), checkpointSchema])),
  }),
  /** What a student must be to start from a model: its size of the catalogue, null for none, and whether it is a plain Llama. */
  'model.shape': v.object({ model: v.string() }),
  /** Takes up the models of a finished run as it left them, to talk with; answered by who is there. */
  'train.open': v.object({ run: v.string() }),
  'train.pause': v.object({}),
  'train.resume': v.object({}),
  /** One step, then paused; prepares first where nothing runs yet. */
  'train.step': v.object({ config: v.optional(runConfigSchema), run: v.optional(v.string()) }),
  /** Ends the run and keeps the student. */
  'train.stop': v.object({}),
  /** Ends the run, if need be one that has not begun yet, and forgets what it made; session is idle at once. */
  'train.reset': v.object({}),
  /** Takes effect on the next step. */
  'train.adjust': v.object({
    temperature: v.optional(v.number()),
    lambda: v.optional(v.number()),
    learningRate: v.optional(v.number()),
    settings: v.optional(runConfigSchema.entries.settings),
    /** The whole of a person's own soft labels for a row of the transfer set; null gives the teacher's back. */
    label: v.optional(v.object({ row: v.number(), probabilities: v.nullable(v.array(v.number())) })),
    /** All turns of the chat that were put right; they stand among the rows with labels (agent). */
    corrections: v.optional(v.array(correctionSchema)),
    /** Slow motion: milliseconds that a step takes at least; no part of the experiment. */
    stepMs: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(10_000))),
    /** The student's step after which the run pauses by itself; null: none. */
    pauseAt: v.optional(v.nullable(v.number())),
  }),
  /**
   * Looks into the models at hand: those of the run now, or of the last one, else the chat's teacher. A look under way is cancelled.
   * Answered by what is seen.
   */
  inspect: v.object({
    subject: subjectSchema,
    /** A stored run of a larger student, whose baseline is asked, too. */
    larger: v.optional(v.string()),
    /** Logits and what they are of, no more: what takes time is left out. */
    brief: v.optional(v.boolean()),
  }),
  'inspect.cancel': v.object({}),
  /** Rows of the run's transfer set that have a text in them; none where no run is at hand. */
  'inspect.rows': v.object({ search: v.string(), most: v.number() }),
  /** A turn of the chat; answered when it is over, also where the model lost its thread. */
  'chat.send': v.object({
    id,
    text: v.string(),
    speaker: v.picklist(VOICES),
    /** Ids of the models that are invited. */
    guests: v.optional(v.partial(v.object(v.entriesFromList(GUESTS, v.string())))),
    /** Id of the language model that teaches, where the teacher is the speaker. */
    languageModel: v.optional(v.string()),
    constrained: v.boolean(),
    /** 0 is greedy. */
    sampling: v.number(),
    /** The turns before it that may be remembered. */
    before: v.optional(v.array(rememberedTurnSchema)),
    /** How sure it must be of its plan to act and to ask back (agent/confidence.ts); absent: it acts whatever it plans. */
    thresholds: v.optional(v.object({ act: v.number(), ask: v.number() })),
    /** A first call that the person has said yes to. */
    confirmed: v.optional(toolCallSchema),
    /** Opinions that an agent's action is the majority of (agent/vote.ts); absent: it acts at once. */
    opinions: v.optional(v.number()),
  }),
  'chat.stop': v.object({ id }),
  /** The page's answer to tool.request. */
  'tool.result': v.object({ requestId: id, result: v.optional(v.string()), error: v.optional(v.string()) }),
  ...dataCommandSchemas,
  ...exportCommandSchemas,
  ...compressionCommandSchemas,
  ...correctionCommandSchemas,
} as const;

const backendId = v.picklist(['webgpu', 'webgl', 'wasm', 'cpu']);

const backendReportSchema = v.object({
  id: backendId,
  adapter: v.string(),
  threads: v.number(),
  software: v.boolean(),
  notes: v.array(v.string()),
  offers: v.array(
    v.object({
      id: backendId,
      available: v.boolean(),
      reason: v.optional(v.string()),
    }),
  ),
  /** Milliseconds a step of the run's sizes, the fastest first, where Auto had several real ones to choose from. */
  measured: v.optional(v.array(v.object({ id: backendId, ms: v.number() }))),
});
export type BackendReport = v.InferOutput<typeof backendReportSchema>;

export const PHASES = ['idle', 'preparing', 'running', 'paused', 'done', 'failed'] as const;
export type Phase = (typeof PHASES)[number];

export const PROGRESS_TASKS = [
  'engine',
  'teacher',
  'encoder',
  'embeddings',
  'asking',
  'language-model',
  'tokenizer',
  'corpus',
  'transcripts',
  'targets',
  'evaluation',
  'report',
] as const;
export type ProgressTask = (typeof PROGRESS_TASKS)[number];

export const eventSchemas = {
  'engine.ready': backendReportSchema,
  /** done = total means finished. Totals in the unit that fits: bytes, dialogues, steps. */
  progress: v.object({ task: v.picklist(PROGRESS_TASKS), done: v.number(), total: v.number() }),
  'teacher.ready': v.object({ source: v.picklist(ORIGINS), parameters: v.number() }),
  session: v.object({
    phase: v.picklist(PHASES),
    /** Of the stage under way; index counts from 0. */
    stage: v.optional(v.object({ id: v.picklist(STAGES), index: v.number(), count: v.number() }), {
      id: 'student',
      index: 0,
      count: 1,
    }),
    step: v.number(),
    steps: v.number(),
    /** Who can be talked to now (agent, intents) or mapped (points). */
    speakers: v.array(speakerSchema),
    /** Things to say to the models of a person's own data; none where the page has its own. */
    examples: v.optional(v.array(v.string()), []),
    parameters: v.optional(v.object({ student: v.number(), teacher: v.number() })),
  }),
  /** Gathered so that the page hears at most about 12 times a second. */
  'train.steps': v.object({
    logs: v.array(stepLogSchema),
    liveTensors: v.number(),
    bytes: v.number(),
    /** The teacher's targets that are remembered. */
    targetCache: v.optional(targetCacheSchema),
    /** How much each of several teachers counts. */
    mixture: v.optional(mixtureSchema),
  }),
  /** The dialogue that was written last for the student to learn from; now and then, not all of them. */
  'train.rollout': rolloutSchema,
  /** What a language model wrote before the run began. */
  'train.authored': authoredSchema,
  'train.evaluation': evaluationSchema,
  'train.reaction': reactionSchema,
  /** Everything about a run that came to its last step. */
  'train.report': reportSchema,
  'train.maps': mapsSchema,
  /** Where the run can go on from. The checkpoint itself comes along only where it could not be stored. */
  'train.checkpoint': v.object({
    stage: v.picklist(STAGES),
    step: v.number(),
    config: runConfigSchema,
    checkpoint: v.optional(checkpointSchema),
  }),
  'chat.token': v.object({
    id,
    text: v.string(),
    /** Which part of the transcript the token belongs to. */
    part: v.picklist(PARTS),
    /** Probability that each model at hand gave this token, by its own free choice (no mask). */
    probability: probabilitySchema,
  }),
  'chat.call': v.object({
    id,
    index: v.number(),
    call: toolCallSchema,
    result: v.optional(v.string()),
    error: v.optional(v.string()),
  }),
  /** Of classifiers, and of agents with a second head: what they make of the sentence, the speaker's likeliest intent first. */
  'chat.intents': v.object({
    id,
    intent: v.string(),
    ranked: v.array(
      v.object({
        intent: v.string(),
        probability: probabilitySchema,
      }),
    ),
    /** Parameters of the intent's tool that the words leave open, so that it is not run. */
    missing: v.array(v.string()),
  }),
  /** Please run this tool in the page's environment and answer with tool.result. */
  'tool.request': v.object({ requestId: id, chatId: id, call: toolCallSchema }),
  ...dataEventSchemas,
  ...exportEventSchemas,
  ...compressionEventSchemas,
  ...correctionEventSchemas,
  /** What went wrong where no command waits for an answer: in a run, or with a message that cannot be read. */
  error: v.object({ ...errorSchema.entries, during: v.picklist(['train', 'storage', 'receiving']) }),
} as const;

export type Commands = { [K in keyof typeof commandSchemas]: v.InferOutput<(typeof commandSchemas)[K]> };
export type Events = { [K in keyof typeof eventSchemas]: v.InferOutput<(typeof eventSchemas)[K]> };

/** A command as it travels; the answer bears the same id. */
export type Command = {
  [K in keyof Commands]: { id: number; name: K; payload: Commands[K] };
}[keyof Commands];
/** An event as it travels. */
export type Event = { [K in keyof Events]: { name: K; payload: Events[K] } }[keyof Events];
