// How models of finished runs are made smaller: the run is made ready where it ended, compressed and measured (tasks/compress.ts), and
// what comes of it is kept as a model of its own. One at a time. A healing that was cut off goes on where it was, where the same is
// asked for again.

import { throwIfCancelled } from '../lib/cancelled';
import { RetortError } from '../lib/errors';
import type { Beside, Choices, CompressionWork, TriedWays } from '../protocol/compression';
import type { Checkpoint } from '../protocol/checkpoint';
import type { Commands } from '../protocol/messages';
import type { ModelCard } from '../protocol/model-card';
import { deleteCheckpoint, listCheckpoints, loadCheckpoint, saveCheckpoint } from '../storage/checkpoints';
import type { HealingStore, Scored } from '../tasks/compress';
import type { Left } from './session';
import { experimentAt, storedExperiment, type StoredRunDeps } from './stored-experiment';
import { keepModel } from './stored-models';

export interface CompressorDeps extends StoredRunDeps {
  /** Throws RetortError('config-invalid') where a run is under way. */
  refuseWhileUnderWay(): void;
  /** What the last run left; null where that lies in storage, or is none. */
  left(): Left | null;
}

/** Milliseconds between two events, and between two checkpoints of a healing. */
const PROGRESS_INTERVAL = 80;
const SAVE_INTERVAL = 3000;
/** Of the keys under which checkpoints of healings lie. */
const HEALING = 'healing ';
/** Names the teacher that a run left which stores nothing. */
const LEFT = 'left';

export class Compressor {
  #abort: AbortController | null = null;
  /** Of the models of runs, by the run. */
  readonly #scores = new Map<string, ReadonlyMap<Beside, Scored>>();

  constructor(private readonly deps: CompressorDeps) {}

  /** Throws RetortError: 'config-invalid' where a run or another compression is under way, or the model is of no run; 'cancelled'. */
  compress({ model, choices }: Commands['model.compress']): Promise<ModelCard> {
    return this.#alone((signal) => this.#compress(model, choices, signal));
  }

  /** Throws RetortError: 'config-invalid' as above, or where the last run left no place to go on from; 'cancelled'. */
  tryWays({ ways }: Commands['student.tryWays']): Promise<TriedWays> {
    return this.#alone((signal) => this.#tryWays(ways, signal));
  }

  async #alone<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.deps.refuseWhileUnderWay();
    if (this.#abort)
      throw new RetortError('config-invalid', 'A model is being compressed. Wait for it, or cancel it.');
    const { signal } = (this.#abort = new AbortController());
    try {
      return await work(signal);
    } finally {
      this.#abort = null;
    }
  }

  cancel(): void {
    this.#abort?.abort();
  }

  async #compress(model: string, choices: Choices, signal: AbortSignal): Promise<ModelCard> {
    const { engine, bundles, withDatabase } = this.deps;
    const onProgress = this.#teller();
    onProgress('preparing', 0, 0);
    const bundle = await bundles.bundle(model);
    const { run } = bundle.card;
    if (run === null)
      throw new RetortError(
        'config-invalid',
        `“${bundle.card.name}” is of no run of this device, so there is nothing to heal and to measure it on. Distil a student, and compress that.`,
      );
    const { experiment, checkpoint } = await storedExperiment(run, this.deps, signal);
    try {
      throwIfCancelled(signal);
      const { compressAndMeasure } = await import('../tasks/compress');
      const key = `${HEALING}${model} ${JSON.stringify(choices)}`;
      const { made, scores } = await engine.orLost(
        compressAndMeasure(experiment, bundle, choices, {
          known: this.#scores.get(run),
          healing: this.#healing(key, checkpoint),
          ...{ signal, onProgress },
        }),
      );
      this.#scores.set(run, scores);
      const card = await withDatabase((db) => keepModel(db, made, { run, kept: true }));
      await withDatabase((db) => deleteCheckpoint(db, key));
      return card;
    } finally {
      experiment.dispose();
    }
  }

  async #tryWays(ways: readonly Choices[], signal: AbortSignal): Promise<TriedWays> {
    const left = this.deps.left();
    if (!left)
      throw new RetortError(
        'config-invalid',
        'The run that this student is of is over and gone. Run it again, then make its student smaller.',
      );
    const { engine, bundles } = this.deps;
    const onProgress = this.#teller();
    onProgress('preparing', 0, 0);
    const { checkpoint, models } = left;
    const known: StoredRunDeps['bundles'] = {
      bundle: async (id) => (id === LEFT ? models.get('teacher')! : bundles.bundle(id)),
      shipped: () => bundles.shipped(),
      dialogues: () => bundles.dialogues(),
    };
    const from = { ...checkpoint, teacher: checkpoint.teacher ?? LEFT };
    const experiment = await experimentAt(from, { ...this.deps, bundles: known }, signal);
    try {
      throwIfCancelled(signal);
      const { measureWays } = await import('../tasks/compress');
      return await engine.orLost(measureWays(experiment, ways, { signal, onProgress }));
    } finally {
      experiment.dispose();
    }
  }

  /** At most some events a second, and each that begins or ends something. */
  #teller(): (work: CompressionWork, done: number, total: number) => void {
    let [last, next] = ['', 0];
    return (work, done, total) => {
      const now = performance.now();
      if (work === last && done < total && now < next) return;
      [last, next] = [work, now + PROGRESS_INTERVAL];
      this.deps.post('model.compressing', { work, done, total });
    };
  }

  /** Of all healings that were cut off the last one alone is remembered. */
  #healing(key: string, { config }: Checkpoint): HealingStore {
    const { withDatabase } = this.deps;
    let next = performance.now() + SAVE_INTERVAL;
    return {
      load: () =>
        withDatabase(async (db) => {
          for (const other of await listCheckpoints(db))
            if (other.startsWith(HEALING) && other !== key) await deleteCheckpoint(db, other);
          return (await loadCheckpoint(db, key))?.arms['student'] ?? null;
        }),
      async save(arm, step) {
        if (performance.now() < next) return;
        const arms = { student: await arm() };
        const place = { config, stage: 'student', step, arms, watch: null, teacher: null } as const;
        await withDatabase((db) => saveCheckpoint(db, key, place)).catch(() => undefined); // it goes on, and begins anew another time
        next = performance.now() + SAVE_INTERVAL;
      },
    };
  }
}
