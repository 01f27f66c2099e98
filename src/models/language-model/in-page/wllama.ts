// llama.cpp as WebAssembly, by wllama 2.4.0: the last one that tells probabilities of tokens and takes back what it has read. It runs in a
// worker that it begins itself, from a blob; where its address space of 64 bits is missing (lib/wide-memory.ts), it cannot run.

import { Wllama, type WllamaLogger } from '@wllama/wllama/esm/index.js';
import { RetortError } from '../../../lib/errors';
import type { Llama } from './llama';
import type { LoadOptions } from './messages';
import { runtimeFiles } from './runtime-files';
import { CHUNK, LONGEST } from './speaker';

/** Tokens that are read at once, at most: a sentence that is embedded whole; else so few that the runtime can be called off. */
const batch = (embeds: boolean): number => (embeds ? LONGEST : CHUNK);

/** Throws RetortError('model-unknown') where llama.cpp does not take the file. */
export async function loadLlama({ file, context, threads, embeds }: LoadOptions): Promise<Llama> {
  // it makes addresses whole by the document's, which a worker has not
  Object.assign(globalThis, { document: { baseURI: location.href } });
  const told: string[] = [];
  const note = (...words: unknown[]) => void told.push(words.map(String).join(' '));
  const quiet = () => undefined;
  const logger: WllamaLogger = { debug: quiet, log: quiet, warn: note, error: note };
  const runtime = new Wllama(runtimeFiles(), { logger });
  try {
    await runtime.loadModel([file], {
      n_ctx: context,
      n_batch: batch(embeds),
      n_threads: threads,
      seed: 1,
      ...(embeds && { embeddings: true, pooling_type: 'LLAMA_POOLING_TYPE_MEAN' }),
    });
  } catch (cause) {
    throw notTaken(cause, told);
  }
  const { n_vocab: count, metadata } = runtime.getLoadedContextInfo();
  // as many empty ones come first
  const pieces = embeds ? [] : (await runtime.getVocab()).slice(-count);
  const pieceOf = (token: number): string => new TextDecoder().decode(pieces[token]);
  return {
    pieces,
    context,
    begin: runtime.mustAddBosToken() ? runtime.getBOS() : null,
    template: metadata['tokenizer.chat_template'] ?? '',
    names: { bos_token: pieceOf(runtime.getBOS()), eos_token: pieceOf(runtime.getEOS()) },
    ends: (token) => runtime.isTokenEOG(token),
    tokenize: (text) => runtime.tokenize(text, true),
    async keep(kept) {
      if (kept > 0)
        try {
          await runtime.kvRemove(kept, -1);
          return kept;
        } catch {
          // networks that remember a state and no tokens cannot go back
        }
      await runtime.kvClear();
      return 0;
    },
    read: async (tokens) => void (await runtime.decode([...tokens], {})),
    async likeliest(most) {
      const listed = await runtime.getLogits(Math.min(most, count));
      // its softmax takes the exponent of what may be too large for it
      if (!listed.every(({ p }) => Number.isFinite(p)))
        throw new RetortError(
          'model-unknown',
          'This model’s scores are too large for the page’s runtime to make probabilities of them. Choose another model, or run it behind an address.',
        );
      return listed.map(({ token, p }) => ({ token, logprob: Math.log(Math.max(p, 1e-38)) }));
    },
    async embed(tokens) {
      await runtime.kvClear();
      return Float32Array.from(await runtime.embeddings([...tokens]));
    },
  };
}

function notTaken(cause: unknown, told: readonly string[]): RetortError {
  const said = told.findLast((line) => /unknown|unsupported|missing|wrong|failed|error/i.test(line));
  const why = said ?? (cause instanceof Error ? cause.message : String(cause));
  if (/memory|alloc/i.test(why + String(cause)))
    return new RetortError(
      'file-too-large',
      'This model does not fit into the memory that the browser gives the page. Choose a smaller one or one of fewer bits a weight (Q4_0), close other tabs, or run it behind an address.',
      { cause },
    );
  return new RetortError(
    'model-unknown',
    `llama.cpp does not take this file (${why.trim().slice(0, 200)}). Download it again, choose another model, or run it behind an address.`,
    { cause },
  );
}
