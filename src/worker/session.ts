// The worker's side of training: at most one run at a time, what is left of the last one to talk with, and what to do when a
// run ends well, fails, or loses its GPU. Phases: idle, preparing, running, paused, done, failed.

import { type ErrorCode, RetortError } from '../lib/errors';
import type { Checkpoint, Commands, Phase, Speaker } from '../protocol/messages';
import type { Classifier } from '../tasks/intents/classifier';
import type { RunConfig } from '../catalog/run-config';
import { errorFields } from '../protocol/parse';
import { type Allowance, Run, type RunDeps } from './run';
import type { SpeakingModel } from './speaking-model';

export class Session {
  #run: Run | null = null;
  /** Agent: the models of the last run, in plain arrays. */
  #kept = new Map<Speaker, SpeakingModel>();
  /** Intents: the classifiers of the last run. */
  #keptClassifiers = new Map<Speaker, Classifier>();
  #ending: Promise<void> = Promise.resolve();
  #forget = false;
  readonly #deps: RunDeps;

  constructor(deps: Omit<RunDeps, 'onChange'>) {
    this.#deps = { ...deps, onChange: (run) => this.#tell(run, run.phase, run.speakers) };
  }

  start({ config, checkpoint }: Commands['train.start']): Promise<void> {
    return this.#begin(config, checkpoint ? 0 : Infinity, checkpoint);
  }

  pause(): void {
    this.#run?.allow(0);
  }

  resume(): void {
    this.#run?.allow(Infinity);
  }

  /** One step of the run under way, or of a new one. */
  async takeStep({ config }: Commands['train.step']): Promise<void> {
    if (this.#run && !this.#run.stopped) this.#run.allow(1);
    else if (config) await this.#begin(config, 1);
  }

  stop(): void {
    this.#run?.stop();
  }

  /** Ends the run and forgets what it made. */
  reset(): void {
    this.#forget = true;
    this.#kept.clear();
    this.#keptClassifiers = new Map();
    if (this.#run) this.#run.stop();
    else this.#tellIdle();
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

  async #begin(config: RunConfig, allowance: Allowance, checkpoint?: Checkpoint): Promise<void> {
    if (this.#run && !this.#run.stopped)
      throw new RetortError('config-invalid', 'A run is under way. Stop it before you start another.');
    await this.#ending; // the one before may still be putting its things away
    this.#forget = false;
    this.#kept.clear();
    this.#keptClassifiers = new Map();
    this.#run = new Run(config, this.#deps, { allowance, checkpoint: checkpoint ?? null });
    this.#ending = this.#see(this.#run);
    await this.#ending;
  }

  /** Sees a run through, over lost GPUs, to its end. */
  async #see(run: Run): Promise<void> {
    let failure: unknown = null;
    try {
      await run.drive();
    } catch (error) {
      failure = await this.#deps.engine.explain(error);
      if (has('gpu-lost', failure) && !run.stopped) return this.#carryOn(run, failure);
      if (has('nan-loss', failure)) run.goBack();
    }
    if (!this.#forget) await this.#keep(run).catch((error: unknown) => (failure ??= error));
    const { speakers } = run;
    run.dispose();
    this.#run = null;
    if (this.#forget) this.#tellIdle();
    else this.#tell(run, failure ? 'failed' : run.step > 0 ? 'done' : 'idle', speakers);
    if (failure) this.#deps.post('error', { ...errorFields(failure), during: 'train' });
  }

  /** The GPU is gone: the run goes on from its last checkpoint on the next backend. */
  async #carryOn(lost: Run, error: RetortError): Promise<void> {
    this.#deps.post('error', { ...errorFields(error), during: 'train' });
    try {
      lost.dispose(); // only the count of tensors; their memory is gone
    } catch {
      // the backend is in no state to count
    }
    try {
      const report = await this.#deps.engine.startNext();
      const config = { ...lost.config, backend: report.id };
      const { allowance, checkpoint } = lost;
      const run = new Run(config, this.#deps, { allowance, checkpoint });
      if (lost.stopped) run.stop();
      this.#run = run;
      return await this.#see(run);
    } catch (failure) {
      this.#run = null;
      this.#tell(lost, 'failed', []);
      this.#deps.post('error', { ...errorFields(failure), during: 'train' });
    }
  }

  /** Copies the models off the device, so that they can be talked with when the run is gone. */
  async #keep(run: Run): Promise<void> {
    this.#keptClassifiers = await classifiersOf(run);
    for (const who of run.speakers) {
      if (who === 'teacher' && run.teacherSource !== 'trained') continue; // teachers.ts has it
      const model = await run.model(who);
      if (model) this.#kept.set(who, model);
    }
  }

  #tell(run: Run, phase: Phase, speakers: readonly Speaker[]): void {
    const { step, config, parameters, examples } = run;
    this.#deps.post('session', {
      phase,
      step,
      steps: config.steps,
      speakers: [...speakers],
      examples: [...examples],
      ...(parameters && { parameters }),
    });
  }

  #tellIdle(): void {
    this.#deps.post('session', { phase: 'idle', step: 0, steps: 0, speakers: [], examples: [] });
  }
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
