// The chat in this thread, with a decoder of random weights: what it says is nonsense, but under the grammar it is a dialogue.

import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { SHIPPED_TEACHER } from '../catalog/tasks/agent';
import { hashString } from '../lib/rng';
import { serialiseSafetensors, type StoredTensor } from '../models/safetensors';
import { INTENT_HEAD, weightShapes, type TransformerConfig } from '../models/transformer-config';
import { createRng } from '../lib/rng';
import type { Events } from '../protocol/messages';
import { parseEvent } from '../protocol/parse';
import { createDispatcher } from './dispatch';
import { sendTo } from './testing';

const tokenizer = readFileSync('src/data/fixtures/tokenizer.json', 'utf8');
const vocabulary = Object.keys((JSON.parse(tokenizer) as { model: { vocab: object } }).model.vocab).length;
const modelConfig: TransformerConfig = {
  model_type: 'llama',
  vocab_size: vocabulary,
  hidden_size: 16,
  intermediate_size: 16,
  num_hidden_layers: 1,
  num_attention_heads: 2,
  max_position_embeddings: 128,
  rms_norm_eps: 1e-5,
  rope_theta: 10_000,
  tie_word_embeddings: true,
  key_smearing: true,
  embedding_smearing: false,
};
const rng = createRng(hashString('chat'));
const weights = Object.fromEntries(
  [...weightShapes(modelConfig)].map(([name, shape]): [string, StoredTensor] => {
    const length = shape.reduce((a, b) => a * b);
    return [name, { shape, data: Float32Array.from({ length }, () => 0.3 * rng.normal()) }];
  }),
);
const files: Record<string, string | Uint8Array<ArrayBuffer>> = {
  'config.json': JSON.stringify(modelConfig),
  'tokenizer.json': tokenizer,
  'model.safetensors': serialiseSafetensors(weights, 'F16'),
};

/** A server with these files; what is missing is answered with a page, as single-page servers do. */
const server =
  (has: typeof files): typeof fetch =>
  async (url) => {
    const body = has[String(url).split('/').at(-1)!];
    return body === undefined
      ? new Response('<html>', { headers: { 'content-type': 'text/html' } })
      : new Response(body, { headers: { 'content-type': 'application/octet-stream' } });
  };

type Seen = { [K in keyof Events]: { name: K; payload: Events[K] } }[keyof Events];

/** A worker whose tool calls are answered at once by `answer`. */
function worker(
  get: typeof fetch,
  answer: (call: Events['tool.request']['call']) => Promise<string> | string,
) {
  const seen: Seen[] = [];
  const receive = createDispatcher({
    fetch: get,
    loadEngine: () => Promise.reject(new Error('no engine is needed for a chat')),
    post(name, payload) {
      seen.push(parseEvent(structuredClone({ name, payload })) as Seen);
      if (name !== 'tool.request') return;
      const { requestId, call } = payload as Events['tool.request'];
      void Promise.resolve()
        .then(() => answer(call))
        .then(
          (result) => send('tool.result', { requestId, result }),
          (error: Error) => send('tool.result', { requestId, error: error.message }),
        );
    },
  });
  const send = sendTo(receive);
  const all = <K extends keyof Events>(name: K): Events[K][] =>
    seen.flatMap((event) => (event.name === name ? [event.payload as Events[K]] : []));
  return { send, all };
}

const message = { id: 1, text: 'flip 3 coins', speaker: 'teacher', constrained: true, sampling: 0 } as const;

test('the teacher answers without any engine: download, tokens with probabilities, a call run by the page, a reply', async () => {
  const calls: string[] = [];
  const { send, all } = worker(server(files), (call) => {
    calls.push(call.name);
    return 'heads';
  });
  await send('worker.hello', { base: 'http://localhost/retort/' });
  const done = await send('chat.send', message);
  expect(all('teacher.ready')).toMatchObject([{ source: 'shipped' }]);
  expect(all('progress').at(-1)).toEqual({ task: 'teacher', done: 1, total: 1 });
  expect(done).toMatchObject({ stopped: false });
  const tokens = all('chat.token');
  expect(tokens.length).toBeGreaterThan(1);
  for (const { probability } of tokens) {
    expect(probability.teacher).toBeGreaterThan(0);
    expect(probability.teacher).toBeLessThanOrEqual(1);
    expect(probability.student).toBeUndefined();
  }
  // every call is told twice: when it begins, and with what came of it
  expect(all('chat.call')).toHaveLength(2 * calls.length);
  expect(all('chat.call').filter(({ result }) => result === 'heads')).toHaveLength(calls.length);
});

test('a teacher calls only the tools that it learnt, whatever others there are', async () => {
  const plans = async (config: object) => {
    const { send } = worker(server({ ...files, 'config.json': JSON.stringify(config) }), () => 'ok');
    await send('worker.hello', { base: 'http://localhost/' });
    const plans: string[] = [];
    for (const [id, text] of ['flip 3 coins', 'set a timer for 5 min', '12 * 7', 'hi'].entries())
      plans.push(...(await send('chat.send', { ...message, id, text })).plan);
    return plans;
  };
  const known = ['coin', 'timer'];
  expect((await plans(modelConfig)).some((tool) => !known.includes(tool))).toBe(true);
  const few = await plans({ ...modelConfig, tools: [...known, 'gone'] });
  expect(few.filter((tool) => !known.includes(tool))).toEqual([]);
});

