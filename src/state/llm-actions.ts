// What a person can do with language models, behind an address or in a file: describe one, test or measure it, let it teach, forget it.
// Loaded when it is asked for.

import { encoderTeacher, llmTeacher } from '../catalog/run-config';
import { entry as agent } from '../catalog/tasks/agent';
import { entry as intents } from '../catalog/tasks/intents';
import { newId } from '../lib/new-id';
import { errorFields } from '../protocol/errors';
import {
  type Described,
  type Endpoint,
  isAdmissible,
  isPageModel,
  moneyOf,
  ownerOf,
  type PageModel,
  parseAddress,
  type Tested,
} from '../protocol/language-model';
import { listDescribed, readSpent, removeDescribed } from '../storage/language-models';
import type { AppParts } from './app-parts';
import type { Problem } from './data-store';

export type { Abilities, Described, Endpoint, PageModel, Tested } from '../protocol/language-model';
export { isPageModel } from '../protocol/language-model';

/** What a model is told where nobody has said anything else. */
export const PROMPTS = {
  label: `Say what the sentence asks for. Answer with one of these and nothing else:
{{labels}}

Sentence: {{sentence}}
Answer:`,
  agent:
    'You help people by calling tools. Call the tools that the request needs, one after the other; call none where none fits. Copy names, numbers and words from the request as they stand. When you have the results, answer in one short sentence with the result in it, as the tool gave it.',
};

export const newEndpoint = (): Endpoint => ({
  id: newId('llm', Date.now()),
  createdAt: Date.now(),
  address: 'http://127.0.0.1:8080/v1',
  model: '',
  consent: null,
  scoring: 'logprobs',
  top: 20,
  samples: 5,
  atOnce: 4,
  seconds: 60,
  budget: { requests: 5000, tokens: 0, money: 0 },
  price: { read: 0, written: 0 },
  prompts: PROMPTS,
  licence: '',
  terms: '',
});

/** What is known of an address: its origin, and whether the page may ask it at all. */
export function originOf(address: string): { origin: string; admissible: boolean } | null {
  const url = parseAddress(address);
  return url && /^https?:$/.test(url.protocol) ? { origin: url.origin, admissible: isAdmissible(url) } : null;
}

export interface LlmActions {
  /** Keeps how a model is reached, and lets it teach; as what makes vectors of sentences, where that is wanted. */
  use(model: Described, key: string | undefined, as?: 'encoder'): Promise<Problem | null>;
  /** What a file says of itself; it stays where it is. */
  take(file: File): Promise<PageModel | { problem: Problem }>;
  /** Whether its file was chosen since the page was opened. */
  holds(model: PageModel): boolean;
  /** The same model with how long it takes, measured with sentences of the set on the table. */
  measure(model: PageModel): Promise<PageModel | { problem: Problem }>;
  /** What its server can, or why nothing comes; what else went wrong. */
  test(endpoint: Endpoint, key: string | undefined): Promise<Tested | { problem: Problem }>;
  cancel(): void;
  /** With all that it answered. */
  remove(model: Described): Promise<void>;
  /** Sentences whose labels the student may see, with the words of these: so many of each. */
  examples(perLabel: number): Promise<readonly { sentence: string; answer: string }[]>;
  /** What has been asked of it so far. */
  spent(endpoint: Endpoint): Promise<{ requests: number; tokens: number; money: number }>;
}

/** Ids of the models whose files the worker knows. */
const held = new Set<string>();

export function llmActions({ stores, bridge, database, complain }: AppParts): LlmActions {
  const { data, experiment } = stores;
  const handOver = (key: string | undefined) => (key === undefined ? {} : { key });
  return {
    async use(model, key, as) {
      try {
        await bridge.send('llm.describe', { model, ...handOver(key) });
        data.setState(({ languageModels }) => ({
          languageModels: [model, ...languageModels.filter(({ id }) => id !== model.id)],
        }));
        const { config, set } = experiment.getState();
        const fits = config.task === intents.id || (config.task === agent.id && as !== 'encoder');
        if (!fits) set('task', intents.id);
        experiment
          .getState()
          .set('teacher', as === 'encoder' ? encoderTeacher(model.id) : llmTeacher(model.id));
        return null;
      } catch (error) {
        return errorFields(error);
      }
    },
    async test(endpoint, key) {
      try {
        return await bridge.send('llm.test', { endpoint, ...handOver(key) });
      } catch (error) {
        return { problem: errorFields(error) };
      }
    },
    async take(file) {
      try {
        const taken = await bridge.send('llm.take', { blob: file, name: file.name });
        held.add(taken.id);
        const known = data.getState().languageModels.find(({ id }) => id === taken.id);
        const before = known && isPageModel(known) ? known : null;
        return { createdAt: Date.now(), prompts: PROMPTS, pace: null, ...before, ...taken };
      } catch (error) {
        return { problem: errorFields(error) };
      }
    },
    holds: ({ id }) => held.has(id),
    async measure(model) {
      try {
        const { config } = experiment.getState();
        return { ...model, pace: await bridge.send('llm.measure', { model, config }) };
      } catch (error) {
        return { problem: errorFields(error) };
      }
    },
    cancel: () => void bridge.send('llm.cancel', {}).catch(complain),
    async remove(model) {
      try {
        const db = await database();
        await removeDescribed(db, model.id, ownerOf(model));
        data.setState({ languageModels: await listDescribed(db) });
        const { config, set } = experiment.getState();
        if (![llmTeacher(model.id), encoderTeacher(model.id)].includes(config.teacher)) return;
        set('teacher', config.task === agent.id ? agent.defaultTeacher : intents.defaultTeacher);
      } catch (error) {
        complain(error);
      }
    },
    examples: async (perLabel) =>
      bridge.send('llm.examples', { config: experiment.getState().config, perLabel }),
    async spent(endpoint) {
      const spent = await readSpent(await database(), endpoint.id);
      return {
        requests: spent.requests,
        tokens: spent.read + spent.written,
        money: moneyOf(spent, endpoint),
      };
    },
  };
}
