// Language models as the worker has them: what was answered is never asked again, keys are kept nowhere, and a run that was broken off goes
// on where it was.

import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  directCourier,
  endpointAt,
  type ScriptedServer,
  startScriptedServer,
} from '../models/language-model/testing';
import { openDatabase } from '../storage/database';
import { listDescribed, readSpent, removeDescribed } from '../storage/language-models';
import { ownerOf } from '../protocol/language-model';
import { labelScorer } from '../tasks/intents/label-scorer';
import { LanguageModels } from './language-models';
import { withDatabase } from './with-database';

let name = 0;
let database: Parameters<typeof withDatabase>[0];
let server: ScriptedServer;
beforeEach(() => {
  const mine = `llm-${++name}`;
  database = () => openDatabase(mine);
});
afterEach(() => server.close());

const models = () => new LanguageModels(() => undefined, withDatabase(database), directCourier);
const sentences = Array.from({ length: 40 }, (_, i) => `sentence ${i}`);
const WORDS = ['coin: flip a coin', 'dice', 'clock'];
/** The n-th of the labels is likeliest for the n-th sentence of three. */
const script = ({ messages }: { messages: { content: string }[] }) => {
  const i = Number(/sentence (\d+)/.exec(messages[0]!.content)![1]);
  const p = [0.1, 0.1, 0.1].map((p, k) => (k === i % 3 ? 0.7 : p));
  return { places: [{ coin: p[0]!, dice: p[1]!, clock: p[2]! }] };
};

test('a label run that was broken off asks nothing twice, and ends with the same labels', async () => {
  let broken = true;
  server = await startScriptedServer({
    script: (body, n) => (broken && n >= 15 ? { status: 400, text: 'gone' } : script(body)),
  });
  const first = models();
  await first.describe({ model: endpointAt(server.address), key: 'a-secret' });
  const label = async (all: LanguageModels) =>
    labelScorer(await all.model('scripted'), 'llm:scripted', WORDS);
  await expect((await label(first)).embed(sentences, {})).rejects.toMatchObject({ code: 'endpoint-refused' });
  broken = false;
  const answered = 15;
  const failed = server.asked.length - answered;

  const after = models(); // as after a reload
  const seen: number[] = [];
  const scores = await (await label(after)).embed(sentences, { onProgress: (done) => seen.push(done) });
  expect(seen.at(-1)).toBe(40);
  expect(server.asked).toHaveLength(40 + failed);
  const asked = server.asked.map(({ messages }) => messages[0]!.content);
  expect(new Set(asked).size).toBe(40);
  expect(asked[0]).toContain('- coin: flip a coin\n- dice\n- clock');
  const best = sentences.map((_, i) => {
    const row = [...scores.subarray(3 * i, 3 * i + 3)];
    return row.indexOf(Math.max(...row));
  });
  expect(best).toEqual(sentences.map((_, i) => i % 3));
  expect(await (await label(models())).embed(sentences, {})).toEqual(scores);
  expect(server.asked).toHaveLength(40 + failed);

  const db = await database!();
  expect(await readSpent(db, 'scripted')).toMatchObject({ requests: 40 + failed });
  const everything = await Promise.all(
    [...db.objectStoreNames].map(async (store) => JSON.stringify(await db.getAll(store))),
  );
  expect(everything.join()).not.toContain('a-secret');
  const [endpoint] = await listDescribed(db);
  await removeDescribed(db, endpoint!.id, ownerOf(endpoint!));
  expect(await db.count('answers')).toBe(0);
  db.close();
});

test('another prompt, another model or another way of scoring is another question', async () => {
  server = await startScriptedServer({ script: (body) => ({ ...script(body), content: 'coin' }) });
  const all = models();
  const ask = async (about: Parameters<typeof endpointAt>[1]) => {
    await all.describe({ model: endpointAt(server.address, about) });
    await labelScorer(await all.model('scripted'), 'llm:scripted', WORDS).embed(['sentence 1'], {});
    return server.asked.length;
  };
  expect(await ask({})).toBe(1);
  expect(await ask({})).toBe(1);
  expect(await ask({ model: 'other' })).toBe(2);
  expect(await ask({ top: 5 })).toBe(3);
  expect(await ask({ prompts: { label: '{{labels}} {{sentence}}', agent: '' } })).toBe(4);
  expect(await ask({ scoring: 'samples', samples: 2 })).toBe(6);
  expect(await ask({})).toBe(6);
});

test('the budget holds over a reload', async () => {
  server = await startScriptedServer({ script });
  const endpoint = endpointAt(server.address, { budget: { requests: 10, tokens: 0, money: 0 }, atOnce: 1 });
  for (const expected of [10, 10]) {
    const all = models();
    await all.describe({ model: endpoint });
    const scorer = labelScorer(await all.model('scripted'), 'llm:scripted', WORDS);
    await expect(scorer.embed(sentences, {})).rejects.toMatchObject({ code: 'budget-spent' });
    expect(server.asked).toHaveLength(expected);
    await new Promise((resolve) => setTimeout(resolve, 50)); // what was spent is written beside the answers
  }
});

test('a test tells why nothing comes', async () => {
  server = await startScriptedServer({ script });
  await server.close();
  expect(await models().test({ endpoint: endpointAt(server.address) })).toEqual({ unreachable: 'silent' });
});

test('labels that would be answered alike are told', async () => {
  server = await startScriptedServer({ script });
  const all = models();
  await all.describe({ model: endpointAt(server.address) });
  const model = await all.model('scripted');
  expect(() => labelScorer(model, 'x', ['coin: one', 'Coin'])).toThrow(/“coin”/);
});
