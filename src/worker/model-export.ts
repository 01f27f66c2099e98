// How models leave the page: which forms fit one, and one written in a form, as a file or as a zip of several. One export at a
// time. Writers and zip are loaded at first use.

import { ARMS } from '../catalog/arms';
import { throwIfCancelled } from '../lib/cancelled';
import { fileName } from '../lib/file-name';
import type { ModelBundle } from '../models/bundle';
import { writingOf, writings } from '../models/formats';
import type { RunFacts, WrittenFile } from '../models/model-format';
import { sizeIdOf } from '../models/sizes';
import type { TwinRun } from '../models/torchrun/twin-run';
import type { Commands } from '../protocol/messages';
import type { Replies } from '../protocol/replies';
import { modelsOfRun } from '../storage/models';
import { finalEvaluations } from '../storage/run-record';
import { loadRun } from '../storage/runs';
import type { ContinuationHooks } from './continuation';
import type { Post } from './post';
import type { WithDatabase } from './with-database';

export interface ModelExportDeps {
  post: Post;
  /** Throws RetortError('teacher-unknown') where there is none of that id. */
  bundle(id: string): Promise<ModelBundle>;
  withDatabase: WithDatabase;
  /** A run from its last checkpoint on. */
  continuation(run: string, hooks: ContinuationHooks): Promise<TwinRun>;
}

const nameOf = ({ card }: ModelBundle): string => fileName(card.name, 'retort');

export class ModelExport {
  #abort = new AbortController();

  constructor(private readonly deps: ModelExportDeps) {}

  async forms({ model }: Commands['model.forms']): Promise<Replies['model.forms']> {
    const bundle = await this.deps.bundle(model);
    const run = await this.#factsOf(bundle.card.run);
    const forms = [...writings.values()].map(({ id, label, writing }) => ({
      id,
      label,
      unfit: writing.unfit(bundle, run),
      choices: writing.choices.map((choice) => ({
        ...choice,
        snippets: [...writing.snippets(bundle, nameOf(bundle), choice.id)],
      })),
    }));
    const ofRun = await this.#armsOf(bundle.card.run);
    return { card: bundle.card, size: sizeIdOf(bundle.network), forms, ofRun };
  }

  /** Throws RetortError('config-invalid') where the form cannot hold the model, 'cancelled' where another export, or the person, ended it. */
  async write({ exportId, model, form, choice }: Commands['model.export']): Promise<Replies['model.export']> {
    this.cancel();
    const { signal } = (this.#abort = new AbortController());
    const writing = writingOf(form);
    const bundle = await this.deps.bundle(model);
    const name = nameOf(bundle);
    const run = await this.#factsOf(bundle.card.run);
    const hooks: ContinuationHooks = {
      onProgress: (done, total) => this.deps.post('model.exportProgress', { exportId, done, total }),
      signal,
    };
    const continuation = run && (() => this.deps.continuation(bundle.card.run!, hooks));
    const files = await writing.write(bundle, name, { choice, run, continuation, ...hooks });
    throwIfCancelled(signal);
    return packed(name, files);
  }

  cancel(): void {
    this.#abort.abort();
  }

  async #armsOf(run: string | null): Promise<Replies['model.forms']['ofRun']> {
    if (run === null) return [];
    const ids = new Set((await this.deps.withDatabase((db) => modelsOfRun(db, run))).map(({ id }) => id));
    return ARMS.map((arm) => ({ id: `${run}.${arm}`, arm })).filter(({ id }) => ids.has(id));
  }

  async #factsOf(id: string | null): Promise<RunFacts | null> {
    const run = id === null ? undefined : await this.deps.withDatabase((db) => loadRun(db, id));
    return run ? { config: run.config, evaluations: finalEvaluations(run.evaluations) } : null;
  }
}

/** One file as it is, several as a zip with a folder in it. Weights hardly shrink, so nothing is compressed. */
async function packed(name: string, files: readonly WrittenFile[]): Promise<Replies['model.export']> {
  const [only] = files;
  if (files.length === 1) return { name: only!.name, blob: new Blob([only!.content]) };
  const { strToU8, zipSync } = await import('fflate');
  const entries = files.map(({ name: path, content }) => [
    `${name}/${path}`,
    typeof content === 'string' ? strToU8(content) : content,
  ]);
  const zip = zipSync(Object.fromEntries(entries), { level: 0 });
  return {
    name: `${name}.zip`,
    blob: new Blob([zip as Uint8Array<ArrayBuffer>], { type: 'application/zip' }),
  };
}
