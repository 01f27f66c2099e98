// What a person can do with language models behind an address: describe one, test it, let it teach, forget it. Loaded when it is asked for.

import { llmTeacher } from '../catalog/run-config';
import { entry as agent } from '../catalog/tasks/agent';
import { entry as intents } from '../catalog/tasks/intents';
import { newId } from '../lib/new-id';
import { errorFields } from '../protocol/errors';
import {
  type Endpoint,
  isAdmissible,
  moneyOf,
  ownerOf,
  parseAddress,
  type Tested,
} from '../protocol/language-model';
import { listEndpoints, readSpent, removeEndpoint } from '../storage/language-models';
import type { AppParts } from './app-parts';
import type { Problem } from './data-store';

export type { Abilities, Endpoint, Tested } from '../protocol/language-model';

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
  /** Keeps how a model is reached, and lets it teach. */
  use(endpoint: Endpoint, key: string | undefined): Promise<Problem | null>;
  /** What its server can, or why nothing comes; what else went wrong. */
  test(endpoint: Endpoint, key: string | undefined): Promise<Tested | { problem: Problem }>;
  cancel(): void;
  /** With all that it answered. */
  remove(endpoint: Endpoint): Promise<void>;
  /** Sentences whose labels the student may see, with the words of these: so many of each. */
  examples(perLabel: number): Promise<readonly { sentence: string; answer: string }[]>;
  /** What has been asked of it so far. */
  spent(endpoint: Endpoint): Promise<{ requests: number; tokens: number; money: number }>;
}

export function llmActions({ stores, bridge, database, complain }: AppParts): LlmActions {
  const { data, experiment } = stores;
  const handOver = (key: string | undefined) => (key === undefined ? {} : { key });
  return {
    async use(endpoint, key) {
      try {
        await bridge.send('llm.describe', { endpoint, ...handOver(key) });
        data.setState(({ endpoints }) => ({
          endpoints: [endpoint, ...endpoints.filter(({ id }) => id !== endpoint.id)],
        }));
        const { config, set } = experiment.getState();
        if (config.task !== intents.id && config.task !== agent.id) set('task', intents.id);
        experiment.getState().set('teacher', llmTeacher(endpoint.id));
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
    cancel: () => void bridge.send('llm.cancel', {}).catch(complain),
    async remove(endpoint) {
      try {
        const db = await database();
        await removeEndpoint(db, endpoint.id, ownerOf(endpoint));
        data.setState({ endpoints: await listEndpoints(db) });
        const { config, set } = experiment.getState();
        if (config.teacher !== llmTeacher(endpoint.id)) return;
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
