// The worker's side of an import: one at a time, from files to a draft that can be looked at, to a set kept on this device. The
// readers are loaded at first use. Training is not stopped by it, only slowed.

import type { Draft } from '../data/import/draft';
import { RetortError } from '../lib/errors';
import { newId } from '../lib/new-id';
import type { DataSet } from '../protocol/data-messages';
import type { Commands } from '../protocol/messages';
import { errorFields } from '../protocol/errors';
import { saveDataSet } from '../storage/data-sets';
import type { Post } from './post';
import type { WithDatabase } from './with-database';

const loadReaders = () =>
  Promise.all([import('../data/import/draft'), import('../data/import/preview')]).then(
    ([draft, preview]) => ({ ...draft, ...preview }),
    (cause: unknown) => {
      throw new RetortError(
        'download-failed',
        'The part of the page that reads files could not be loaded. Check the connection and try again.',
        { cause },
      );
    },
  );

/** Opens the database for a piece of work and closes it again. */

const PROGRESS_MS = 100;

export class DataImport {
  #draft: { importId: number; draft: Draft } | null = null;
  #abort = new AbortController();

  constructor(
    private readonly post: Post,
    private readonly withDatabase: WithDatabase,
  ) {}

  async open({ importId, files, choices, whole, seed }: Commands['data.open']): Promise<void> {
    this.cancel();
    const { signal } = (this.#abort = new AbortController());
    let next = 0;
    await this.#orFailed(importId, async () => {
      const { draftImport, previewOf } = await loadReaders();
      const draft = await draftImport(files, choices, {
        ...whole,
        seed,
        signal,
        onProgress: (done, total) => {
          const now = performance.now();
          if (now < next) return;
          next = now + PROGRESS_MS;
          this.post('data.progress', { importId, done, total });
        },
      });
      if (signal.aborted) return;
      this.#draft = { importId, draft };
      this.post('data.preview', { importId, preview: previewOf(draft) });
    });
  }

  async rows({ importId, finding, offset, count }: Commands['data.rows']): Promise<void> {
    if (this.#draft?.importId !== importId) return; // of an import that is over
    const { draft } = this.#draft;
    const { previewRows } = await loadReaders();
    const page = previewRows(draft, finding, offset, count);
    this.post('data.rows', { importId, finding, offset, ...page });
  }

  async store({ importId, name }: Commands['data.store']): Promise<void> {
    if (this.#draft?.importId !== importId) return;
    const { draft } = this.#draft;
    await this.#orFailed(importId, async () => {
      const { previewOf, textSetOf, chatSetOf } = await loadReaders();
      const content = draft.kind === 'chats' ? chatSetOf(draft) : textSetOf(draft);
      const { kind, rows, unlabelled, labels, tools, settings } = previewOf(draft);
      const createdAt = Date.now();
      const set: DataSet = {
        id: newId('set', createdAt),
        name,
        kind,
        createdAt,
        rows,
        unlabelled,
        labels: labels.length,
        tools: tools.length,
        settings: settings!, // there for every draft without a problem
      };
      await this.withDatabase((db) => saveDataSet(db, set, content));
      this.#draft = null;
      this.post('data.stored', { importId, set });
    });
  }

  /** Stops reading and forgets what was read. */
  cancel(): void {
    this.#abort.abort();
    this.#draft = null;
  }

  async #orFailed(importId: number, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof RetortError && error.code === 'cancelled') return; // whoever stopped it knows
      this.post('data.failed', { importId, ...errorFields(error) });
    }
  }
}
