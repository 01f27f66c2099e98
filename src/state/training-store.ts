// The run in progress, as few numbers as the interface shows: phase, step, speed, marks. Curves and evaluations are in
// metrics.ts; metricsVersion says when they changed.

import { createStore } from 'zustand/vanilla';
import { type Arm, isTeacher } from '../catalog/arms';
import { readsOf } from '../catalog/catalog';
import { params } from '../catalog/params';
import { finishedTeacherId, type RunConfig } from '../catalog/run-config';
import { withSetting } from '../catalog/settings';
import type { SettingValue } from '../catalog/types';
import { errorFields } from '../protocol/errors';
import type {
  Authored,
  DecisionMaps,
  MixtureStatus,
  Rollout,
  StepLog,
  TargetCacheStatus,
} from '../protocol/training';
import type { Events, Phase, Speaker } from '../protocol/messages';
import type { Report } from '../protocol/report';
import type { Mark } from '../storage/run-file';
import type { RunRecord } from '../storage/run-record';

export type { ArmReport, Report } from '../protocol/report';

export type { DecisionMaps, Rollout } from '../protocol/training';
export { type Phase, type Speaker, SPEAKERS } from '../protocol/messages';

/** What can be moved while it trains. */
export const STEERABLE = ['temperature', 'lambda', 'learningRate'] as const;
export type Steerable = (typeof STEERABLE)[number];

export interface Speed {
  stepsPerSecond: number;
  /** Tokens (agent) or rows (points) that carry loss. */
  tokensPerSecond: number;
  /** Null when it does not train. */
  secondsLeft: number | null;
}

/** Which part of a run it is, counted from 0, and how far. */
export type StageProgress = Events['session']['stage'] & Pick<Events['session'], 'step' | 'steps'>;

export interface TrainingState {
  phase: Phase;
  /** The part of the run that is under way: a teacher is trained first, where none is finished. */
  stage: StageProgress;
  /** The student's. */
  step: number;
  steps: number;
  /** Who has weights now. */
  speakers: readonly Speaker[];
  /** Things to say to the models of a person's own data; none where the page has its own. */
  examples: readonly string[];
  parameters: { student: number; teacher: number } | null;
  /** The config that the run started with, with what was moved since; null where nothing ran. */
  config: RunConfig | null;
  speed: Speed;
  liveTensors: number;
  bytes: number;
  /** The teacher's targets that are remembered; null where none are. */
  targetCache: TargetCacheStatus | null;
  /** How much each of several teachers counted lately; null where there is one. */
  mixture: MixtureStatus | null;
  /** Slow motion: what a step takes at least, in milliseconds; of all runs that a person starts. */
  stepMs: number;
  /** The step after which they pause by themselves; null: none. */
  pauseAt: number | null;
  /** The last step of each arm. */
  latest: Partial<Record<Arm, StepLog>>;
  marks: readonly Mark[];
  maps: DecisionMaps | null;
  /** The dialogue that was written last for the student to learn from; null where none is written. */
  rollout: Rollout | null;
  /** What a language model has written for the run, where one teaches. */
  authored: Authored | null;
  /** Whether the worker has been asked to keep this run's teacher and has not answered yet. */
  keepingTeacher: boolean;
  /** The id under which this run's teacher was kept; null where it was not. */
  teacherKept: string | null;
  /** When the run on show began, in milliseconds since the epoch, where it is one of before that was opened again; else null. */
  openedFrom: number | null;
  /** Of the run that came to its end last, whatever ran since, or of one that was opened again (openedFrom, too); null before there is one. */
  report: { config: RunConfig; report: Report; openedFrom?: number } | null;
  /** Grows when curves or evaluations change. */
  metricsVersion: number;
}

const STILL: Speed = { stepsPerSecond: 0, tokensPerSecond: 0, secondsLeft: null };

const nothing: Omit<
  TrainingState,
  'metricsVersion' | 'phase' | 'speakers' | 'examples' | 'report' | 'stepMs' | 'pauseAt'
> = {
  stage: { id: 'student', index: 0, count: 1, step: 0, steps: 0 },
  step: 0,
  steps: 0,
  parameters: null,
  config: null,
  speed: STILL,
  liveTensors: 0,
  bytes: 0,
  targetCache: null,
  mixture: null,
  latest: {},
  marks: [],
  maps: null,
  rollout: null,
  authored: null,
  keepingTeacher: false,
  teacherKept: null,
  openedFrom: null,
};

