// A language model at work on the runtime: how sure it is of answers, what it says, vectors of sentences. What two questions have in common
// at their beginning is read once. In a worker of its own (entry-in-page.ts).

import { throwIfCancelled } from '../../../lib/cancelled';
import { RetortError } from '../../../lib/errors';
import { createRng } from '../../../lib/rng';
import { answerScores, isTold, type TokenPlace } from '../answer-scores';
import type { AskHooks, Said, SayQuestion, ScoreQuestion } from '../language-model';
import { readReply, replyGrammar } from './call-grammar';
import { promptOf } from './chat-format';
import type { Likely, Llama } from './llama';

/** Tokens that are told of each place of an answer. */
const TOP = 200;
/** Tokens of an answer after which nobody looks further. */
const ANSWER = 8;
/** Tokens that a word is drawn from. */
const DRAWN_FROM = 40;
/** Tokens that are read at once: some seconds on one thread, after which it can be called off. */
export const CHUNK = 64;
/** Tokens of a sentence that is embedded. */
export const LONGEST = 256;

export class Speaker {
  /** What the runtime has read. */
  #tokens: number[] = [];

  constructor(
    private readonly llama: Llama,
    /** Hears that it is at work. */
    private readonly alive: () => void = () => undefined,
  ) {}

  /** ln of each answer's probability, [K]. */
  async score(
    { messages, answers }: ScoreQuestion,
    { signal }: AskHooks = {},
  ): Promise<Float32Array<ArrayBuffer>> {
    const { llama } = this;
    const prompt = await this.#prompt(promptOf(messages, [], llama), ANSWER);
    const places: TokenPlace[] = [];
    const written: number[] = [];
    for (let i = 0; i < ANSWER; i++) {
      await this.#read([...prompt, ...written], signal);
      const top = (await llama.likeliest(TOP)).map(({ token, logprob }) => ({
        token: this.#text([token]),
        logprob,
        id: token,
      }));
      const [first] = top;
      if (!first) break;
      places.push({ token: first.token, logprob: first.logprob, top });
      written.push(first.id);
      if (llama.ends(first.id) || isTold(this.#text(written), answers)) break;
    }
    return answerScores(places, answers);
  }

  async say(
    { messages, tools, temperature, most, seed }: SayQuestion,
    { signal }: AskHooks = {},
  ): Promise<Said> {
    const { llama } = this;
    const grammar = replyGrammar(tools);
    const rng = createRng(seed);
    const prompt = await this.#prompt(promptOf(messages, tools, llama), most);
    const written: number[] = [];
    let text = '';
    let cut = true;
    while (written.length < most) {
      await this.#read([...prompt, ...written], signal);
      const fits = ({ token }: Likely) =>
        llama.ends(token) ? grammar.isWhole(text) : grammar.mayBe(this.#text([...written, token]));
      const most = temperature > 0 ? DRAWN_FROM : 1;
      let open = someOf(await llama.likeliest(TOP), fits, most);
      // where the likeliest ones fit nowhere, all are looked at
      if (open.length === 0) open = someOf(await llama.likeliest(llama.pieces.length), fits, most);
      const next = draw(open, temperature, rng.next());
      if (next === undefined || llama.ends(next)) {
        cut = !grammar.isWhole(text);
        break;
      }
      written.push(next);
      text = this.#text(written);
    }
    const { content, calls } = readReply(text);
    return {
      content: content.trim(),
      calls: calls.map((call, i) => ({ id: `call_${messages.length}_${i}`, ...call })),
      cut: cut && !(calls.length > 0 && grammar.isWhole(text)),
    };
  }

  /** Vectors of unit length, [n·D]. */
  async embed(texts: readonly string[], { signal }: AskHooks = {}): Promise<Float32Array<ArrayBuffer>> {
    const vectors: Float32Array[] = [];
    for (const text of texts) {
      throwIfCancelled(signal);
      const tokens = (await this.#tokenize(text)).slice(0, LONGEST);
      vectors.push(await this.llama.embed(tokens.length > 0 ? tokens : [0]));
      this.alive();
    }
    const D = vectors[0]?.length ?? 0;
    const all = new Float32Array(vectors.length * D); // [n, D]
    for (const [i, vector] of vectors.entries()) all.set(vector, i * D);
    return all;
  }

  #text(tokens: readonly number[]): string {
    const pieces = tokens.map((token) => this.llama.pieces[token] ?? new Uint8Array());
    const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
    pieces.reduce((at, piece) => (bytes.set(piece, at), at + piece.length), 0);
    return new TextDecoder().decode(bytes);
  }

  async #tokenize(text: string): Promise<number[]> {
    const { llama } = this;
    const tokens = await llama.tokenize(text);
    return llama.begin !== null && tokens[0] !== llama.begin ? [llama.begin, ...tokens] : tokens;
  }

  /** @param room tokens that are written after it. */
  async #prompt(text: string, room: number): Promise<number[]> {
    const tokens = await this.#tokenize(text);
    if (tokens.length + room > this.llama.context)
      throw new RetortError(
        'message-too-long',
        `What the language model has to read (${tokens.length} tokens) is longer than what it can think of at once (${this.llama.context}). Shorten its prompt, use fewer labels or examples, or begin a new conversation.`,
      );
    return tokens;
  }

  /** Reads what is new; the last token in any case, for what comes after it. */
  async #read(tokens: readonly number[], signal: AbortSignal | undefined): Promise<void> {
    const { llama } = this;
    let common = 0;
    while (common < tokens.length - 1 && this.#tokens[common] === tokens[common]) common++;
    if (common < this.#tokens.length) common = await llama.keep(common);
    this.#tokens = this.#tokens.slice(0, common);
    for (let at = common; at < tokens.length; at += CHUNK) {
      throwIfCancelled(signal);
      const part = tokens.slice(at, at + CHUNK);
      await llama.read(part);
      this.#tokens.push(...part);
      this.alive();
    }
  }
}

/** The first so many of which something is true. */
function someOf<T>(list: readonly T[], is: (one: T) => boolean, most: number): T[] {
  const found: T[] = [];
  for (const one of list) {
    if (found.length === most) break;
    if (is(one)) found.push(one);
  }
  return found;
}

/** The likeliest at temperature 0, else as likely as each is at that temperature. @param at uniform in [0, 1). */
function draw(
  open: readonly { token: number; logprob: number }[],
  temperature: number,
  at: number,
): number | undefined {
  const [first] = open;
  if (temperature <= 0 || !first) return first?.token;
  const weights = open.map(({ logprob }) => Math.exp((logprob - first.logprob) / temperature));
  let left = at * weights.reduce((a, b) => a + b, 0);
  return open[weights.findIndex((weight) => (left -= weight) < 0)]?.token ?? first.token;
}