test('a teacher with a second head names the intent before it answers, and answers as without that head', async () => {
  const labels = ['coin', 'timer', 'none'];
  const head = Float32Array.from({ length: 3 * 16 }, () => rng.normal());
  const twoHeads = {
    ...files,
    'config.json': JSON.stringify({ ...modelConfig, intent_classes: 3, labels }),
    'model.safetensors': serialiseSafetensors(
      { ...weights, [INTENT_HEAD]: { shape: [3, 16], data: head } },
      'F16',
    ),
  };
  const { send, all } = worker(server(twoHeads), () => 'ok');
  await send('worker.hello', { base: 'http://localhost/' });
  const done = await send('chat.send', message);
  const [recognised] = all('chat.intents');
  expect(recognised!.ranked.map(({ intent }) => intent).sort()).toEqual([...labels].sort());
  expect(recognised!.intent).toBe(recognised!.ranked[0]!.intent);
  const sum = recognised!.ranked.reduce((total, { probability }) => total + probability.teacher!, 0);
  expect(sum).toBeCloseTo(1, 5);
  const plain = worker(server(files), () => 'ok');
  await plain.send('worker.hello', { base: 'http://localhost/' });
  expect(await plain.send('chat.send', message)).toMatchObject({ plan: done.plan, say: done.say });
  expect(plain.all('chat.intents')).toEqual([]);
});

test('the shipped teacher as a guest answers as it does as teacher, though it is both at once', async () => {
  const { send, all } = worker(server(files), () => 'ok');
  await send('worker.hello', { base: 'http://localhost/' });
  const { say, tokens } = await send('chat.send', message);
  const guests = { guest: SHIPPED_TEACHER };
  const again = await send('chat.send', { ...message, id: 2, speaker: 'guest', guests });
  expect(again).toMatchObject({ say, tokens });
  expect(Object.keys(all('chat.token').at(-1)!.probability)).toEqual(['guest']);
  expect(await send('chat.send', { ...message, id: 3, guests })).toMatchObject({ say, tokens });
  expect(Object.keys(all('chat.token').at(-1)!.probability)).toEqual(['teacher']);
});

test('two messages at once are answered one after the other, each as if alone', async () => {
  const alone = worker(server(files), () => 'ok');
  await alone.send('worker.hello', { base: 'http://localhost/' });
  const one = await alone.send('chat.send', message);
  const both = worker(server(files), () => 'ok');
  await both.send('worker.hello', { base: 'http://localhost/' });
  const [, other] = await Promise.all([
    both.send('chat.send', { ...message, id: 2, text: 'hello' }),
    both.send('chat.send', message),
  ]);
  expect(other).toMatchObject({ plan: one.plan, say: one.say });
});

test('stop ends the reply, even while a tool is awaited', async () => {
  const { send } = worker(server(files), () => new Promise(() => undefined));
  await send('worker.hello', { base: 'http://localhost/' });
  const over = send('chat.send', message);
  await send('chat.stop', { id: 1 });
  expect(await over).toMatchObject({ stopped: true });
});

test('nobody there to talk with: an error with the way out', async () => {
  const { send } = worker(server(files), () => '');
  expect((await send('chat.send', { ...message, speaker: 'student' })).error).toMatchObject({
    code: 'no-such-speaker',
    message: expect.stringMatching(/Distill/),
  });
});

test('an action by majority is rehearsed where no call has an effect, then done once', async () => {
  const calls: string[] = [];
  const { send, all } = worker(server(files), (call) => {
    calls.push(call.name);
    return 'heads';
  });
  await send('worker.hello', { base: 'http://localhost/' });
  const { agreed } = await send('chat.send', { ...message, opinions: 5 });
  expect(agreed!.of).toBe(5);
  expect(agreed!.votes).toBeLessThanOrEqual(5);
  // the page runs the calls of one dialogue, not of five
  expect(all('chat.call')).toHaveLength(2 * calls.length);
  expect(all('chat.token').filter(({ text }) => text === '<plan>')).toHaveLength(1);
});

test.each([
  ['a missing file', { ...files, 'config.json': undefined }, 'download-failed'],
  ['a config of another architecture', { ...files, 'config.json': '{"model_type":"gpt2"}' }, 'model-unknown'],
  [
    'weights cut off',
    { ...files, 'model.safetensors': (files['model.safetensors'] as Uint8Array<ArrayBuffer>).slice(0, 900) },
    'model-truncated',
  ],
  ['a tokenizer of another model', { ...files, 'tokenizer.json': '{"version":"1.0"}' }, 'tokenizer-wrong'],
])('%s is told with its remedy, and the next try can succeed', async (_, broken, code) => {
  let get = server(broken as typeof files);
  const { send } = worker(
    (...args) => get(...args),
    () => 'ok',
  );
  await send('worker.hello', { base: 'http://localhost/' });
  expect((await send('chat.send', message)).error?.code).toBe(code);
  get = server(files);
  expect((await send('chat.send', { ...message, id: 2 })).error?.code).not.toBe(code);
});

