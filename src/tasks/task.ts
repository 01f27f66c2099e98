// What a task brings to a run: data, a teacher that is there or how one is trained first, and then, with the teacher finished,
// targets, first weights and ways to evaluate. One function for each task makes it (<id of the task>/prepare.ts exports it as
// `prepare`); experiment.ts takes the arms through the stages and knows no task.

import type { Tool } from '../agent/types';
import { type Arm, TEACHERS } from '../catalog/arms';
import type { RunConfig } from '../catalog/run-config';
import type { TokenRow } from '../data/batches';
import type { ChatSet } from '../data/chat-set';
import type { DialogueSet } from '../data/dialogues-file';
import type { TextSet } from '../data/text-set';
import type { ArmMaker, RaceOptions } from '../distillation/arms';
import type { BlockOptimizerSettings } from '../distillation/block-optimizer';
import type { EarlyStopOptions } from '../distillation/early-stop';
import type { Teacher } from '../distillation/targets/targets';
import type { Controls } from '../distillation/types';
import type { Examined } from '../evaluation/report';
import type { ModelBundle, StorableCodec } from '../models/bundle';
import type { Model } from '../models/model';
import type { LanguageModel } from '../models/language-model/language-model';
import type { EncoderOf } from '../models/sentence-encoder/sentence-encoder';
import type { Correction } from '../protocol/correction';
import type { Authored, DecisionMaps, Evaluation, Rollout } from '../protocol/training';

export type PrepareProgress = 'tokenizer' | 'embeddings' | 'asking' | 'corpus' | 'transcripts' | 'targets';

export interface PrepareHooks {
  onProgress?: ((task: PrepareProgress, done: number, total: number) => void) | undefined;
  /** Ends the preparation with RetortError('cancelled'). */
  signal?: AbortSignal | undefined;
}

/** Where a task finds what it does not make. Each throws a RetortError that says what to do. */
export interface TaskDeps extends PrepareHooks {
  /** The shipped tokeniser, for the sentences and dialogues that come with the page. */
  tokenizer(): Promise<StorableCodec>;
  /** Sets of a person's own, by their ids in the library. */
  textSet?: ((id: string) => Promise<TextSet>) | undefined;
  chatSet?: ((id: string) => Promise<ChatSet>) | undefined;
  /** A sentence encoder by its id, the shipped one too; a language model that scores labels likewise. */
  encoder?: EncoderOf | undefined;
  /** A language model by its id. */
  languageModel?: ((id: string) => Promise<LanguageModel>) | undefined;
  /** The dialogues that come with the page; the shipped teacher's transcripts belong to them. */
  dialogues?: (() => Promise<DialogueSet>) | undefined;
  /** Other sentences in place of those that come with the page. */
  builtInSet?: TextSet | undefined;
  /** Told of dialogues that are written during the run to be learnt from, now and then. */
  onRollout?: ((rollout: Rollout) => void) | undefined;
  /** Told of the dialogues that a language model has written for the run. */
  onAuthored?: ((authored: Authored) => void) | undefined;
  /** How long a teacher of the agent is trained, at most. */
  teacherSteps?: number | undefined;
}

/** @param given for each teacher of the config the finished one that it names; null where it names a size, which is trained first. */
export type Prepare = (
  config: RunConfig,
  deps: TaskDeps,
  given: readonly (ModelBundle | null)[],
) => Promise<Prepared>;

/** Models at a step, as maps of the plane. */
type Maps = (models: readonly { arm: Arm; model: Model }[], step: number) => Promise<DecisionMaps>;

/** The data is ready. */
export interface Prepared {
  /** In the config's order. */
  teachers: readonly (ModelBundle | TeacherTraining)[];
  /** Null where the inputs are not points of the plane. */
  maps: Maps | null;
  /** Everything of a stage that distils but the race itself. */
  distil(link: Link): Promise<Task>;
}

/** Who learns from whom: the student from its teachers, or a part of the chain between them. */
export interface Link {
  /** Size of the one who learns. */
  student: string;
  /** All of the run where the chain begins, later the assistant before. */
  teachers: readonly PresentTeacher[];
  /** All that have been trained before; with the first teachers, who answer to their names, everyone is compared. */
  finished: ReadonlyMap<Arm, PresentTeacher>;
}

/** The teachers at the beginning of a chain. */
export const firstTeachers = ({ finished }: Pick<Link, 'finished'>): PresentTeacher[] =>
  TEACHERS.flatMap((arm) => finished.get(arm) ?? []);

/** A finished teacher and its network on the device, which is the caller's to dispose of. */
export interface PresentTeacher {
  bundle: ModelBundle;
  model: Model;
}

/** How a teacher is trained before it teaches: one arm, the same loop. */
export interface TeacherTraining
  extends ArmMaker, Pick<RaceOptions, 'batch' | 'targets' | 'schedule' | 'steps'> {
  controls: Controls;
  watch?: EarlyStopOptions;
  /** With the weights of this moment. */
  bundle(model: Model): Promise<ModelBundle>;
  /** What is left to do when it is trained. Throws RetortError('cancelled') at the signal of the deps. */
  finish?(teacher: ModelBundle): Promise<ModelBundle>;
}

