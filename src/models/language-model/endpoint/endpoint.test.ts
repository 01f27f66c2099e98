// A server that is asked: what is read of its answers, what happens where it fails, and that nothing goes where nobody agreed.

import { afterEach, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../protocol/language-model';
import { NOTHING_SPENT, type Spent } from '../../../protocol/language-model';
import {
  directCourier,
  endpointAt,
  type Scripted,
  type ScriptedServer,
  startScriptedServer,
} from '../testing';
import { Budget } from './budget';
import { endpointModel, parametersIn } from './endpoint-model';
import { diagnose } from './foreign';
import { PatientServer } from './patient-server';
import { tryOut } from './try-out';

let server: ScriptedServer;
afterEach(() => server?.close());

const waits: number[] = [];

async function modelOf(script: (n: number) => Scripted, about: Partial<Endpoint> = {}, key = '') {
  server = await startScriptedServer({ script: (_, n) => script(n) });
  waits.length = 0;
  const endpoint = endpointAt(server.address, about);
  let spent: Spent = NOTHING_SPENT;
  const patient = new PatientServer({
    endpoint,
    key,
    courier: directCourier,
    budget: new Budget(endpoint, NOTHING_SPENT, (now) => (spent = now)),
    wait: async (ms) => void waits.push(ms),
    tries: 3,
  });
  return { model: endpointModel(endpoint, patient), patient, spent: () => spent };
}

const QUESTION = { messages: [{ role: 'user', content: 'hm?' } as const], answers: ['coin', 'dice'] };
const SAY = { ...QUESTION, tools: [], temperature: 0, most: 10, seed: 0 };
const right: Scripted = { places: [{ coin: 0.7, ' Dice': 0.2, other: 0.1 }] };

describe('an endpoint', () => {
  it('scores labels by the likeliest tokens', async () => {
    const { model, spent } = await modelOf(() => right);
    const scores = await model.score(QUESTION, {});
    expect([...scores].map((s) => Math.exp(s))).toEqual([expect.closeTo(0.7), expect.closeTo(0.2)]);
    expect(server.asked[0]).toMatchObject({
      logprobs: true,
      top_logprobs: 20,
      max_tokens: 1,
      temperature: 0,
    });
    expect(spent()).toEqual({ requests: 1, read: 20, written: 2 });
  });

  it('scores by several answers where there are no probabilities', async () => {
    const said = ['Coin.', 'dice', 'coin', 'what?', 'coin\n'];
    const { model } = await modelOf((n) => ({ content: said[n]! }), { scoring: 'samples', samples: 5 });
    const scores = await model.score(QUESTION, {});
    expect([...scores].map((s) => Math.exp(s))).toEqual([expect.closeTo(3.5 / 6), expect.closeTo(1.5 / 6)]);
    expect(server.asked.map(({ seed }) => seed)).toEqual([0, 1, 2, 3, 4]);
  });

  it('says that a server tells no probabilities', async () => {
    const { model } = await modelOf(() => ({ content: 'coin' }));
    await expect(model.score(QUESTION, {})).rejects.toMatchObject({
      code: 'endpoint-broken',
      message: expect.stringContaining('Several answers'),
    });
  });

  it('waits as long as a busy server asks it to, and longer each time a server fails', async () => {
    const first: Scripted[] = [{ status: 429, headers: { 'Retry-After': '7' } }, { status: 503 }];
    const { model } = await modelOf((n) => first[n] ?? right);
    await model.score(QUESTION, {});
    expect(waits[0]).toBeGreaterThan(6500);
    expect(waits[0]).toBeLessThanOrEqual(7000);
    expect(waits[1]).toBeGreaterThan(700); // the second failure
    expect(server.asked).toHaveLength(3);
  });

  it.each<[string, Scripted, string]>([
    ['429', { status: 429 }, 'endpoint-busy'],
    ['500', { status: 500, text: '{"error":{"message":"out of memory"}}' }, 'endpoint-busy'],
    ['unreachable', 'hang-up', 'endpoint-unreachable'],
    ['slow', 'slow', 'endpoint-slow'],
    ['endless', 'endless', 'endpoint-slow'],
    ['refused', { status: 400, text: 'no such model' }, 'endpoint-refused'],
    ['broken', { status: 200, text: '<html>' }, 'endpoint-broken'],
    ['broken', { status: 200, text: '{"choices":[]}' }, 'endpoint-broken'],
  ])('tells %s: %o', async (fault, scripted, code) => {
    const { model } = await modelOf(() => scripted, { seconds: 0.3 });
    await expect(model.say(SAY, {})).rejects.toMatchObject({ fault, code });
    const again = ['429', '500', 'unreachable', 'slow'].includes(fault);
    expect(server.requests).toHaveLength(again ? 3 : 1);
  });

  it('tells the key that it is wrong, and never anyone else about it', async () => {
    server = await startScriptedServer({ script: () => right, key: 'secret' });
    const endpoint = endpointAt(server.address);
    const budget = new Budget(endpoint, NOTHING_SPENT);
    const ask = (key: string) => new PatientServer({ endpoint, key, courier: directCourier, budget });
    const wrong = endpointModel(endpoint, ask('wrong')).score(QUESTION, {});
    await expect(wrong).rejects.toMatchObject({
      code: 'endpoint-refused',
      message: expect.not.stringContaining('wrong'),
    });
    await endpointModel(endpoint, ask('secret')).score(QUESTION, {});
    expect(JSON.stringify(server.asked)).not.toContain('secret');
  });

  it('stops within its budget, and at the signal', async () => {
    const { model } = await modelOf(() => right, { budget: { requests: 2, tokens: 0, money: 0 } });
    await model.score(QUESTION, {});
    await model.score(QUESTION, {});
    await expect(model.score(QUESTION, {})).rejects.toMatchObject({ code: 'budget-spent' });
    expect(server.asked).toHaveLength(2);
    await server.close();
    const money = { budget: { requests: 0, tokens: 0, money: 0.00004 }, price: { read: 1, written: 1 } };
    const dear = await modelOf(() => right, money);
    await dear.model.score(QUESTION, {});
    await dear.model.score(QUESTION, {});
    await expect(dear.model.score(QUESTION, {})).rejects.toMatchObject({ code: 'budget-spent' });
    await server.close();
    const slow = await modelOf(() => 'slow', { seconds: 30 });
    const signal = AbortSignal.timeout(100);
    await expect(slow.model.score(QUESTION, { signal })).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('asks nothing where nobody agreed, nor of another origin', async () => {
    for (const consent of [null, 'http://127.0.0.1:1', 'https://example.org']) {
      const { model } = await modelOf(() => right, { consent });
      await expect(model.score(QUESTION, {})).rejects.toMatchObject({ code: 'consent-missing' });
      expect(server.requests).toEqual([]);
      await server.close();
    }
    // nor where the policy of the page would not let it
    const lan = endpointAt('http://192.168.1.7/v1');
    const patient = new PatientServer({
      ...{ endpoint: lan, key: '', courier: directCourier },
      budget: new Budget(lan, NOTHING_SPENT),
    });
    await expect(patient.ask('/models', null)).rejects.toMatchObject({ code: 'consent-missing' });
  });

  it('finds out what a server can', async () => {
    server = await startScriptedServer({
      script: (body) => {
        if (body.tools) return { calls: [{ name: 'clock', arguments: {} }] };
        if ((body.top_logprobs ?? 0) > 20) return { status: 400 };
        return { content: 'yes', places: [{ yes: 0.6, no: 0.4 }] };
      },
    });
    const endpoint = endpointAt(server.address);
    const patient = new PatientServer({
      ...{ endpoint, key: '', courier: directCourier },
      budget: new Budget(endpoint, NOTHING_SPENT),
    });
    const found = await tryOut((...asked) => patient.ask(...asked), endpoint.model, 'x');
    expect(found).toMatchObject({
      models: ['scripted-135M'],
      logprobs: 2,
      tools: 'calls',
      scoresGiven: false,
    });
  });

  it('knows why nothing comes', async () => {
    const errand = { body: null, key: '', patience: 1000 };
    const at = (url: string, page: string, get?: typeof fetch) =>
      diagnose({ ...errand, url, consent: new URL(url).origin }, { protocol: page }, get);
    server = await startScriptedServer({ script: () => right });
    expect(await at(`${server.address}/models`, 'http:')).toBe('cors'); // somebody answers
    await server.close();
    expect(await at(`${server.address}/models`, 'http:')).toBe('silent');
    expect(await at('http://192.168.1.7/v1', 'https:')).toBe('mixed');
  });

  it('reads sizes in names', () => {
    const sizes = ['SmolLM2-135M-Instruct', 'llama3.2:3b', 'qwen2.5-0.5b-instruct', 'gpt-4o-mini'].map(
      parametersIn,
    );
    expect(sizes).toEqual([135e6, 3e9, 5e8, 0]);
  });
});
