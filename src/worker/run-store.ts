// What lasts of one run, under its id: its last checkpoint, and its models, which go when the run is deleted unless the person keeps
// them. A run without an id (a cell of a study) leaves nothing. Where storage fails that is said once, and the run goes on.

import type { TeacherArm } from '../catalog/arms';
import { RetortError } from '../lib/errors';
import type { ModelBundle } from '../models/bundle';
import type { Checkpoint } from '../protocol/checkpoint';
import { errorFields } from '../protocol/errors';
import { type Speaker, SPEAKERS } from '../protocol/messages';
import { loadCheckpoint, saveCheckpoint } from '../storage/checkpoints';
import type { RetortDatabase } from '../storage/database';
import type { Post } from './post';
import { keepModel, readBundle } from './stored-models';
import type { WithDatabase } from './with-database';

export class RunStore {
  #complained = false;

  constructor(
    private readonly run: string | null,
    private readonly withDatabase: WithDatabase,
    private readonly post: Post,
  ) {}

  /** Whether anything of the run lasts. */
  get leaves(): boolean {
    return this.run !== null;
  }

  /** Whether nothing is left for the page to hold: it was stored, or the run is one that leaves nothing. */
  async save(checkpoint: Checkpoint): Promise<boolean> {
    const { run } = this;
    if (run === null) return true;
    return (await this.#try((db) => saveCheckpoint(db, run, checkpoint).then(() => true))) ?? false;
  }

  /** The last one. Throws RetortError('checkpoint-gone') where there is none. */
  async checkpoint(): Promise<Checkpoint> {
    const { run } = this;
    const found = run !== null && (await this.withDatabase((db) => loadCheckpoint(db, run)));
    if (found) return found;
    throw new RetortError(
      'checkpoint-gone',
      'This run was kept without its weights, so it cannot go on. Start it anew.',
    );
  }

  /** Stores a model of the run; resolves to its id, or null where it could not. */
  async keep(bundle: ModelBundle, who: Speaker | TeacherArm): Promise<string | null> {
    const { run } = this;
    if (run === null) return null;
    const about = { id: `${run}.${who}`, run, kept: false };
    return (await this.#try((db) => keepModel(db, bundle, about).then(({ id }) => id))) ?? null;
  }

  /** The models that the run left. */
  async models(): Promise<Map<Speaker, ModelBundle>> {
    const models = new Map<Speaker, ModelBundle>();
    for (const who of SPEAKERS) {
      const bundle = await this.withDatabase((db) => readBundle(db, `${this.run}.${who}`)).catch(
        (error: unknown) => {
          if (error instanceof RetortError && error.code === 'teacher-unknown') return null;
          throw error;
        },
      );
      if (bundle) models.set(who, bundle);
    }
    return models;
  }

  async #try<T>(work: (db: RetortDatabase) => Promise<T>): Promise<T | undefined> {
    try {
      return await this.withDatabase(work);
    } catch (error) {
      if (!this.#complained) this.post('error', { ...errorFields(error), during: 'storage' });
      this.#complained = true;
      return undefined;
    }
  }
}
