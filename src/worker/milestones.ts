// What is looked at between steps: evaluations and the checkpoints that go with them, and decision maps. Cheap maps are drawn
// several times a second, dear ones less often; a checkpoint a second is enough for any crash. What takes longer than a moment,
// the writing of held-out dialogues, goes on beside the training (rehearsals.ts).

import type { Experiment } from '../tasks/experiment';
import type { Arm } from '../catalog/arms';
import type { Check } from '../catalog/check-steps';
import type { RunConfig } from '../catalog/run-config';
import type { Evaluation } from '../protocol/training';
import type { Checkpoint } from '../protocol/checkpoint';
import type { EngineRoom } from './engine-room';
import { type Post, throttledProgress } from './post';
import { Rehearsals } from './rehearsals';
import type { RunStore } from './run-store';

/** Milliseconds between two maps where they are cheap; at most a tenth of the time goes into them. */
const MAP_INTERVAL = 200;
const MAP_SHARE = 0.1;
/** The same for checkpoints, which are dear for large models; never later than the last one. */
const CHECKPOINT_INTERVAL = 2000;
const CHECKPOINT_SHARE = 0.05;
const CHECKPOINT_LATEST = 10_000;

/** What of the run it needs. */
interface Subject {
  readonly step: number;
  readonly config: RunConfig;
  checkpoint: Checkpoint | null;
  readonly store: Pick<RunStore, 'save'>;
}

export class Milestones {
  #nextMap = 0;
  #mappedStep = -1;
  #nextCheckpoint = 0;
  #savedStep = -1;
  #teacherShown = false;
  readonly #ended = new AbortController();
  readonly #rehearsals: Rehearsals;
  /** Evaluations that came while dialogues of an earlier one were still being written. */
  readonly #unwritten = new Map<Arm, Evaluation>();

  constructor(
    private readonly run: Subject,
    private readonly experiment: Experiment,
    private readonly deps: { post: Post; engine: Pick<EngineRoom, 'orLost'> },
    private readonly signal: AbortSignal,
  ) {
    this.#rehearsals = new Rehearsals(deps.post, this.#ended.signal);
    signal.addEventListener('abort', () => this.close());
  }

  /** After a step. @param check what is due after it. */
  async reach(check: Check): Promise<void> {
    const due = check !== 'none';
    if (due) {
      for (const { id } of this.experiment.stage.arms) await this.#evaluate(id, check === 'whole');
      // they do not change; assistants were shown in their own stages
      if (!this.#teacherShown) for (const teacher of this.experiment.teachers) await this.#evaluate(teacher);
      this.#teacherShown = true;
    }
    if (performance.now() >= this.#nextCheckpoint) await this.#save();
    if (due || performance.now() >= this.#nextMap) await this.showMaps();
    await this.#rehearsals.slice();
  }

  /** No steps are taken for a while. */
  async rest(): Promise<void> {
    this.#rehearsals.rest();
    if (this.run.step > 0) await this.#save();
  }

  /** Steps are taken again. */
  resume(): void {
    this.#rehearsals.resume();
  }

  /** Maps of this step, once. */
  async showMaps(): Promise<void> {
    if (this.#mappedStep === this.run.step) return;
    const began = performance.now();
    const maps = await this.deps.engine.orLost(this.experiment.maps());
    const now = performance.now();
    this.#mappedStep = this.run.step;
    this.#nextMap = maps ? now + Math.max(MAP_INTERVAL, (now - began) / MAP_SHARE) : Infinity;
    if (maps) this.deps.post('train.maps', maps);
  }

  /** At the end, wherever that was. */
  async finish(): Promise<void> {
    await this.showMaps();
    if (this.run.step > 0) await this.#save();
    if (this.#ended.signal.aborted) return;
    await this.#rehearsals.finish();
    for (const evaluation of this.#unwritten.values()) await this.#rehearse(evaluation);
    await this.#rehearsals.finish();
    if (this.experiment.stage.id !== 'student') return;
    const { post, engine } = this.deps;
    const onProgress = throttledProgress(post, 'report');
    post('train.report', await engine.orLost(this.experiment.report({ signal: this.signal, onProgress })));
  }

  /** Ends what goes on beside the training, however the run ended. */
  close(): void {
    this.#ended.abort();
  }

  /** @param writing whether dialogues are to be written for it, too. */
  async #evaluate(of: Arm, writing = true): Promise<void> {
    const { post, engine } = this.deps;
    const evaluation = await engine.orLost(this.experiment.evaluate(of, { signal: this.signal }));
    if (!evaluation) return;
    post('train.evaluation', evaluation);
    if (writing) await this.#rehearse(evaluation);
  }

  /** Has dialogues written with the weights of this moment; later, where those of an earlier step are still being written. */
  async #rehearse(evaluation: Evaluation): Promise<void> {
    const { arm } = evaluation;
    if (this.#rehearsals.has(arm)) {
      this.#unwritten.set(arm, evaluation);
      return;
    }
    this.#unwritten.delete(arm);
    const write = await this.deps.engine.orLost(this.experiment.writer(arm));
    if (write) this.#rehearsals.start(evaluation, write);
  }

  async #save(): Promise<void> {
    if (this.#savedStep === this.run.step) return;
    const { post, engine } = this.deps;
    const began = performance.now();
    const checkpoint = await engine.orLost(this.experiment.checkpoint());
    const now = performance.now();
    this.#savedStep = this.run.step;
    const wait = Math.max(CHECKPOINT_INTERVAL, (now - began) / CHECKPOINT_SHARE);
    this.#nextCheckpoint = now + Math.min(CHECKPOINT_LATEST, wait);
    const { config } = this.run;
    this.run.checkpoint = { ...checkpoint, config };
    const stored = await this.run.store.save(this.run.checkpoint);
    const { stage, step } = checkpoint;
    post('train.checkpoint', { stage, step, config, ...(!stored && { checkpoint: this.run.checkpoint }) });
  }
}
