// Sentence encoders by their ids: brought as files, kept on this device, each at work in a worker of its own for as long as it is needed.
// What they make of sentences is remembered in pieces, by content, so that what was called off goes on where it was.

import * as v from 'valibot';
import { SHIPPED_TEACHER } from '../catalog/tasks/agent';
import { throwIfCancelled } from '../lib/cancelled';
import { RetortError } from '../lib/errors';
import { newId } from '../lib/new-id';
import type { ModelBundle } from '../models/bundle';
import type { Courier } from '../models/language-model/endpoint/courier';
import { INPUTS, readEncoderGraph } from '../models/sentence-encoder/encoder-graph';
import type { BringFile } from '../models/sentence-encoder/hub';
import type { EncoderParts, Pooling } from '../models/sentence-encoder/messages';
import type { EmbedHooks, SentenceEncoder } from '../models/sentence-encoder/sentence-encoder';
import {
  startEncoder,
  type StartedEncoder,
  type StartOptions,
} from '../models/sentence-encoder/start-encoder';
import type { EncoderCard } from '../protocol/encoder-card';
import { errorFields } from '../protocol/errors';
import type { Commands } from '../protocol/messages';
import { readEmbeddings, readEncoder, saveEmbeddings, saveEncoder } from '../storage/encoders';
import { digest } from './digest';
import type { SentenceSource } from './language-models';
import { type Post, throttledProgress } from './post';
import type { WithDatabase } from './with-database';

/** Sentences that are remembered together. */
const PIECE = 512;
/** A tokenizer.json of 250,000 pieces has 17 MB. */
const MOST_TOKENIZER_BYTES = 64e6;
/** Milliseconds without a question after which an encoder's worker, with some hundred MB, is ended. */
const REST = 60_000;

const contentSchema = v.object({
  model: v.instance(ArrayBuffer),
  tokenizer: v.string(),
  inputs: v.array(v.picklist(INPUTS)),
  output: v.string(),
  pooled: v.boolean(),
  pooling: v.picklist(['mean', 'first']),
  vocabulary: v.nullable(v.number()),
});

export class Encoders {
  /** Brought in this session, so that they can be used even where nothing can be stored. */
  readonly #brought = new Map<string, { card: EncoderCard; content: EncoderParts }>();
  #started: { id: string; encoder: Promise<StartedEncoder> } | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #abort = new AbortController();

  constructor(
    private readonly post: Post,
    private readonly withDatabase: WithDatabase,
    /** The teacher that comes with the page, which can be an encoder too. */
    private readonly shipped: () => Promise<ModelBundle>,
    private readonly options: StartOptions & {
      courier?: Courier;
      /** Others that make vectors, by their ids: language models of files. */
      others?: (id: string) => Promise<SentenceSource | null>;
    } = {},
  ) {}

  /** Takes an encoder from files, tries it, and keeps it. Throws RetortError that says what is wrong with them, or 'cancelled'. */
  load(about: Commands['encoder.load']): Promise<EncoderCard> {
    return this.#bring(() => Promise.resolve(about));
  }