export const isTraining = (teacher: ModelBundle | TeacherTraining): teacher is TeacherTraining =>
  'steps' in teacher;

export interface EvaluateOptions {
  signal?: AbortSignal | undefined;
}

/** Figures that one forward pass gives. */
export type Figures = Pick<Evaluation, 'n' | 'figures'>;
/** Figures that come of letting a model write dialogues, and how many it wrote. */
export type WrittenFigures = Required<Pick<Evaluation, 'figures' | 'written'>>;

/** How a model writes dialogues while something else goes on. */
export interface WritingHooks {
  signal?: AbortSignal | undefined;
  onProgress?: ((done: number, total: number) => void) | undefined;
  /** Asked before each piece of a few milliseconds: resolves when there is time for it. */
  pace?: (() => Promise<void>) | undefined;
}

/** Lets a copy of a model write the held-out dialogues, at any time. Throws RetortError('cancelled') at the signal. */
export type Writer = (hooks: WritingHooks) => Promise<WrittenFigures>;

/** What PyTorch is told, to train the same rows in the same way (twin-run.ts, pytorch/torchrun/run_folder.py). */
export interface TwinTask {
  /** A row of the transfer set, as its student reads it. */
  row(row: number): object;
  /** Settings of blockOptimizer(); null where AdamW alone trains, without decay. */
  optimizer: BlockOptimizerSettings | null;
  /** What is left out at a step: the seeds are numbers or words, behind which the step is put. */
  drops?: { dropout: number; dropSeed: number; wordDropout: number; wordSeed: string };
}

/** Turns of the chat that were put right, and what a student makes of them. */
export interface CorrectedTurns {
  /** All of them, from the next batch on. */
  set(corrections: readonly Correction[]): void;
  /** Whether a row of a batch is one of them. */
  isCorrected(row: number): boolean;
  /** Batches of the run, some corrections beside them. */
  batch: Task['batch'];
  /** Batches of a further training: corrections, rows like them, and others. */
  rehearsal: Task['batch'];
  /**
   * How models are asked for the corrected turns, requests like them and others: which of each they get right.
   * @param like how many requests like them, at most.
   */
  asking(
    corrections: readonly Correction[],
    like: number,
  ): Promise<(model: StoredNetwork, hooks: WritingHooks) => Promise<Asked>>;
}

export interface Asked extends Record<'own' | 'similar' | 'others', readonly boolean[]> {
  /** What makes probabilities of how sure the model is of its plans, by the others. */
  planTemperature: number;
}

export type StoredNetwork = Pick<ModelBundle, 'network' | 'weights'>;

export interface Task extends ArmMaker, Pick<RaceOptions, 'batch' | 'schedule'> {
  teacher: Teacher;
  /** Absent where PyTorch has no such task. */
  twin?: TwinTask | undefined;
  /** How far a model is from the one it learns from, 0 to 1, on rows that neither training nor the test has. */
  gap(model: Model, options: EvaluateOptions): Promise<number>;
  /** All of a student's bundle but its weights and card. */
  student: Omit<ModelBundle, 'card' | 'weights'>;
  /** As ModelCard.dataSet. */
  dataSet: string;
  /** Of training; labelled are those whose right answers the student may see. */
  rows: { total: number; labelled: number };
  /** Names of the classes; null but for classifiers. */
  classes: string[] | null;
  /** Things to say to a model of a person's own data; none where the page has its own. */
  examples?: readonly string[];
  /** Absent where nothing can be put right in the chat. */
  corrections?: CorrectedTurns | undefined;
  /** What an agent of a person's own data can call; none where the tools are the page's. */
  tools?: ReadonlyMap<string, Tool>;
  evaluate(arm: Arm, model: Model, options: EvaluateOptions): Promise<Figures>;
  /**
   * Where figures come of writing: the weights of this moment, ready to write; null of a model that does not.
   * @param as of another shape than the student's, or of few bits: the model as it is stored.
   */
  writer?(arm: Arm, model: Model, as?: StoredNetwork): Promise<Writer | null>;
  /** A model's part of the report, dialogues as they were last written. Throws RetortError('cancelled') at the signal. */
  examine(arm: Arm, model: Model, options: EvaluateOptions): Promise<Examined>;
  /** Its rows, for the microscope. */
  transfer: TransferSet;
}

/** The rows that a student learns from, as the microscope looks into them. Plain data: it outlives the run. */
export interface TransferSet {
  total: number;
  /** Of classifiers, whose soft labels a person may change; 0 where a row has more than one answer. */
  classes: number;
  /** In words: the sentence, the request, the numbers. */
  text(row: number): string;
  /** The right class; null where nobody knows, or a row has more than one answer. */
  label(row: number): number | null;
  /** Of rows of numbers. */
  numbers?(row: number): Float32Array;
  /** Of dialogues. */
  transcript?(row: number): TokenRow;
}
