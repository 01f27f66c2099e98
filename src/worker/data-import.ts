// The worker's side of an import: one at a time, from files to a draft that can be looked at, to a set kept on this device. The
// readers are loaded at first use. Training is not stopped by it, only slowed.

import type { Draft } from '../data/import/draft';
import { throwIfCancelled } from '../lib/cancelled';
import { RetortError } from '../lib/errors';
import { newId } from '../lib/new-id';
import type { DataSet } from '../protocol/data-messages';
import type { Commands } from '../protocol/messages';
import type { Replies } from '../protocol/replies';
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

const PROGRESS_MS = 100;

export class DataImport {
  #draft: { importId: number; draft: Draft } | null = null;
  #abort = new AbortController();

  constructor(
    private readonly post: Post,
    private readonly withDatabase: WithDatabase,
  ) {}

  /** Throws RetortError('cancelled') where another import, or the person, has ended this one. */
  async open({
    importId,
    files,
    choices,
    whole,
    seed,
  }: Commands['data.open']): Promise<Replies['data.open']> {
    this.cancel();
    const { signal } = (this.#abort = new AbortController());
    let next = 0;
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
    throwIfCancelled(signal);
    this.#draft = { importId, draft };
    return previewOf(draft);
  }

  async rows({ importId, finding, offset, count }: Commands['data.rows']): Promise<Replies['data.rows']> {
    const draft = this.#draftOf(importId);
    const { previewRows } = await loadReaders();
    return previewRows(draft, finding, offset, count);
  }

  /** Throws what is wrong with the draft, or why it cannot be stored. */
  async store({ importId, name }: Commands['data.store']): Promise<DataSet> {
    const draft = this.#draftOf(importId);
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
    if (this.#draft?.importId === importId) this.#draft = null;
    return set;
  }

  /** Stops reading and forgets what was read. */
  cancel(): void {
    this.#abort.abort();
    this.#draft = null;
  }

  #draftOf(importId: number): Draft {
    if (this.#draft?.importId === importId) return this.#draft.draft;
    throw new RetortError('cancelled', 'This import is over. Choose the files again.');
  }
}
