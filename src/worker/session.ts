// The worker's side of training: runs one after the other, what is left of the last one to talk with, and what to do when a
// run ends well, fails, or loses its GPU. Stop and reset take effect at once; a run that begins meanwhile waits until the one
// before has put its things away. Phases: idle, preparing, running, paused, done, failed.

import { type ErrorCode, RetortError } from '../lib/errors';
import type { Tool } from '../agent/types';
import type { ModelBundle } from '../models/bundle';
import type { Commands, Events, Phase, Speaker } from '../protocol/messages';
import type { Classifier } from '../tasks/intents/classifier';
import { isAssistant } from '../catalog/arms';
import type { RunConfig } from '../catalog/run-config';
import type { Checkpoint } from '../protocol/checkpoint';
import { errorFields } from '../protocol/errors';
import type { TransferSet } from '../tasks/task';
import type { Replies } from '../protocol/replies';
import { Lock } from './lock';
import type { Post } from './post';
import { Run, type RunDeps, type RunOptions } from './run';
import { speakingModel, type SpeakingModel } from './speaking-model';
import { RunStore } from './run-store';
import type { WithDatabase } from './with-database';

export class Session {
  /** The run that was accepted last; null when it is over or forgotten, though it may still be ending. */
  #run: Run | null = null;
  readonly #turn = new Lock();
  /** The models of the last run, in plain arrays. */
  #kept: Kept = NOTHING;

  constructor(private readonly deps: SessionDeps) {}

  /** Accepts a run; how it goes on is told by session events. Throws RetortError where another is under way. */
  start({ config, run, from }: Commands['train.start']): void {
    this.#begin(config, { allowance: from ? 0 : Infinity, store: this.#storeOf(run), from });
  }

  /** Takes up the models of a finished run. Throws RetortError where a run is under way. */
  async open({ run }: Commands['train.open']): Promise<Replies['train.open']> {
    this.refuseWhileUnderWay();
    const models = await this.#storeOf(run).models();
    this.refuseWhileUnderWay(); // one may have begun meanwhile
    this.#kept = { ...NOTHING, models };
    return { speakers: [...models.keys()] };
  }

  pause(): void {
    this.#run?.allow(0);
  }

  resume(): void {
    this.#run?.allow(Infinity);
  }

