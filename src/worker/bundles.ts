// Finished models by their ids: the one that comes with the page, and those on this device. The chat's teacher, where no run has one,
// is the last that the person brought, else the shipped one.

import { SHIPPED_TEACHER } from '../catalog/tasks/agent';
import type { DialogueSet } from '../data/dialogues-file';
import { Tokenizer } from '../data/tokenizer';
import type { ModelBundle } from '../models/bundle';
import { readModel } from '../models/formats';
import { errorFields } from '../protocol/errors';
import type { Commands } from '../protocol/messages';
import type { ModelCard } from '../protocol/model-card';
import type { Post } from './post';
import { ShippedTeacher } from './shipped-teacher';
import { keepModel, readBundle } from './stored-models';
import type { WithDatabase } from './with-database';

export class Bundles {
  /** Brought in this session, so that they can teach even where nothing can be stored. */
  readonly #brought = new Map<string, ModelBundle>();
  #current: ModelBundle | null = null;
  readonly #shipped: ShippedTeacher;

  constructor(
    private readonly post: Post,
    base: () => string,
    private readonly withDatabase: WithDatabase,
    get?: typeof fetch,
  ) {
    this.#shipped = new ShippedTeacher(post, base, get);
  }

  /** Takes a model from files and keeps it. Throws RetortError where they are no model. */
  async load({ files }: Commands['teacher.load']): Promise<ModelCard> {
    const bundle = await readModel(files, { origin: 'imported', readTokenizer: Tokenizer.fromJson });
    const about = { kept: true };
    let card: ModelCard;
    try {
      card = await this.withDatabase((db) => keepModel(db, bundle, about));
    } catch (error) {
      this.post('error', { ...errorFields(error), during: 'storage' });
      card = { ...bundle.card, ...about, id: `brought-${this.#brought.size + 1}` };
    }
    const brought = { ...bundle, card };
    this.#brought.set(card.id, brought);
    if (brought.network.kind === 'decoder') this.#tell(brought); // others do not speak
    return card;
  }

  /** Throws RetortError('teacher-unknown') where there is none of that id. */
  async bundle(id: string): Promise<ModelBundle> {
    if (id === SHIPPED_TEACHER) return this.shipped();
    return this.#brought.get(id) ?? this.withDatabase((db) => readBundle(db, id));
  }

  async shipped(): Promise<ModelBundle> {
    const bundle = await this.#shipped.bundle();
    if (!this.#current) this.#tell(bundle);
    return bundle;
  }

  /** The dialogues that the shipped one learnt. */
  dialogues(): Promise<DialogueSet> {
    return this.#shipped.dialogues();
  }

  /** The teacher that the chat talks with; the shipped one is downloaded at first use. */
  async current(): Promise<ModelBundle> {
    return this.#current ?? this.shipped();
  }

  /** The same, if it is here already. */
  get atHand(): ModelBundle | null {
    return this.#current;
  }

  #tell(bundle: ModelBundle): void {
    this.#current = bundle;
    const { origin, parameters } = bundle.card;
    this.post('teacher.ready', { source: origin, parameters });
  }
}
