// One run, driven: prepares an experiment, takes it through its stages, asks its arms for steps in lockstep, lets messages through in
// between, evaluates, maps and saves as it goes. It obeys pause, step, stop and adjust between two steps. What becomes of it
// afterwards is session.ts.

import { isTeacher } from '../catalog/arms';
import { checkAt } from '../catalog/check-steps';
import { params } from '../catalog/params';
import type { RunConfig } from '../catalog/run-config';
import type { ChatSet } from '../data/chat-set';
import type { TextSet } from '../data/text-set';
import { withLabel } from '../distillation/edited-labels';
import type { EditedLabels } from '../distillation/types';
import { RetortError } from '../lib/errors';
import type { LanguageModel } from '../models/language-model/language-model';
import type { EncoderOf } from '../models/sentence-encoder/sentence-encoder';
import type { ModelBundle } from '../models/bundle';
import type { Checkpoint } from '../protocol/checkpoint';
import type { Correction } from '../protocol/correction';
import type { Commands, Events, Phase, Speaker } from '../protocol/messages';
import type { Experiment } from '../tasks/experiment';
import type { Bundles } from './bundles';
import type { EngineRoom } from './engine-room';
import { Lock } from './lock';
import { Milestones } from './milestones';
import { type Post, throttledProgress } from './post';
import type { RunStore } from './run-store';
import { StepReporter } from './step-reporter';
import type { Turns } from './turns';

export interface RunDeps {
  post: Post;
  turns: Turns;
  engine: EngineRoom;
  bundles: Bundles;
  /** Sets of the person's own, by their ids. */
  textSet(id: string): Promise<TextSet>;
  chatSet(id: string): Promise<ChatSet>;
  encoder: EncoderOf;
  languageModel(id: string): Promise<LanguageModel>;
  /** Told whenever phase, stage, step or speakers change. */
  onChange(run: Run): void;
}

/** Steps that may still be taken before the run pauses. */
export type Allowance = number;

export interface RunOptions {
  allowance: Allowance;
  store: RunStore;
  /** Where it goes on from: in memory, or the last one in the store. */
  from?: Checkpoint | 'stored' | null;
  /** Set by hand since then. */
  labels?: EditedLabels | undefined;
  corrections?: readonly Correction[] | undefined;
}

export class Run {
  phase: Phase = 'preparing';
  step = 0;
  /** The last one made, by this run or the one it continues. */
  checkpoint: Checkpoint | null = null;
  /** As started, with what was moved since. */
  config: RunConfig;
  /** Soft labels that a person has set by hand. */
  labels: EditedLabels | undefined;
  /** Turns of the chat that were put right. */
  corrections: readonly Correction[] = [];
  readonly store: RunStore;
  #from: RunOptions['from'];
  #allowance: Allowance;
  #experiment: Experiment | null = null;
  #wake: () => void = () => undefined;
  /** Slow motion: what a step takes at least. */
  #stepMs = 0;
  /** The student's step after which it pauses by itself. */
  #pauseAt: number | null = null;
  #lastStep = 0;
  readonly #abort = new AbortController();
  readonly #weights = new Lock();

  constructor(
    config: RunConfig,
    private readonly deps: RunDeps,
    { allowance, store, from = null, labels, corrections }: RunOptions,
  ) {
    this.config = config;
    this.store = store;
    this.#allowance = allowance;
    this.#from = from;
    if (from && from !== 'stored') this.#goOnFrom(from);
    this.labels = labels ?? this.labels;
    this.corrections = corrections ?? this.corrections;
  }

  get allowance(): Allowance {
    return this.#allowance;
  }

