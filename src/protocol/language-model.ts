// A language model as the person has described it: behind an OpenAI-compatible address, whose key is no part of it (that is kept in memory
// alone, and handed over apart); or in a file, which runs in the page and is handed over apart, too.

import * as v from 'valibot';

const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));

const common = {
  id: v.pipe(v.string(), v.regex(/^[\w-]+$/), v.maxLength(60)),
  /** Milliseconds since the epoch. */
  createdAt: v.number(),
  /** What it is told, and what its learners' cards say. */
  prompts: v.object({ label: text(20_000), agent: text(20_000) }),
  licence: text(200),
};

export const endpointSchema = v.object({
  ...common,
  /** Where the API begins: "http://127.0.0.1:8080/v1". */
  address: text(500),
  /** As the server names it. */
  model: text(300),
  /** The origin that the person has agreed to send sentences and prompts to; null for none. */
  consent: v.nullable(text(300)),
  /** Whether labels are scored by the probabilities of tokens, or by asking several times. */
  scoring: v.picklist(['logprobs', 'samples']),
  /** Likeliest tokens asked for at each place. */
  top: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
  /** Answers that are sampled for a sentence. */
  samples: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)),
  atOnce: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(32)),
  /** Most seconds for an answer. */
  seconds: v.pipe(v.number(), v.minValue(1), v.maxValue(600)),
  /** Each 0 where there is no limit; money in the currency of the prices. */
  budget: v.object({ requests: amount, tokens: amount, money: amount }),
  /** Of a million tokens. */
  price: v.object({ read: amount, written: amount }),
  terms: text(500),
});
export type Endpoint = v.InferOutput<typeof endpointSchema>;

/** What a GGUF file says of itself. */
const modelFileSchema = v.object({
  name: text(500),
  bytes: amount,
  architecture: text(200),
  parameters: amount,
  /** Numbers of a hidden state. */
  width: amount,
  /** Tokens that it is let think of at once. */
  context: amount,
  /** Bytes that it takes while it runs, about. */
  memory: amount,
});
export type ModelFile = v.InferOutput<typeof modelFileSchema>;

/** Milliseconds: until what all sentences have in common was read, and of each sentence. */
export const paceSchema = v.object({ first: amount, each: amount });
export type Pace = v.InferOutput<typeof paceSchema>;

export const pageModelSchema = v.object({
  ...common,
  /** As its file is called. */
  model: text(300),
  file: modelFileSchema,
  /** Null until it was measured. */
  pace: v.nullable(paceSchema),
});
export type PageModel = v.InferOutput<typeof pageModelSchema>;

/** What a file that was just chosen says of itself; id: by its content. */
export const takenSchema = v.omit(pageModelSchema, ['createdAt', 'prompts', 'pace']);
export type Taken = v.InferOutput<typeof takenSchema>;

export const describedSchema = v.union([pageModelSchema, endpointSchema]);
export type Described = v.InferOutput<typeof describedSchema>;
export const isPageModel = (model: Described): model is PageModel => 'file' in model;

/** As the policy can say it: it knows no IPv6. */
const LOOPBACK = /^(localhost|127\.0\.0\.1|.+\.localhost)$/;
export const isLoopback = (url: URL): boolean => LOOPBACK.test(url.hostname);

/** Whether an address is one that the page may ask (scripts/vite/content-security-policy.ts): https, or a server of this device. */
export const isAdmissible = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));

/** Null where it is none. */
export function parseAddress(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** What has been asked of an endpoint so far. */
export const spentSchema = v.object({
  requests: v.number(),
  read: v.number(),
  written: v.number(),
});
export type Spent = v.InferOutput<typeof spentSchema>;
export const NOTHING_SPENT: Spent = { requests: 0, read: 0, written: 0 };

/** What so many tokens cost. */
export const moneyOf = ({ read, written }: Spent, { price }: Pick<Endpoint, 'price'>): number =>
  (read * price.read + written * price.written) / 1e6;

/** What a server turned out to be able to do. */
export const abilitiesSchema = v.object({
  models: v.array(v.string()),
  /** Likeliest tokens that it tells of each place; 0 where it tells none. */
  logprobs: v.number(),
  /** What it did where it should have called a tool. */
  tools: v.picklist(['calls', 'words', 'refused']),
  /** Whether it scores tokens that it is given. */
  scoresGiven: v.boolean(),
  /** Milliseconds of a short answer. */
  ms: v.number(),
});
export type Abilities = v.InferOutput<typeof abilitiesSchema>;

export const UNREACHABLE = ['mixed', 'loopback', 'cors', 'silent', 'cors-or-silent'] as const;

/** What a test came to. */
export const testedSchema = v.union([
  v.object({ abilities: abilitiesSchema }),
  v.object({ unreachable: v.picklist(UNREACHABLE) }),
]);
export type Tested = v.InferOutput<typeof testedSchema>;

/** Whose answers are kept together: those of one model of one server, however it is described; those of a file. */
export const ownerOf = (described: Pick<Endpoint, 'address' | 'model'> | PageModel): string =>
  'file' in described ? described.id : `${new URL(described.address).origin} ${described.model}`;
