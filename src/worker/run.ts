// One run, driven: prepares an experiment, asks its arms for steps in lockstep, lets messages through in between, evaluates,
// maps and saves as it goes. It obeys pause, step, stop and adjust between two steps. What becomes of it afterwards is
// session.ts.

import type { RunConfig } from '../catalog/run-config';
import { params } from '../catalog/params';
import type { Classifier, ClassifierParts } from '../tasks/intents/classifier';
import type { Experiment } from '../tasks/experiment';
import type { ChatSet } from '../data/chat-set';
import type { TextSet } from '../data/text-set';
import { RetortError } from '../lib/errors';
import type { Checkpoint, Commands, Phase, Speaker } from '../protocol/messages';
import type { EngineRoom } from './engine-room';
import { Lock } from './lock';
import { Milestones } from './milestones';
import { type Post, throttledProgress } from './post';
import type { SpeakingModel } from './speaking-model';
import { StepReporter } from './step-reporter';
import type { Teachers } from './teachers';
import type { Turns } from './turns';

export interface RunDeps {
  post: Post;
  turns: Turns;
  engine: EngineRoom;
  teachers: Teachers;
  /** Sets of the person's own, by their ids. */
  textSet(id: string): Promise<TextSet>;
  chatSet(id: string): Promise<ChatSet>;
  /** A teacher of intents that the person kept, by its id. */
  keptTeacher(id: string): Promise<ClassifierParts>;
  /** Told whenever phase, step or speakers change. */
  onChange(run: Run): void;
}

/** Steps that may still be taken before the run pauses. */
export type Allowance = number;

export class Run {
  phase: Phase = 'preparing';
  step = 0;
  /** The last one made, by this run or the one it continues. */
  checkpoint: Checkpoint | null;
  /** As started, with what was moved since. */
  config: RunConfig;
  /** Known once everything is prepared. */
  parameters: Experiment['parameters'] | null = null;
  /** Things to say to models of a person's own data. */
  examples: readonly string[] = [];
  #allowance: Allowance;
  #experiment: Experiment | null = null;
  #wake: () => void = () => undefined;
  readonly #abort = new AbortController();
  readonly #weights = new Lock();

  constructor(
    config: RunConfig,
    private readonly deps: RunDeps,
    { allowance, checkpoint = null }: { allowance: Allowance; checkpoint?: Checkpoint | null },
  ) {
    this.config = config;
    this.#allowance = allowance;
    this.checkpoint = checkpoint;
    this.step = checkpoint?.step ?? 0;
  }

  get allowance(): Allowance {
    return this.#allowance;
  }