  /** One step of the run under way, or of a new one. */
  takeStep({ config, run }: Commands['train.step']): void {
    if (this.#run && !this.#run.stopped) this.#run.allow(1);
    else if (config) this.#begin(config, { allowance: 1, store: this.#storeOf(run) });
  }

  stop(): void {
    this.#run?.stop();
  }

  /** Ends the run and forgets what it made. */
  reset(): void {
    this.#run?.stop();
    this.#run = null;
    this.#kept = NOTHING;
    this.deps.post('session', IDLE);
  }

  /** Throws RetortError where a label is to be changed and nothing trains. */
  adjust(moves: Commands['train.adjust']): void {
    if (moves.label && (!this.#run || this.#run.stopped))
      throw new RetortError(
        'config-invalid',
        'Nothing trains now, so nothing would follow this label. Press Distill, and change it during the run.',
      );
    this.#run?.adjust(moves);
  }

  /** Puts a student in the place of the one that the last run left. */
  replaceStudent(student: ModelBundle): void {
    this.#kept = { ...this.#kept, models: new Map([...this.#kept.models, ['student', student]]) };
  }

  /** Null where the last run left nothing, or left it in storage. */
  get left(): Left | null {
    const { models, checkpoint } = this.#kept;
    return checkpoint && { models, checkpoint };
  }

  /** A model at this moment, or as the last run left it. */
  async bundle(who: Speaker): Promise<ModelBundle | null> {
    return (await this.#run?.bundle(who)) ?? this.#kept.models.get(who) ?? null;
  }

  /** For the microscope; what the run under way has, or else the last one left. */
  get step(): number | null {
    return this.#run?.step ?? null;
  }

  get transfer(): TransferSet | null {
    return this.#run ? this.#run.transfer : this.#kept.transfer;
  }

  get labels() {
    return this.#run?.labels;
  }

  get tools() {
    return this.#run ? this.#run.tools : this.#kept.tools;
  }

  /** What a stored run left of its student's size: its baseline, or else the student. */
  async leftBy(run: string): Promise<ModelBundle | null> {
    const models = await this.#storeOf(run).models();
    return models.get('baseline') ?? models.get('student') ?? null;
  }

  /** A model that writes, at this moment or as the last run left it; null where there is none of that name. */
  async model(who: Speaker): Promise<SpeakingModel | null> {
    const run = this.#run;
    const now = await run?.bundle(who);
    if (now) return speakingModel(now, run!.tools);
    const kept = this.#kept.models.get(who);
    return kept ? speakingModel(kept, this.#kept.tools) : null;
  }

  /** Who can be asked for an intent, at this moment or as the last run left them. */
  async classifiers(): Promise<ReadonlyMap<Speaker, Classifier>> {
    const run = this.#run?.kind ? this.#run : null;
    // weights are read off the device for whoever will be asked alone
    const speakers = !run ? this.#kept.models.keys() : run.kind === 'encoder' ? run.speakers : [];
    const classifiers = new Map<Speaker, Classifier>();
    for (const who of speakers) {
      const bundle = await this.bundle(who);
      if (bundle?.network.kind !== 'encoder' && !bundle?.encoder) continue;
      const { createClassifier } = await this.deps.engine.ready();
      const classifier = createClassifier(bundle, this.deps.encoder);
      if (classifier) classifiers.set(who, classifier);
    }
    return classifiers;
  }

  #storeOf(run: string | undefined): RunStore {
    return new RunStore(run ?? null, this.deps.withDatabase, this.deps.post);
  }

  /** Throws RetortError('config-invalid') where a run is under way. */
  refuseWhileUnderWay(): void {
    if (this.#run && !this.#run.stopped)
      throw new RetortError('config-invalid', 'A run is under way. Stop it before you start another.');
  }

  #begin(config: RunConfig, options: RunOptions): void {
    this.refuseWhileUnderWay();
    const run = this.#create(config, options);
    this.#run = run;
    this.#kept = NOTHING;
    void this.#turn.run(() => this.#see(run));
  }

  /** A run that is heard only as long as it is the one under way. */
  #create(config: RunConfig, options: RunOptions): Run {
    const post: Post = (name, payload, transfer) => {
      if (this.#run === run) this.deps.post(name, payload, transfer);
    };
    const onChange = () => post('session', sessionOf(run, run.phase, run.speakers));
    const run = new Run(config, { ...this.deps, post, onChange }, options);
    return run;
  }

  /** Sees a run through, over lost GPUs, to its end. Nothing is told or kept of one that was forgotten meanwhile. */
  async #see(run: Run): Promise<void> {
    let failure: unknown = null;
    try {
      if (!run.stopped) await run.drive();
    } catch (error) {
      failure = await this.deps.engine.explain(error);
      if (has('gpu-lost', failure) && !run.stopped) return this.#carryOn(run, failure);
      if (has('nan-loss', failure)) run.goBack();
    }
    if (this.#run === run) await this.#keep(run).catch((error: unknown) => (failure ??= error));
    const ended = sessionOf(run, failure ? 'failed' : run.step > 0 ? 'done' : 'idle', run.speakers);
    run.dispose();
    if (this.#run !== run) return;
    this.#run = null;
    this.deps.post('session', ended);
    if (failure) this.deps.post('error', { ...errorFields(failure), during: 'train' });
  }

  /** The GPU is gone: the run goes on from its last checkpoint on the next backend. */
  async #carryOn(lost: Run, error: RetortError): Promise<void> {
    this.deps.post('error', { ...errorFields(error), during: 'train' });
    try {
      lost.dispose(); // only the count of tensors; their memory is gone
    } catch {
      // the backend is in no state to count
    }
    try {
      const report = await this.deps.engine.startNext();
      if (this.#run !== lost) return;
      const config = { ...lost.config, backend: report.id };
      const { allowance, store, checkpoint, labels, corrections } = lost;
      const run = this.#create(config, { allowance, store, from: checkpoint, labels, corrections });
      if (lost.stopped) run.stop();
      this.#run = run;
      return await this.#see(run);
    } catch (failure) {
      if (this.#run !== lost) return;
      this.#run = null;
      this.deps.post('session', sessionOf(lost, 'failed', []));
      this.deps.post('error', { ...errorFields(failure), during: 'train' });
    }
  }

  /** Copies the models off the device, so that they can be talked with when the run is gone, and stores them. */
  async #keep(run: Run): Promise<void> {
    const models = new Map<Speaker, ModelBundle>();
    const { tools, transfer, stage } = run;
    for (const who of run.speakers) {
      const model = await run.bundle(who);
      if (model) models.set(who, model);
    }
    if (this.#run !== run) return;
    this.#kept = { models, tools, transfer, checkpoint: run.store.leaves ? null : run.checkpoint };
    if (stage.id !== 'student' || run.step === 0) return;
    // those who taught were stored before they did, or came with the page
    for (const [who, model] of models)
      if (who !== 'teacher' && !isAssistant(who)) await run.store.keep(model, who);
  }
}

/** What a run left to talk with. */
interface Kept {
  models: ReadonlyMap<Speaker, ModelBundle>;
  tools: ReadonlyMap<string, Tool> | null;
  transfer: TransferSet | null;
  /** Its last one, where it is not in storage. */
  checkpoint: Checkpoint | null;
}
const NOTHING: Kept = { models: new Map(), tools: null, transfer: null, checkpoint: null };

/** A run that stored nothing, to be made ready again where it ended. */
export interface Left {
  models: ReadonlyMap<Speaker, ModelBundle>;
  checkpoint: Checkpoint;
}

const IDLE: Events['session'] = {
  phase: 'idle',
  stage: { id: 'student', index: 0, count: 1 },
  step: 0,
  steps: 0,
  speakers: [],
  examples: [],
};

interface SessionDeps extends Omit<RunDeps, 'onChange'> {
  withDatabase: WithDatabase;
}

function sessionOf(run: Run, phase: Phase, speakers: readonly Speaker[]): Events['session'] {
  const { stage, step, steps, parameters, examples } = run;
  return {
    phase,
    stage,
    step,
    steps,
    speakers: [...speakers],
    examples: [...examples],
    ...(parameters && { parameters }),
  };
}

const has = (code: ErrorCode, error: unknown): error is RetortError =>
  error instanceof RetortError && error.code === code;
