// The teacher that comes with the page (public/models/agent-teacher/): downloaded at first use, with progress in bytes, and
// kept in memory. A download that fails is tried again at the next use. Its dialogues and transcripts come when training asks.

import { readDialogues, type ShippedDialogues } from '../data/dialogues-file';
import { readTranscripts } from '../data/transcripts-file';
import type { EncodedTranscript } from '../agent/transcript';
import { SHIPPED_TEACHER } from '../catalog/tasks/agent';
import { RetortError } from '../lib/errors';
import { type Post, throttledProgress } from './post';
import { BUILT_IN_SET } from '../catalog/run-config';
import { Tokenizer } from '../data/tokenizer';
import type { ModelBundle } from '../models/bundle';
import { readFolder } from '../models/hugging-face/read-folder';
import { parseSafetensors } from '../models/safetensors';

/** Downloads a file, telling how many bytes have come. Throws RetortError('download-failed'). */
async function download(
  url: URL,
  onBytes: (done: number, total: number) => void,
  get: typeof fetch,
): Promise<ArrayBuffer> {
  const failed = (why: string, cause?: unknown): RetortError =>
    new RetortError(
      'download-failed',
      `The file ${url.pathname.split('/').at(-1)} of the shipped teacher could not be downloaded (${why}). Check the connection and try again.`,
      { cause },
    );
  try {
    const response = await get(url);
    if (!response.ok) throw failed(`status ${response.status}`);
    // servers of single-page apps answer with the page where a file is missing
    if (response.headers.get('content-type')?.includes('text/html')) throw failed('it is not on this server');
    const total = Number(response.headers.get('content-length') ?? 0);
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let done = 0;
    for (const reader = response.body!.getReader(); ;) {
      const { value } = await reader.read();
      if (!value) break;
      chunks.push(value);
      onBytes((done += value.length), Math.max(done, total));
    }
    return await new Blob(chunks).arrayBuffer();
  } catch (error) {
    throw error instanceof RetortError ? error : failed('no answer', error);
  }
}

export class ShippedTeacher {
  #bundle: Promise<ModelBundle> | null = null;
  #dialogues: Promise<ShippedDialogues> | null = null;
  #transcripts: Promise<EncodedTranscript[]> | null = null;
  /** As downloaded: transcripts are told by it whether they are this model's. */
  #tokenizerJson = '';

  /** @param base the page's address. @param get fetch, or a stand-in. */
  constructor(
    private readonly post: Post,
    private readonly base: () => string,
    private readonly get: typeof fetch = (...args) => fetch(...args),
  ) {}

  /** The model; the first call downloads it and posts progress. Its transcripts are downloaded when they are asked for. */
  bundle(): Promise<ModelBundle> {
    this.#bundle ??= this.#load().catch((error: unknown) => {
      this.#bundle = null;
      throw error;
    });
    return this.#bundle;
  }

  /** The dialogues that it learnt: prompts and right answers. */
  dialogues(): Promise<ShippedDialogues> {
    this.#dialogues ??= this.#loadDialogues().catch((error: unknown) => {
      this.#dialogues = null;
      throw error;
    });
    return this.#dialogues;
  }

  /** The transcripts that it wrote for these dialogues' prompts. */
  #written(): Promise<EncodedTranscript[]> {
    this.#transcripts ??= this.#loadTranscripts().catch((error: unknown) => {
      this.#transcripts = null;
      throw error;
    });
    return this.#transcripts;
  }

  async #load(): Promise<ModelBundle> {
    const [config, tokenizer, weights] = await this.#files('teacher', [
      'config.json',
      'tokenizer.json',
      'model.safetensors',
    ]);
    const text = (bytes: ArrayBuffer | undefined): string => new TextDecoder().decode(bytes);
    this.#tokenizerJson = text(tokenizer);
    const bundle = readFolder(
      { config: text(config), tokenizer: this.#tokenizerJson, weights: () => parseSafetensors(weights!) },
      { name: SHIPPED_TEACHER, origin: 'shipped' },
      Tokenizer.fromJson,
    );
    return {
      ...bundle,
      card: { ...bundle.card, id: SHIPPED_TEACHER, dataSet: BUILT_IN_SET },
      transcripts: () => this.#written(),
    };
  }

  async #loadDialogues(): Promise<ShippedDialogues> {
    const [file] = await this.#files('transcripts', ['dialogues.jsonl.gz']);
    return readDialogues(file!);
  }

  async #loadTranscripts(): Promise<EncodedTranscript[]> {
    const { fingerprint } = await this.dialogues();
    const [file] = await this.#files('transcripts', ['transcripts.bin.gz']);
    return readTranscripts(file!, { tokenizerJson: this.#tokenizerJson, dialogues: fingerprint });
  }

  /** Downloads files side by side with one progress for all; the end is told even where lengths were unknown. */
  async #files(task: 'teacher' | 'transcripts', names: readonly string[]): Promise<ArrayBuffer[]> {
    const tell = throttledProgress(this.post, task);
    const parts = names.map(() => ({ done: 0, total: 0 }));
    const sum = (key: 'done' | 'total') => parts.reduce((all, part) => all + part[key], 0);
    const folder = new URL(`models/${SHIPPED_TEACHER}/`, this.base());
    try {
      return await Promise.all(
        names.map((name, i) =>
          download(
            new URL(name, folder),
            (done, total) => {
              parts[i] = { done, total };
              // how much it is in all is known once every file has answered; the end is told once, below
              const known = parts.every(({ total }) => total > 0);
              tell(sum('done'), known ? Math.max(sum('total'), sum('done') + 1) : 0);
            },
            this.get,
          ),
        ),
      );
    } finally {
      tell(1, 1);
    }
  }
}