export function createTrainingStore() {
  return createStore<TrainingState>()(() => ({
    ...nothing,
    phase: 'idle',
    speakers: [],
    examples: [],
    report: null,
    stepMs: 0,
    pauseAt: null,
    metricsVersion: 0,
  }));
}
export type TrainingStore = ReturnType<typeof createTrainingStore>;

/** A new run begins: nothing of the last one stays. The worker says the next phase. */
export function beginRun(store: TrainingStore, config: RunConfig): void {
  store.setState(({ metricsVersion }) => ({
    ...nothing,
    config,
    steps: config.steps,
    phase: 'preparing',
    metricsVersion: metricsVersion + 1,
  }));
}

/** The run goes back to a checkpoint: what came after it did not happen. */
export function rewindRun(store: TrainingStore, step: number): void {
  store.setState(({ marks, metricsVersion }) => ({
    step,
    phase: 'preparing',
    speed: STILL,
    maps: null,
    rollout: null,
    keepingTeacher: false,
    teacherKept: null, // it is trained anew
    marks: marks.filter((mark) => mark.step <= step),
    metricsVersion: metricsVersion + 1,
  }));
}

/** A run of before, as it ended; nothing trains. Its config may be of another version, so it is handed in whole. */
export function showRun(store: TrainingStore, run: RunRecord, config: RunConfig): void {
  const { step, marks = [], parameters = null, maps = null, report, startedAt: openedFrom } = run;
  store.setState(({ metricsVersion }) => ({
    ...nothing,
    config,
    step,
    steps: config.steps,
    marks,
    parameters,
    maps,
    phase: run.status === 'failed' ? 'failed' : 'done',
    openedFrom,
    report: report ? { config, report, openedFrom } : null,
    metricsVersion: metricsVersion + 1,
  }));
}

/** No run at all. */
export function forgetRun(store: TrainingStore): void {
  store.setState(({ metricsVersion }) => ({
    ...nothing,
    phase: 'idle',
    speakers: [],
    examples: [],
    metricsVersion: metricsVersion + 1,
  }));
}

/** Whether a run is under way, so that controls steer it. */
export const isUnderWay = (phase: Phase): boolean =>
  phase === 'preparing' || phase === 'running' || phase === 'paused';

/** Whether a run was stopped before its last step. */
export const wasStopped = ({
  phase,
  step,
  steps,
}: Pick<TrainingState, 'phase' | 'step' | 'steps'>): boolean => phase === 'done' && step < steps;

/** Whether a run is over and has a student to talk with. */
export const hasStudentToMeet = ({ phase, speakers, config }: TrainingState): boolean =>
  phase === 'done' && config !== null && readsOf(config.task) !== null && speakers.includes('student');

/** Whether the run's teacher was trained in the page and is there to be kept. */
export const hasTeacherToKeep = ({ config, phase, stage, speakers }: TrainingState): boolean =>
  config !== null &&
  config.dataset !== 'textbook' &&
  finishedTeacherId(config.teacher) === null &&
  phase !== 'preparing' &&
  stage.id === 'student' &&
  speakers.includes('teacher');

/** The worker did not take up the run. Whether that ends it: a crash is dealt with where crashes are. */
export function noteRefusal(store: TrainingStore, error: unknown): boolean {
  if (store.getState().phase !== 'preparing' || errorFields(error).code === 'worker-crashed') return false;
  store.setState({ phase: 'failed' });
  return true;
}

export function noteSession(store: TrainingStore, session: Events['session']): void {
  const { phase, stage, step, steps, speakers, examples, parameters } = session;
  store.setState((state) => ({
    phase,
    stage: { ...stage, step, steps },
    // while its teacher is trained, the student has taken none
    ...(stage.id === 'student' ? { step, steps } : { step: 0 }),
    speakers,
    examples,
    parameters: parameters ?? state.parameters,
    // the teacher's steps say nothing about the student's
    speed: state.stage.id === stage.id ? { ...state.speed, secondsLeft: null } : STILL,
  }));
}

