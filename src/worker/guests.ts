// Stored models that the person talks with, beside those of a run.

import { RetortError } from '../lib/errors';
import type { ModelBundle } from '../models/bundle';
import type { EncoderOf } from '../models/sentence-encoder/sentence-encoder';
import { GUESTS } from '../protocol/messages';
import type { Classifier } from '../tasks/intents/classifier';
import type { EngineRoom } from './engine-room';
import { speakingModel, type SpeakingModel } from './speaking-model';

/** What it answers with: words, or the intents of a sentence. */
export type Guest =
  { model: SpeakingModel; classifier?: undefined } | { model?: undefined; classifier: Classifier };

export class Guests {
  /** As many as can be invited at a time, so that weights are not read for every sentence; the oldest first. */
  readonly #here = new Map<string, Promise<Guest>>();

  constructor(
    private readonly engine: Pick<EngineRoom, 'ready'>,
    private readonly bundle: (id: string) => Promise<ModelBundle>,
    private readonly encoder?: EncoderOf,
  ) {}

  /** Throws RetortError: 'teacher-unknown' where it is not here, 'no-such-speaker' where it reads numbers. */
  guest(id: string): Promise<Guest> {
    const known = this.#here.get(id);
    if (known) return known;
    const [oldest] = this.#here.keys();
    if (oldest !== undefined && this.#here.size === GUESTS.length) this.#here.delete(oldest);
    const guest = this.#invite(id);
    this.#here.set(id, guest);
    guest.catch(() => this.#here.delete(id)); // try again at the next sentence
    return guest;
  }

  async #invite(id: string): Promise<Guest> {
    const bundle = await this.bundle(id);
    const model = await speakingModel(bundle);
    if (model) return { model };
    const { createClassifier } = await this.engine.ready();
    const classifier = createClassifier(bundle, this.encoder);
    if (classifier) return { classifier };
    throw new RetortError(
      'no-such-speaker',
      `“${bundle.card.name}” reads numbers, so there is nothing to say to it. Choose a model of sentences or dialogues.`,
    );
  }
}
