// The microscope: finds whom to look into (the run's models now, those it left, or the chat's teacher), and lets the task look between the
// steps of a training run. One look at a time: a new one calls off the one under way.

import type { EditedLabels } from '../distillation/types';
import { RetortError } from '../lib/errors';
import type { Tool } from '../agent/types';
import type { ModelBundle } from '../models/bundle';
import { VIEWED, type Viewed } from '../protocol/inspection';
import type { Commands } from '../protocol/messages';
import type { Replies } from '../protocol/replies';
import type { Request } from '../tasks/inspect';
import type { TransferSet } from '../tasks/task';
import type { Bundles } from './bundles';
import type { EngineRoom } from './engine-room';
import type { Turns } from './turns';

/** What there is to look into, as the session knows it. */
export interface Sights {
  bundle(who: Viewed): Promise<ModelBundle | null>;
  /** Of the run under way; null where none is. */
  readonly step: number | null;
  readonly transfer: TransferSet | null;
  readonly labels: EditedLabels | undefined;
  readonly tools: ReadonlyMap<string, Tool> | null;
}

export interface InspectorDeps {
  turns: Turns;
  engine: EngineRoom;
  bundles: Bundles;
  encoder?: Request['encoder'];
  sights: Sights;
  /** The baseline, or else the student, that a stored run left; null where it left none. */
  leftBy(run: string): Promise<ModelBundle | null>;
}

export class Inspector {
  #abort = new AbortController();

  constructor(private readonly deps: InspectorDeps) {}

  cancel(): void {
    this.#abort.abort();
  }

  /** Throws RetortError('no-such-speaker') where there is nobody to look into, and 'cancelled'. */
  async inspect({ subject, larger, brief = false }: Commands['inspect']): Promise<Replies['inspect']> {
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    const { turns, engine, encoder, sights, leftBy } = this.deps;
    const pauseTraining = turns.write();
    try {
      const models = await this.#models(subject);
      await engine.ready();
      const { inspect } = await import('../tasks/inspect');
      const { step, transfer, labels, tools } = sights;
      const other = larger === undefined ? null : await leftBy(larger);
      const request = { subject, brief, models, larger: other, transfer, labels, encoder, tools, signal };
      return await engine.orLost(inspect(request, step));
    } finally {
      pauseTraining();
    }
  }

  async rows(search: Commands['inspect.rows']): Promise<Replies['inspect.rows']> {
    const { transfer, labels } = this.deps.sights;
    if (!transfer) return { total: 0, fit: 0, rows: [] };
    const { findRows } = await import('../tasks/inspect');
    return findRows(transfer, search, labels);
  }

  /** The teacher first. A sentence can be shown to the chat's teacher where no run has left anybody. */
  async #models(subject: Commands['inspect']['subject']): Promise<ReadonlyMap<Viewed, ModelBundle>> {
    const { bundles, sights } = this.deps;
    const models = new Map<Viewed, ModelBundle>();
    for (const who of VIEWED) {
      const model = await sights.bundle(who);
      if (model) models.set(who, model);
    }
    if (models.size === 0 && subject.kind === 'text') models.set('teacher', await bundles.current());
    if (models.size > 0) return models;
    throw new RetortError('no-such-speaker', 'There is nothing to look into yet. Press Distill first.');
  }
}