  get speakers(): Speaker[] {
    return [...(this.#experiment?.speakers ?? [])];
  }

  get stopped(): boolean {
    return this.#abort.signal.aborted;
  }

  /** Steps from now on: Infinity runs, 0 pauses, 1 is one step. */
  allow(allowance: Allowance): void {
    this.#allowance = allowance;
    this.#wake();
  }

  stop(): void {
    this.#abort.abort();
    this.#wake();
  }

  /** Moves controls, held in their ranges; the next step sees it. */
  adjust(moves: Commands['train.adjust']): void {
    for (const field of ['temperature', 'lambda', 'learningRate'] as const) {
      const value = moves[field];
      if (value === undefined || !Number.isFinite(value)) continue;
      const { min, max } = params[field];
      const held = Math.min(max, Math.max(min, value));
      this.config = { ...this.config, [field]: held };
      if (this.#experiment) this.#experiment.controls[field] = held;
    }
  }

  /** Prepares and trains to the last step, or until stopped. Throws what went wrong; weights are those of the last good step. */
  async drive(): Promise<void> {
    try {
      const experiment = await this.#prepare();
      if (!this.stopped) await this.#train(experiment);
    } catch (error) {
      if (!(this.stopped && error instanceof RetortError && error.code === 'cancelled')) throw error;
    }
  }

  /** An agent to talk with, as it is between two steps; null for other tasks and before anything is prepared. */
  async model(who: Speaker): Promise<SpeakingModel | null> {
    const experiment = this.#experiment;
    const tokenizer = experiment?.tokenizer;
    if (!tokenizer || !experiment.speakers.includes(who)) return null;
    const decoder = await this.#weights.run(() => this.deps.engine.orLost(experiment.decoder(who)));
    return { decoder, tokenizer, ownTools: experiment.ownTools, toolNames: experiment.toolNames };
  }

  /** A classifier as it is between two steps; null but for intents. */
  async classifier(who: Speaker): Promise<Classifier | null> {
    const experiment = this.#experiment;
    if (!experiment?.speakers.includes(who)) return null;
    return this.#weights.run(() => this.deps.engine.orLost(experiment.classifier(who)));
  }

  /** Back to the last checkpoint, if there is one: what came after it spoiled the weights. */
  goBack(): void {
    if (!this.#experiment || !this.checkpoint) return;
    this.#experiment.restore({ ...this.checkpoint, config: this.#experiment.config });
    this.step = this.checkpoint.step;
  }

  get teacherSource() {
    return this.#experiment?.teacherSource;
  }

  /** Frees the device's memory. */
  dispose(): void {
    this.#experiment?.dispose();
    this.#experiment = null;
  }

  async #prepare(): Promise<Experiment> {
    const { engine, teachers, post } = this.deps;
    this.#enter('preparing');
    await engine.start(this.config.backend);
    const { prepareExperiment, memory } = await engine.modules();
    const reporter = new StepReporter(post, memory);
    const tell = new Map<string, (done: number, total: number) => void>();
    const experiment = await engine.orLost(
      prepareExperiment(this.config, {
        shippedTeacher: () => teachers.shippedForTraining(),
        dialogues: () => teachers.dialogues(),
        tokenizer: async () => (await teachers.shipped()).tokenizer,
        textSet: (id) => this.deps.textSet(id),
        chatSet: (id) => this.deps.chatSet(id),
        keptTeacher: (id) => this.deps.keptTeacher(id),
        loadedTeacher: teachers.loaded ?? undefined,
        onProgress: (task, done, total) => {
          if (!tell.has(task)) tell.set(task, throttledProgress(post, task));
          tell.get(task)!(done, total);
        },
        onTeacherStep: (log) => reporter.add(log),
        signal: this.#abort.signal,
      }),
    );
    await engine.orLost(reporter.settle());
    this.#experiment = experiment;
    this.parameters = experiment.parameters;
    this.examples = experiment.examples;
    // moved while it was prepared
    const { temperature, lambda, learningRate } = this.config;
    Object.assign(experiment.controls, { temperature, lambda, learningRate });
    if (this.checkpoint) experiment.restore({ ...this.checkpoint, config: experiment.config });
    return experiment;
  }

  async #train(experiment: Experiment): Promise<void> {
    const { post, turns, engine } = this.deps;
    const { memory } = await engine.modules();
    const reporter = new StepReporter(post, memory, () => experiment.targetCache());
    const milestones = new Milestones(this, experiment, this.deps, this.#abort.signal);
    const ended = new AbortController();
    const arms = experiment.arms.map((arm) => arm.train(ended.signal));
    try {
      await milestones.showMaps();
      while (this.step < experiment.config.steps && (await this.#mayStep(reporter, milestones))) {
        for (const arm of arms) {
          const taken = await this.#weights.run(() => engine.orLost(arm.next()));
          if (!taken.done) reporter.add(taken.value.log);
          await turns.betweenSteps();
        }
        this.step++;
        const due = this.step % this.config.evalEvery === 0 || this.step >= experiment.config.steps;
        if (due) await engine.orLost(reporter.settle());
        await milestones.reach(due);
      }
      await engine.orLost(reporter.settle());
      await milestones.finish();
    } finally {
      milestones.close();
      ended.abort();
      // what is under way comes to its end; a lost device may never answer
      await engine.orLost(Promise.all(arms.map((arm) => arm.next()))).catch(() => undefined);
      await engine.orLost(reporter.settle()).catch(() => undefined);
    }
  }

  /** Waits while paused; false once stopped. */
  async #mayStep(reporter: StepReporter, milestones: Milestones): Promise<boolean> {
    while (this.#allowance <= 0 && !this.stopped) {
      await this.deps.engine.orLost(reporter.settle());
      await milestones.showMaps();
      this.#enter('paused');
      milestones.rest();
      if (this.#allowance <= 0 && !this.stopped) await new Promise<void>((resolve) => (this.#wake = resolve));
      milestones.resume();
    }
    if (this.stopped) return false;
    if (this.#allowance === Infinity && this.phase !== 'running') this.#enter('running');
    this.#allowance--;
    return true;
  }

  #enter(phase: Phase): void {
    this.phase = phase;
    this.deps.onChange(this);
  }
}
