// The worker's side of training: runs one after the other, what is left of the last one to talk with, and what to do when a
// run ends well, fails, or loses its GPU. Stop and reset take effect at once; a run that begins meanwhile waits until the one
// before has put its things away. Phases: idle, preparing, running, paused, done, failed.

import { type ErrorCode, RetortError } from '../lib/errors';
import type { Checkpoint, Commands, Events, Phase, Speaker } from '../protocol/messages';
import type { Classifier } from '../tasks/intents/classifier';
import type { RunConfig } from '../catalog/run-config';
import { errorFields } from '../protocol/errors';
import { Lock } from './lock';
import type { Post } from './post';
import { type Allowance, Run, type RunDeps } from './run';
import type { SpeakingModel } from './speaking-model';

export class Session {
  /** The run that was accepted last; null when it is over or forgotten, though it may still be ending. */
  #run: Run | null = null;
  readonly #turn = new Lock();
  /** Agent: the models of the last run, in plain arrays. */
  #kept = new Map<Speaker, SpeakingModel>();
  /** Intents: the classifiers of the last run. */
  #keptClassifiers = new Map<Speaker, Classifier>();

  constructor(private readonly deps: Omit<RunDeps, 'onChange'>) {}

  /** Accepts a run; how it goes on is told by session events. Throws RetortError where another is under way. */
  start({ config, checkpoint }: Commands['train.start']): void {
    this.#begin(config, checkpoint ? 0 : Infinity, checkpoint);
  }

  pause(): void {
    this.#run?.allow(0);
  }

  resume(): void {
    this.#run?.allow(Infinity);
  }

  /** One step of the run under way, or of a new one. */
  takeStep({ config }: Commands['train.step']): void {
    if (this.#run && !this.#run.stopped) this.#run.allow(1);
    else if (config) this.#begin(config, 1);
  }

  stop(): void {
    this.#run?.stop();
  }

  /** Ends the run and forgets what it made. */
  reset(): void {
    this.#run?.stop();
    this.#run = null;
    this.#forget();
    this.deps.post('session', { phase: 'idle', step: 0, steps: 0, speakers: [], examples: [] });
  }

  adjust(moves: Commands['train.adjust']): void {
    this.#run?.adjust(moves);
  }

  /** The weights of a speaker at this moment, or as the last run left them. */
  async model(who: Speaker): Promise<SpeakingModel | null> {
    return (await this.#run?.model(who)) ?? this.#kept.get(who) ?? null;
  }

  /** Who can be asked for an intent, with the weights of this moment or as the last run left them. */
  async classifiers(): Promise<ReadonlyMap<Speaker, Classifier>> {
    return this.#run && this.#run.speakers.length > 0 ? classifiersOf(this.#run) : this.#keptClassifiers;
  }

  #begin(config: RunConfig, allowance: Allowance, checkpoint: Checkpoint | null = null): void {
    if (this.#run && !this.#run.stopped)
      throw new RetortError('config-invalid', 'A run is under way. Stop it before you start another.');
    const run = this.#create(config, { allowance, checkpoint });
    this.#run = run;
    this.#forget();
    void this.#turn.run(() => this.#see(run));
  }

  /** A run that is heard only as long as it is the one under way. */
  #create(config: RunConfig, options: ConstructorParameters<typeof Run>[2]): Run {
    const post: Post = (name, payload, transfer) => {
      if (this.#run === run) this.deps.post(name, payload, transfer);
    };
    const onChange = () => post('session', sessionOf(run, run.phase, run.speakers));
    const run = new Run(config, { ...this.deps, post, onChange }, options);
    return run;
  }

  #forget(): void {
    this.#kept = new Map();
    this.#keptClassifiers = new Map();
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
    const { speakers } = run;
    run.dispose();
    if (this.#run !== run) return;
    this.#run = null;
    this.deps.post('session', sessionOf(run, failure ? 'failed' : run.step > 0 ? 'done' : 'idle', speakers));
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
      const { allowance, checkpoint } = lost;
      const run = this.#create(config, { allowance, checkpoint });
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

  /** Copies the models off the device, so that they can be talked with when the run is gone. */
  async #keep(run: Run): Promise<void> {
    const classifiers = await classifiersOf(run);
    const models = new Map<Speaker, SpeakingModel>();
    for (const who of run.speakers) {
      if (who === 'teacher' && run.teacherSource !== 'trained') continue; // teachers.ts has it
      const model = await run.model(who);
      if (model) models.set(who, model);
    }
    if (this.#run !== run) return;
    this.#keptClassifiers = classifiers;
    this.#kept = models;
  }
}

function sessionOf(run: Run, phase: Phase, speakers: readonly Speaker[]): Events['session'] {
  const { step, config, parameters, examples } = run;
  return {
    phase,
    step,
    steps: config.steps,
    speakers: [...speakers],
    examples: [...examples],
    ...(parameters && { parameters }),
  };
}

async function classifiersOf(run: Run): Promise<Map<Speaker, Classifier>> {
  const classifiers = new Map<Speaker, Classifier>();
  for (const who of run.speakers) {
    const classifier = await run.classifier(who);
    if (classifier) classifiers.set(who, classifier);
  }
  return classifiers;
}

const has = (code: ErrorCode, error: unknown): error is RetortError =>
  error instanceof RetortError && error.code === code;
