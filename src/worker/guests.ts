// Models of the library that the person talks with, one at a time, beside those of a run.

import { RetortError } from '../lib/errors';
import type { ModelBundle } from '../models/bundle';
import type { Voice } from '../protocol/messages';
import type { Classifier } from '../tasks/intents/classifier';
import type { EngineRoom } from './engine-room';
import { speakingModel, type SpeakingModel } from './speaking-model';

/** What it answers with: words, or the intents of a sentence. */
export type Guest =
  | { model: SpeakingModel; classifiers?: undefined }
  | { model?: undefined; classifiers: ReadonlyMap<Voice, Classifier> };

export class Guests {
  /** The last one, so that its weights are not read for every sentence. */
  #last: { id: string; guest: Promise<Guest> } | null = null;

  constructor(
    private readonly engine: Pick<EngineRoom, 'ready'>,
    private readonly bundle: (id: string) => Promise<ModelBundle>,
  ) {}

  /** Throws RetortError: 'teacher-unknown' where it is not here, 'no-such-speaker' where it reads numbers. */
  guest(id: string): Promise<Guest> {
    if (this.#last?.id === id) return this.#last.guest;
    const guest = this.#invite(id);
    this.#last = { id, guest };
    guest.catch(() => (this.#last = null)); // try again at the next sentence
    return guest;
  }

  async #invite(id: string): Promise<Guest> {
    const bundle = await this.bundle(id);
    const model = await speakingModel(bundle);
    if (model) return { model };
    const { createClassifier } = await this.engine.ready();
    const classifier = createClassifier(bundle);
    if (classifier) return { classifiers: new Map([['guest', classifier]]) };
    throw new RetortError(
      'no-such-speaker',
      `“${bundle.card.name}” reads numbers, so there is nothing to say to it. Choose a model of sentences or dialogues.`,
    );
  }
}
