// Language models by their ids, behind an address or in the page (page-models.ts): described by the person, their keys in memory alone, each
// asked within its budget. What they answered is remembered by content, so that nothing is asked twice and what was broken off goes on
// where it was. model() is all that the rest knows.

import * as v from 'valibot';
import { RetortError } from '../lib/errors';
import type { LanguageModel, Said } from '../models/language-model/language-model';
import { Budget } from '../models/language-model/endpoint/budget';
import { type Courier, WorkerCourier } from '../models/language-model/endpoint/courier';
import { endpointModel } from '../models/language-model/endpoint/endpoint-model';
import { PatientServer, ServerError } from '../models/language-model/endpoint/patient-server';
import type { StartedEncoder } from '../models/sentence-encoder/start-encoder';
import { tryOut } from '../models/language-model/endpoint/try-out';
import { errorFields } from '../protocol/errors';
import {
  type Described,
  type Endpoint,
  isPageModel,
  NOTHING_SPENT,
  ownerOf,
  type Pace,
  type Spent,
  type Tested,
} from '../protocol/language-model';
import type { Commands } from '../protocol/messages';
import {
  type KeptAnswer,
  readAnswer,
  readDescribed,
  readSpent,
  saveAnswer,
  saveDescribed,
  saveSpent,
} from '../storage/language-models';
import { digest } from './digest';
import { PageModels } from './page-models';
import { type Post, throttledProgress } from './post';
import type { WithDatabase } from './with-database';

/** Tries of a test: the person waits for it. */
const TEST_TRIES = 1;

const saidSchema = v.object({
  content: v.string(),
  calls: v.array(v.object({ id: v.string(), name: v.string(), arguments: v.string() })),
  cut: v.boolean(),
});

/** One that can make vectors of sentences. */
export interface SentenceSource {
  name: string;
  /** Throws RetortError('teacher-unknown') where its file is not at hand. */
  start(): StartedEncoder & { parameters: number };
}

export class LanguageModels {
  /** In memory alone. */
  readonly #keys = new Map<string, string>();
  /** Described in this session, so that they can be used even where nothing can be stored. */
  readonly #described = new Map<string, Described>();
  /** One for all who ask, so that their requests count together. */
  readonly #budgets = new Map<string, { endpoint: Endpoint; budget: Budget }>();
  #abort = new AbortController();

  constructor(
    private readonly post: Post,
    private readonly withDatabase: WithDatabase,
    private readonly courier: Courier = new WorkerCourier(),
    private readonly pageModels = new PageModels(),
  ) {}

  /** Takes down how a model is reached. */
  async describe({ model, key }: Commands['llm.describe']): Promise<void> {
    this.#described.set(model.id, model);
    if (key !== undefined) this.#keys.set(model.id, key);
    try {
      await this.withDatabase((db) => saveDescribed(db, model));
    } catch (error) {
      this.post('error', { ...errorFields(error), during: 'storage' });
    }
  }