  get speakers(): Speaker[] {
    return [...(this.#experiment?.speakers ?? [])];
  }

  /** What kind of network its speakers are; undefined before anything is prepared. */
  get kind() {
    return this.#experiment?.kind;
  }

  /** Known from the student's stage on. */
  get parameters() {
    return this.#experiment?.parameters ?? null;
  }

  /** Things to say to models of a person's own data. */
  get examples(): readonly string[] {
    return this.#experiment?.examples ?? [];
  }

  /** The rows that the student learns from; null before its stage. */
  get transfer() {
    return this.#experiment?.transfer ?? null;
  }

  get tools() {
    return this.#experiment?.tools ?? null;
  }

  get stage(): Events['session']['stage'] {
    const { stage, stages } = this.#experiment ?? {};
    return { id: stage?.id ?? 'student', index: stage?.index ?? 0, count: stages ?? 1 };
  }

  /** Of the stage under way. */
  get steps(): number {
    return this.#experiment?.stage.steps ?? this.config.steps;
  }

  get stopped(): boolean {
    return this.#abort.signal.aborted;
  }

  /** Steps from now on: Infinity runs, 0 pauses, 1 is one step of the student. */
  allow(allowance: Allowance): void {
    this.#allowance = allowance;
    this.#wake();
  }

  stop(): void {
    this.#abort.abort();
    this.#wake();
  }

  /** Moves controls, held in their ranges; the next step sees it. Throws RetortError where a label fits no row. */
  adjust(moves: Commands['train.adjust']): void {
    for (const field of ['temperature', 'lambda', 'learningRate'] as const) {
      const value = moves[field];
      if (value === undefined || !Number.isFinite(value)) continue;
      const { min, max } = params[field];
      const held = Math.min(max, Math.max(min, value));
      this.config = { ...this.config, [field]: held };
      if (this.#experiment) this.#experiment.controls[field] = held;
    }
    if (moves.stepMs !== undefined) {
      this.#stepMs = moves.stepMs;
      this.#wake();
    }
    if (moves.pauseAt !== undefined) this.#pauseAt = moves.pauseAt;
    if (moves.settings) {
      this.config = { ...this.config, settings: moves.settings };
      if (this.#experiment) this.#experiment.controls.settings = moves.settings;
    }
    if (moves.label) this.#setLabel(moves.label);
    if (moves.corrections) {
      this.corrections = moves.corrections;
      this.#experiment?.correct(this.corrections);
    }
  }

  #setLabel(label: NonNullable<Commands['train.adjust']['label']>): void {
    const { transfer } = this;
    if (!transfer) {
      throw new RetortError(
        'config-invalid',
        'The training rows are not ready yet. Change a label when the student has begun.',
      );
    }
    this.labels = withLabel(this.labels, label, transfer);
    this.#experiment!.controls.labels = this.labels;
  }

  /** Prepares and trains to the last step, or until stopped. Throws what went wrong; weights are those of the last good step. */
  async drive(): Promise<void> {
    try {
      const experiment = await this.#prepare();
      do {
        this.step = experiment.stage.arms[0]!.step;
        if (!this.stopped) await this.#train(experiment);
      } while (!this.stopped && (await this.#next(experiment)));
    } catch (error) {
      if (!(this.stopped && error instanceof RetortError && error.code === 'cancelled')) throw error;
    }
  }

  /** A model as it is between two steps; null where the run has none of that name yet. */
  async bundle(who: Speaker): Promise<ModelBundle | null> {
    const experiment = this.#experiment;
    if (!experiment?.speakers.includes(who)) return null;
    return this.#weights.run(() => this.deps.engine.orLost(experiment.bundle(who)));
  }

  /** Back to the last checkpoint, if there is one: what came after it spoiled the weights. */
  goBack(): void {
    if (!this.#experiment || this.checkpoint?.stage !== this.#experiment.stage.id) return;
    this.#experiment.restore(this.checkpoint);
    this.step = this.checkpoint.step;
  }

  /** Frees the device's memory. */
  dispose(): void {
    this.#experiment?.dispose();
    this.#experiment = null;
  }

  #goOnFrom(checkpoint: Checkpoint): void {
    this.checkpoint = checkpoint;
    this.step = checkpoint.step;
    this.labels = checkpoint.labels;
    this.corrections = checkpoint.corrections ?? [];
  }

  async #prepare(): Promise<Experiment> {
    const { engine, bundles, post, textSet, chatSet, encoder, languageModel } = this.deps;
    this.#enter('preparing');
    if (this.#from === 'stored') this.#goOnFrom(await this.store.checkpoint());
    await engine.start(this.config.backend, this.config);
    const { prepareExperiment } = await engine.modules();
    const tell = new Map<string, (done: number, total: number) => void>();
    const experiment = await engine.orLost(
      prepareExperiment(
        this.config,
        {
          bundle: (id) => bundles.bundle(id),
          keep: (teacher, as) => this.store.keep(teacher, as),
          onReaction: (reaction) => post('train.reaction', reaction),
          tokenizer: async () => (await bundles.shipped()).tokenizer!,
          dialogues: () => bundles.dialogues(),
          textSet,
          chatSet,
          encoder,
          languageModel,
          onProgress: (task, done, total) => {
            if (!tell.has(task)) tell.set(task, throttledProgress(post, task));
            tell.get(task)!(done, total);
          },
          onAuthored: (authored) => post('train.authored', authored),
          onRollout: (rollout) => post('train.rollout', rollout),
          signal: this.#abort.signal,
        },
        this.checkpoint,
      ),
    );
    this.#experiment = experiment;
    this.#applyControls(experiment);
    return experiment;
  }

  /** What was moved while it was prepared. */
  #applyControls(experiment: Experiment): void {
    const { temperature, lambda, learningRate, settings } = this.config;
    Object.assign(experiment.controls, { temperature, lambda, learningRate, settings, labels: this.labels });
    experiment.correct(this.corrections);
  }

  /** The next stage, if there is one. */
  async #next(experiment: Experiment): Promise<boolean> {
    if (experiment.stage.index + 1 === experiment.stages) return false;
    this.#enter('preparing');
    const more = await this.#weights.run(() => this.deps.engine.orLost(experiment.next()));
    if (more) this.#applyControls(experiment);
    return more;
  }

  async #train(experiment: Experiment): Promise<void> {
    const { post, turns, engine } = this.deps;
    const { memory } = await engine.modules();
    const { stage } = experiment;
    const reporter = new StepReporter(
      post,
      memory,
      () => experiment.targetCache(),
      () => experiment.mixture(),
    );
    const milestones = new Milestones(this, experiment, this.deps, this.#abort.signal);
    const ended = new AbortController();
    const arms = stage.arms.map((arm) => arm.train(ended.signal));
    try {
      await milestones.showMaps();
      // where it goes on from a step that was enough
      let enough = this.step > 0 && (await engine.orLost(stage.enough(this.step)));
      while (!enough && this.step < stage.steps && (await this.#mayStep(reporter, milestones))) {
        for (const arm of arms) {
          const taken = await this.#weights.run(() => engine.orLost(arm.next()));
          if (!taken.done) reporter.add(taken.value.log);
          await turns.betweenSteps();
        }
        this.step++;
        if (stage.id === 'student' && this.step === this.#pauseAt) this.#allowance = 0;
        const check = isTeacher(stage.id)
          ? 'none'
          : checkAt(this.step, { every: this.config.evalEvery, steps: stage.steps });
        if (check !== 'none') await engine.orLost(reporter.settle());
        await milestones.reach(check);
        enough = await this.#weights.run(() => engine.orLost(stage.enough(this.step)));
      }
      await engine.orLost(reporter.settle());
      // the last check, where the run ended it early by itself
      if (enough && !isTeacher(stage.id) && this.step < stage.steps) await milestones.reach('whole');
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
    await this.#slowDown();
    while (this.#allowance <= 0 && !this.stopped) {
      await this.deps.engine.orLost(reporter.settle());
      await milestones.showMaps();
      this.#enter('paused');
      await milestones.rest();
      if (this.#allowance <= 0 && !this.stopped) await new Promise<void>((resolve) => (this.#wake = resolve));
      milestones.resume();
    }
    if (this.stopped) return false;
    const isEarlier = this.#experiment?.stage.id !== 'student'; // one step of the student takes a whole teacher
    if ((this.#allowance === Infinity || isEarlier) && this.phase !== 'running') this.#enter('running');
    if (!isEarlier) this.#allowance--;
    return true;
  }

  /** Waits for the next step's time; whatever is moved meanwhile counts at once. */
  async #slowDown(): Promise<void> {
    // what comes before the student is not what a class waits for
    while (this.#experiment?.stage.id === 'student') {
      const left = this.#stepMs - (performance.now() - this.#lastStep);
      if (left <= 0 || this.stopped || this.#allowance <= 0) break;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        setTimeout(resolve, left);
      });
    }
    this.#lastStep = performance.now();
  }

  #enter(phase: Phase): void {
    this.phase = phase;
    this.deps.onChange(this);
  }
}