  /** The same with the files of a hub id, which are fetched. Throws RetortError, too, where nothing comes. */
  fetch(hubId: string): Promise<EncoderCard> {
    return this.#bring(async (signal, tell) => {
      const { hubFiles } = await import('../models/sentence-encoder/hub');
      const id = hubId.trim();
      const bring: BringFile = async (errand, onProgress = () => undefined) => {
        const brought = await this.options.courier!.fetchFile(errand, signal, onProgress);
        if ('blob' in brought) return brought.blob;
        throw new RetortError(
          brought.failed === 'no-consent' ? 'consent-missing' : 'endpoint-unreachable',
          `${errand.url} could not be fetched. ${brought.why} Check the id and the network, or download the files and choose them.`,
        );
      };
      return { files: await hubFiles(id, bring, tell), name: id.split('/').at(-1)! };
    });
  }

  async #bring(
    get: (
      signal: AbortSignal,
      tell: (done: number, total: number) => void,
    ) => Promise<Commands['encoder.load']>,
  ): Promise<EncoderCard> {
    this.cancel();
    const { signal } = (this.#abort = new AbortController());
    const tell = throttledProgress(this.post, 'encoder');
    tell(0, 0);
    try {
      const { files, name } = await get(signal, tell);
      tell(0, 0);
      const { model, tokenizer, pooling } = await sort(files);
      const graph = await readEncoderGraph(model.blob);
      throwIfCancelled(signal);
      const content: EncoderParts = {
        ...graph,
        model: await model.blob.arrayBuffer(),
        tokenizer: await tokenizer.blob.text(),
        pooling,
      };
      const id = await idOf(content);
      const started = await this.#start(id, content, signal);
      const card: EncoderCard = {
        id,
        name: name ?? model.name.replace(/\.onnx$/i, ''),
        createdAt: Date.now(),
        bytes: model.blob.size,
        parameters: graph.parameters,
        width: started.width,
      };
      this.#brought.set(id, { card, content });
      try {
        await this.withDatabase((db) => saveEncoder(db, card, content));
        this.#brought.delete(id);
      } catch (error) {
        this.post('error', { ...errorFields(error), during: 'storage' });
      }
      return card;
    } finally {
      tell(1, 1);
    }
  }

  /** Calls off a loading. */
  cancel(): void {
    this.#abort.abort();
  }

  /** Throws RetortError('teacher-unknown') where there is none of that id. */
  async encoder(id: string): Promise<SentenceEncoder> {
    if (id === SHIPPED_TEACHER) {
      const { pageEncoder } = await import('../tasks/intents/page-encoder');
      return pageEncoder(id, await this.shipped());
    }
    const other = await this.options.others?.(id);
    const { name, parameters, width } = other
      ? { name: other.name, ...other.start() }
      : (await this.#find(id)).card;
    return { id, name, parameters, width, embed: (texts, hooks) => this.#embed(id, width, texts, hooks) };
  }

  async #find(id: string): Promise<{ card: EncoderCard; content: EncoderParts }> {
    const brought = this.#brought.get(id);
    if (brought) return brought;
    const found = await this.withDatabase((db) => readEncoder(db, id));
    const content = v.safeParse(contentSchema, found?.content);
    if (found && content.success) return { card: found.card, content: content.output };
    throw new RetortError(
      'teacher-unknown',
      'This sentence encoder is not on this device any more. Choose its files again under “Sentence encoders…”, or another teacher.',
    );
  }

  /** Texts are taken in an order of their own, so that the same ones, in whichever splits, are the same pieces. */
  async #embed(
    id: string,
    width: number,
    texts: readonly string[],
    hooks: EmbedHooks,
  ): Promise<Float32Array<ArrayBuffer>> {
    const sorted = [...new Set(texts)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    const placeOf = new Map(sorted.map((text, i) => [text, i]));
    const known = new Float32Array(sorted.length * width); // [unique, D]
    for (let at = 0; at < sorted.length; at += PIECE) {
      const piece = sorted.slice(at, at + PIECE);
      const onProgress = (done: number) => hooks.onProgress?.(at + done, sorted.length);
      known.set(await this.#piece(id, piece, { ...hooks, onProgress }), at * width);
      onProgress(piece.length);
    }
    const vectors = new Float32Array(texts.length * width); // [n, D]
    for (const [i, text] of texts.entries()) {
      const from = placeOf.get(text)! * width;
      vectors.set(known.subarray(from, from + width), i * width);
    }
    return vectors;
  }

  async #piece(
    id: string,
    texts: readonly string[],
    { signal, onProgress }: { signal?: AbortSignal | undefined; onProgress(done: number): void },
  ): Promise<Float32Array> {
    throwIfCancelled(signal);
    const key = await digest([new TextEncoder().encode(texts.join('\n'))]);
    const remember = key !== null && texts.length > 1; // what is typed into the chat is not worth it
    const before = remember
      ? await this.withDatabase((db) => readEmbeddings(db, id, key)).catch(() => undefined)
      : undefined;
    if (before) return before;
    const vectors: Float32Array[] = [];
    for (let at = 0; at < texts.length;) {
      throwIfCancelled(signal);
      const encoder = await this.#awake(id);
      const part = texts.slice(at, at + encoder.atOnce);
      vectors.push(await encoder.embed(part).catch((error: unknown) => this.#forget(error)));
      onProgress((at += part.length));
    }
    const all = new Float32Array(vectors.reduce((sum, { length }) => sum + length, 0)); // [n·D]
    vectors.reduce((at, part) => (all.set(part, at), at + part.length), 0);
    // a full disk costs time at the next run, and nothing now
    if (remember) await this.withDatabase((db) => saveEmbeddings(db, id, key, all)).catch(() => undefined);
    return all;
  }

  async #awake(id: string): Promise<StartedEncoder> {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#end(), REST);
    if (this.#started?.id === id) return this.#started.encoder;
    const other = await this.options.others?.(id);
    if (other) return other.start(); // which has a worker and a rest of its own
    return this.#start(id, (await this.#find(id)).content);
  }

  /** One at a time: each takes several times the memory of its file. */
  async #start(id: string, content: EncoderParts, signal?: AbortSignal): Promise<StartedEncoder> {
    this.#end();
    const parts = { ...content, model: content.model.slice(0) }; // what is handed over is gone here
    const started = { id, encoder: startEncoder(parts, { ...this.options, signal }) };
    this.#started = started;
    return started.encoder.catch((error: unknown) => this.#forget(error));
  }

  #end(): void {
    void this.#started?.encoder.then(
      (encoder) => encoder.end(),
      () => undefined, // it has ended by itself
    );
    this.#started = null;
  }

  /** One that failed is begun anew at the next question. */
  #forget(error: unknown): never {
    this.#end();
    throw error;
  }
}

