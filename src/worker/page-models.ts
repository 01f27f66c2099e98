// Language models of files that the person has chosen, each at work in a worker of its own for as long as it is needed, one at a time: each
// takes some hundred MB. The files stay the person's: what is known here is where they lie, until the page is closed.

import { RetortError } from '../lib/errors';
import { newId } from '../lib/new-id';
import { type GgufFacts, readGgufFacts } from '../models/language-model/in-page/gguf-facts';
import type { Question } from '../models/language-model/in-page/messages';
import { type StartedLlm, startLlm, type StartLlmOptions } from '../models/language-model/in-page/start-llm';
import type { AskHooks, LanguageModel } from '../models/language-model/language-model';
import type { StartedEncoder } from '../models/sentence-encoder/start-encoder';
import type { PageModel, Taken } from '../protocol/language-model';
import { digest } from './digest';

/** Bytes of the beginning and of the end by which a file is known again. */
const ENDS = 1e6;
/** Milliseconds without a question after which the memory is given back. */
const REST = 60_000;
/** Sentences of an ask: they are read one after the other, some tokens a second. */
const EMBEDDED_AT_ONCE = 8;

export class PageModels {
  /** By id. */
  readonly #files = new Map<string, { blob: Blob; facts: GgufFacts }>();
  #started: { id: string; embeds: boolean; loading: Promise<StartedLlm> } | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;
  /** Questions that are not answered yet. */
  #open = 0;

  constructor(private readonly options: StartLlmOptions & { rest?: number } = {}) {}

  /** Takes down where a file lies. Throws RetortError where it is none that runs here. */
  async take({ blob, name }: { blob: Blob; name: string }): Promise<Taken> {
    const { model, licence, ...file } = await readGgufFacts(blob, name);
    const id = await idOf(blob);
    this.#files.set(id, { blob, facts: { model, licence, ...file } });
    return { id, model, licence, file };
  }

  model({ id, model, file, prompts, licence }: PageModel): LanguageModel {
    return {
      id,
      name: model,
      parameters: file.parameters,
      atOnce: 1,
      terms: licence && `licence of ${model}: ${licence}`,
      prompts,
      score: async (question, hooks) => {
        const answer = await this.#ask(id, file.name, { score: question }, hooks);
        if ('scores' in answer) return answer.scores;
        throw new RetortError('internal', 'The language model answered something else.');
      },
      say: async (question, hooks) => {
        const answer = await this.#ask(id, file.name, { say: question }, hooks);
        if ('said' in answer) return answer.said;
        throw new RetortError('internal', 'The language model answered something else.');
      },
    };
  }

  /** The same file as one that makes vectors of sentences. */
  encoder(id: string, { name }: { name: string }): StartedEncoder & { parameters: number } {
    const { facts } = this.#find(id, name);
    return {
      width: facts.width,
      parameters: facts.parameters,
      atOnce: EMBEDDED_AT_ONCE,
      embed: async (texts) => {
        const answer = await this.#ask(id, name, { embed: texts });
        if ('vectors' in answer) return answer.vectors;
        throw new RetortError('internal', 'The language model answered something else.');
      },
      end: () => this.end(),
    };
  }

  end(): void {
    clearTimeout(this.#rest);
    void this.#started?.loading.then(
      (worker) => worker.end(),
      () => undefined, // it has ended by itself
    );
    this.#started = null;
  }

  async #ask(id: string, name: string, question: Question, { signal }: AskHooks = {}) {
    clearTimeout(this.#rest);
    this.#open++;
    try {
      const worker = await this.#awake(id, name, 'embed' in question, signal);
      return await worker.ask(question, { signal });
    } finally {
      clearTimeout(this.#rest);
      if (--this.#open === 0) this.#rest = setTimeout(() => this.end(), this.options.rest ?? REST);
    }
  }

  #find(id: string, name: string): { blob: Blob; facts: GgufFacts } {
    const found = this.#files.get(id);
    if (found) return found;
    throw new RetortError(
      'teacher-unknown',
      `The page does not keep the file ${name}. Choose it again under “LLM teacher…”: what it answered is remembered.`,
    );
  }

  async #awake(
    id: string,
    name: string,
    embeds: boolean,
    signal: AbortSignal | undefined,
  ): Promise<StartedLlm> {
    const { blob, facts } = this.#find(id, name);
    if (this.#started?.id === id && this.#started.embeds === embeds) {
      const worker = await this.#started.loading;
      if (!worker.ended) return worker;
    }
    this.end();
    const load = { file: blob, context: facts.context, embeds };
    const loading = startLlm(load, { ...this.options, signal });
    const started = (this.#started = { id, embeds, loading });
    // one that failed is begun anew at the next question
    loading.catch(() => this.#started === started && (this.#started = null));
    return loading;
  }
}

/** By its size, its beginning and its end, where digests can be made: all of it would have to lie in memory. */
async function idOf(blob: Blob): Promise<string> {
  const ends = [blob.slice(0, ENDS), blob.slice(-ENDS), new Blob([String(blob.size)])];
  const known = await digest(await Promise.all(ends.map((part) => part.arrayBuffer())));
  return known === null ? newId('file', Date.now()) : `file-${known}`;
}