  /** What a server can, or why nothing comes from it. Throws RetortError that says what else is wrong. */
  async test({ endpoint, key }: Commands['llm.test']): Promise<Tested> {
    this.cancel();
    const { signal } = (this.#abort = new AbortController());
    const budget = new Budget({ ...endpoint, budget: { requests: 0, tokens: 0, money: 0 } }, NOTHING_SPENT);
    const server = new PatientServer({
      ...{ endpoint, budget, courier: this.courier, tries: TEST_TRIES },
      key: key ?? this.#keys.get(endpoint.id) ?? '',
    });
    const { origin } = new URL(endpoint.address);
    try {
      const ask: PatientServer['ask'] = (...asked) => server.ask(...asked);
      return { abilities: await tryOut(ask, endpoint.model, origin, signal) };
    } catch (error) {
      if (!(error instanceof ServerError) || error.fault !== 'unreachable') throw error;
      return { unreachable: await this.courier.diagnose(server.errand('/models', null)) };
    }
  }

  /** Calls off a test. */
  cancel(): void {
    this.#abort.abort();
  }

  /** How long one in the page takes for these sentences, each asked anew. Throws RetortError, 'cancelled' too. */
  async measure(
    { model }: Pick<Commands['llm.measure'], 'model'>,
    { sentences, words }: { sentences: readonly string[]; words: readonly string[] },
  ): Promise<Pace> {
    this.cancel();
    const { signal } = (this.#abort = new AbortController());
    const tell = throttledProgress(this.post, 'language-model');
    tell(0, 0);
    try {
      const { labelScorer } = await import('../tasks/intents/label-scorer');
      const scorer = labelScorer(this.pageModels.model(model), model.id, words);
      const [begin = '', ...rest] = sentences;
      const started = performance.now();
      await scorer.embed([begin], { signal });
      const first = performance.now() - started;
      tell(1, sentences.length);
      const onProgress = (done: number) => tell(done + 1, sentences.length);
      await scorer.embed(rest, { signal, onProgress });
      const each = (performance.now() - started - first) / Math.max(1, rest.length);
      return { first, each };
    } finally {
      tell(1, 1);
    }
  }

  /** Who makes vectors of sentences by that id; null where it is none of a file. */
  async encoder(id: string): Promise<SentenceSource | null> {
    // where nothing can be stored, there is none but those described in this session
    const model = await this.#find(id).catch(() => undefined);
    if (!model || !isPageModel(model)) return null;
    return { name: model.model, start: () => this.pageModels.encoder(id, model.file) };
  }

  async #find(id: string): Promise<Described | undefined> {
    return this.#described.get(id) ?? (await this.withDatabase((db) => readDescribed(db, id)));
  }

  /** Throws RetortError('teacher-unknown') where there is none of that id. */
  async model(id: string): Promise<LanguageModel> {
    const endpoint = await this.#find(id);
    if (!endpoint)
      throw new RetortError(
        'teacher-unknown',
        'This language model is not on this device any more. Describe it again under “LLM teacher…”, or choose another teacher.',
      );
    if (isPageModel(endpoint)) return this.#remembering(this.pageModels.model(endpoint), endpoint, {});
    const server = new PatientServer({
      endpoint,
      key: this.#keys.get(id) ?? '',
      courier: this.courier,
      budget: await this.#budgetOf(endpoint),
    });
    const { scoring, top, samples } = endpoint;
    const how = scoring === 'logprobs' ? { top } : { samples };
    return this.#remembering(endpointModel(endpoint, server), endpoint, how);
  }

  async #budgetOf(endpoint: Endpoint): Promise<Budget> {
    const known = this.#budgets.get(endpoint.id);
    if (known && JSON.stringify(known.endpoint) === JSON.stringify(endpoint)) return known.budget;
    const spent = await this.withDatabase((db) => readSpent(db, endpoint.id)).catch(() => NOTHING_SPENT);
    let saving: Promise<unknown> | null = null;
    let latest = spent;
    const tell = (now: Spent) => {
      latest = now;
      // one at a time, and the last one always
      saving ??= this.withDatabase((db) => saveSpent(db, endpoint.id, latest))
        .catch(() => undefined) // a full disk: it is counted in memory
        .then(() => {
          saving = null;
          if (latest !== now) tell(latest);
        });
    };
    const budget = new Budget(endpoint, spent, tell);
    this.#budgets.set(endpoint.id, { endpoint, budget });
    return budget;
  }

  /** The same model, which is asked only what it has not answered yet. @param how it scores answers. */
  #remembering(model: LanguageModel, described: Described, how: object): LanguageModel {
    const who = ownerOf(described);
    const remembered = async <T extends KeptAnswer>(
      question: object,
      isOne: (kept: KeptAnswer) => kept is T,
      ask: () => Promise<T>,
    ): Promise<T> => {
      const text = JSON.stringify(question);
      const what = (await digest([new TextEncoder().encode(text)])) ?? text;
      const kept = await this.withDatabase((db) => readAnswer(db, who, what)).catch(() => undefined);
      if (kept !== undefined && isOne(kept)) return kept;
      const answer = await ask();
      // a full disk costs a question at the next run, and nothing now
      await this.withDatabase((db) => saveAnswer(db, who, what, answer)).catch(() => undefined);
      return answer;
    };
    return {
      ...model,
      score: (question, hooks) =>
        remembered(
          { score: question, how },
          (kept): kept is Float32Array<ArrayBuffer> =>
            kept instanceof Float32Array && kept.length === question.answers.length,
          () => model.score(question, hooks),
        ),
      say: (question, hooks) =>
        remembered(
          { say: question },
          (kept): kept is Said => v.is(saidSchema, kept),
          () => model.say(question, hooks),
        ),
    };
  }
}