interface EncoderFile {
  name: string;
  blob: Blob;
}

/** Which file is which. Throws RetortError('encoder-unfit') where one is missing. */
async function sort(
  files: readonly EncoderFile[],
): Promise<{ model: EncoderFile; tokenizer: EncoderFile; pooling: Pooling }> {
  const models = files.filter(({ name }) => /\.onnx$/i.test(name));
  const tokenizer = files.find(({ name }) => /(^|\/)tokenizer\.json$/i.test(name));
  if (models.length !== 1 || !tokenizer)
    throw new RetortError(
      'encoder-unfit',
      'An encoder is two files, chosen together: one ending in .onnx and its tokenizer.json. Choose both (the folder onnx of a model on the hub has the first, the model itself the second).',
    );
  if (tokenizer.blob.size > MOST_TOKENIZER_BYTES)
    throw new RetortError(
      'file-too-large',
      'This tokenizer.json is larger than any. Choose the encoder’s own.',
    );
  return { model: models[0]!, tokenizer, pooling: await poolingOf(files) };
}

/** As 1_Pooling/config.json says, where it was chosen too; the mean else. */
async function poolingOf(files: readonly EncoderFile[]): Promise<Pooling> {
  for (const { name, blob } of files)
    if (
      /\.json$/i.test(name) &&
      blob.size < 10_000 &&
      /"pooling_mode_cls_token"\s*:\s*true/.test(await blob.text())
    )
      return 'first';
  return 'mean';
}

/** By the content, where digests can be made. */
async function idOf({ model, tokenizer, pooling }: EncoderParts): Promise<string> {
  return (
    (await digest([model, new TextEncoder().encode(tokenizer + pooling)])) ?? newId('encoder', Date.now())
  );
}