test("a teacher from the person's files speaks from then on; broken files are refused and change nothing", async () => {
  const { send, all } = worker(server({}), () => 'ok');
  const parts = { ...files, 'tokenizer.json': tokenizer };
  const chosen = (changes: Record<string, string> = {}) => ({
    files: Object.entries({ ...parts, ...changes }).map(([name, content]) => ({
      name: `Mine/${name}`,
      blob: new Blob([content as string | Uint8Array<ArrayBuffer>]),
    })),
  });
  await expect(send('teacher.load', chosen({ 'config.json': 'nonsense' }))).rejects.toMatchObject({
    code: 'model-unknown',
  });
  const some = chosen().files.filter(({ name }) => !name.endsWith('tokenizer.json'));
  await expect(send('teacher.load', { files: some })).rejects.toThrow(/without its tokenizer\.json/);
  expect(all('error')).toEqual([]);
  expect(await send('teacher.load', chosen())).toMatchObject({ name: 'Mine' });
  const points = {
    'config.json': '{"model_type":"retort-mlp","widths":[2,2]}',
    'model.safetensors': serialiseSafetensors(
      {
        'layers.0.weight': { shape: [2, 2], data: new Float32Array(4) },
        'layers.0.bias': { shape: [2], data: new Float32Array(2) },
      },
      'F32',
    ),
  };
  const mute = Object.entries(points).map(([name, content]) => ({ name, blob: new Blob([content]) }));
  expect(await send('teacher.load', { files: mute })).toMatchObject({ task: 'points' });
  expect(all('teacher.ready')).toMatchObject([{ source: 'imported' }]); // what does not speak is not the chat's
  await send('chat.send', message);
  expect(all('chat.token').length).toBeGreaterThan(1);
});

test('every command is answered by its id; what bears none is an error event', async () => {
  const told: unknown[] = [];
  const receive = createDispatcher({ post: (name, payload) => told.push({ name, payload }) });
  expect(await receive({ id: 4, name: 'worker.ping', payload: {} })).toEqual({ reply: 4, ok: undefined });
  expect(await receive({ id: 5, name: 'train.start', payload: { config: 'none' } })).toMatchObject({
    reply: 5,
    error: { code: 'bad-message' },
  });
  expect(told).toEqual([]);
  expect(await receive({ name: 'worker.ping', payload: {} })).toBeNull();
  expect(told).toMatchObject([{ name: 'error', payload: { code: 'bad-message', during: 'receiving' } }]);
});

test('a model that is not sure enough asks or leaves it, does nothing, and acts once it is told to', async () => {
  const calls: string[] = [];
  const known = { ...modelConfig, plan_temperature: 1 };
  const { send, all } = worker(server({ ...files, 'config.json': JSON.stringify(known) }), ({ name }) => {
    calls.push(name);
    return 'heads';
  });
  await send('worker.hello', { base: 'http://localhost/' });
  const planned = await send('chat.send', message);
  expect(planned.held).toBeUndefined();
  expect(planned.confidence).toBeGreaterThan(0);
  expect(planned.confidence).toBeLessThan(0.9);
  const made = calls.length;
  expect(made).toBeGreaterThan(0);
  const asked = await send('chat.send', { ...message, id: 2, thresholds: { act: 1, ask: 0 } });
  expect(asked.held).toMatchObject({ as: 'ask', call: { name: planned.plan[0] } });
  const left = await send('chat.send', { ...message, id: 3, thresholds: { act: 1, ask: 1 } });
  expect(left.held).toMatchObject({ as: 'decline' });
  expect(left.instead).toHaveLength(3);
  expect(calls).toHaveLength(made);
  expect(all('chat.call').filter(({ id }) => id > 1)).toEqual([]);
  const confirmed = asked.held!.call;
  await send('chat.send', { ...message, id: 4, thresholds: { act: 1, ask: 0 }, confirmed });
  expect(calls).toHaveLength(2 * made);
});

test('only a model that learnt talks remembers the turn before', async () => {
  const before = [{ user: 'flip a coin', plan: ['coin'], steps: [], say: 'it is heads' }];
  const tokensOf = async (config: object, told: typeof before) => {
    const { send, all } = worker(server({ ...files, 'config.json': JSON.stringify(config) }), () => 'ok');
    await send('worker.hello', { base: 'http://localhost/' });
    await send('chat.send', { ...message, before: told });
    return all('chat.token').map(({ probability }) => probability.teacher);
  };
  expect(await tokensOf(modelConfig, before)).toEqual(await tokensOf(modelConfig, []));
  const talking = { ...modelConfig, max_position_embeddings: 256, dialogue_turns: 4 };
  expect(await tokensOf(talking, before)).not.toEqual(await tokensOf(talking, []));
});