/** Takes a batch of step logs; speed is smoothed over about the last 20 steps. */
export function noteSteps(store: TrainingStore, steps: Events['train.steps']): void {
  const { logs, liveTensors, bytes, targetCache, mixture } = steps;
  store.setState((state) => {
    const latest = { ...state.latest };
    let { step, stage } = state;
    // arms run in lockstep: the time of a step is that of all arms together
    const perStep = new Map<number, { ms: number; tokens: number }>();
    for (const log of logs) {
      latest[log.arm] = log;
      if (log.arm === stage.id) stage = { ...stage, step: log.step }; // a stage bears the name of its first arm
      if (log.arm === 'student') step = log.step;
      const sum = perStep.get(log.step) ?? { ms: 0, tokens: 0 };
      perStep.set(log.step, {
        ms: sum.ms + log.ms,
        tokens: sum.tokens + (log.arm === stage.id ? log.tokens : 0),
      });
    }
    let { stepsPerSecond, tokensPerSecond } = state.speed;
    for (const { ms, tokens } of perStep.values()) {
      const seconds = Math.max(ms, 0.01) / 1000;
      // a mean of durations, not of rates, which one fast step would distort
      const smooth = stepsPerSecond === 0 ? seconds : 0.95 / stepsPerSecond + 0.05 * seconds;
      tokensPerSecond =
        tokensPerSecond === 0 ? tokens / seconds : 0.95 * tokensPerSecond + (0.05 * tokens) / seconds;
      stepsPerSecond = 1 / smooth;
    }
    const secondsLeft =
      state.phase === 'running' && stepsPerSecond > 0 ? (stage.steps - stage.step) / stepsPerSecond : null;
    return {
      latest,
      stage,
      step,
      liveTensors,
      bytes,
      targetCache: targetCache ?? state.targetCache,
      mixture: mixture ?? state.mixture,
      speed: { stepsPerSecond, tokensPerSecond, secondsLeft },
      metricsVersion: state.metricsVersion + 1,
    };
  });
}

const SYMBOLS: Record<Steerable, string> = { temperature: 'T', lambda: 'λ', learningRate: 'lr' };

/** Moves of one control that follow each other faster are one drag of its slider, and one mark. */
const ONE_DRAG = 1000;

/** Marks with a move among them that takes the place of the same drag's earlier ones. */
function withMark(marks: readonly Mark[], mark: Mark): Mark[] {
  const others = marks.filter(
    ({ field, step, at }) => field !== mark.field || (step !== mark.step && mark.at - at > ONE_DRAG),
  );
  return [...others, mark];
}

/** Where a mark goes on the axis that all stages share; the teacher's own training cannot be steered. */
const markedStep = ({ stage, step }: Pick<TrainingState, 'stage' | 'step'>): number =>
  isTeacher(stage.id) || stage.id === 'student' ? step : stage.step;

/** Notes what the run changed by itself. */
export function noteReaction(store: TrainingStore, reaction: Events['train.reaction'], now: number): void {
  const { step, field, value } = reaction;
  const symbol = field === 'stop' ? 'gap' : SYMBOLS[field];
  const text = `${symbol} = ${Number(value.toPrecision(4))}`;
  store.setState(({ marks }) => ({ marks: [...marks, { step, field, value, text, at: now, itself: true }] }));
}

/** Notes that a control was moved during a run. @param now milliseconds since the epoch. */
export function noteMove(store: TrainingStore, field: Steerable, value: number, now: number): void {
  store.setState(({ config, marks, ...state }) => {
    if (!config) return {};
    const step = markedStep(state);
    const { min, max } = params[field];
    const held = Math.min(max, Math.max(min, value));
    const text = `${SYMBOLS[field]} = ${Number(held.toPrecision(4))}`;
    return {
      config: { ...config, [field]: held },
      marks: withMark(marks, { step, field, value: held, text, at: now }),
    };
  });
}

/** Notes that a row's soft label was set by hand during a run, or given back. @param share of its likeliest class. */
export function noteLabel(store: TrainingStore, row: number, share: number | null, now: number): void {
  store.setState(({ step, marks }) => {
    const text = share === null ? `↺ #${row}` : `✎ #${row}`;
    return { marks: withMark(marks, { step, field: `label.${row}`, value: share ?? 0, text, at: now }) };
  });
}

/** Notes that a run learns so many turns of the chat as they were put right. */
export function noteCorrections(store: TrainingStore, count: number, now: number): void {
  store.setState(({ marks, ...state }) => {
    const step = markedStep(state);
    return {
      marks: withMark(marks, { step, field: 'corrections', value: count, text: `✎ ${count}`, at: now }),
    };
  });
}

/** Notes that a setting was moved during a run; of numbers there is a mark. */
export function noteSetting(
  store: TrainingStore,
  { group, id, value }: { group: string; id: string; value: SettingValue },
  now: number,
): void {
  store.setState(({ config, marks, ...state }) => {
    if (!config) return {};
    const step = markedStep(state);
    const moved = { config: { ...config, settings: withSetting(config.settings, group, id, value) } };
    if (typeof value !== 'number') return moved;
    const mark = { step, field: `${group}.${id}`, value, text: `${id} = ${value}`, at: now };
    return { ...moved, marks: withMark(marks, mark) };
  });
}
