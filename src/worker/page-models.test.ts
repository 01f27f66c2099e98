// Language models of files, in workers that answer as they are told to.

import { expect, test } from 'vitest';
import type { Answer, Question } from '../models/language-model/in-page/messages';
import type { LlmWorker } from '../models/language-model/in-page/start-llm';
import { tinyGguf } from '../models/language-model/in-page/testing';
import type { PageModel } from '../protocol/language-model';
import { PageModels } from './page-models';

const FILE = new Blob([tinyGguf()]);

/** Workers that say what `say` says; null: nothing, for ever. */
function workers(say: (question: Question) => Answer | null) {
  const begun: { asked: Question[]; ended: boolean }[] = [];
  const spawn = (): LlmWorker => {
    const seen = { asked: [] as Question[], ended: false };
    begun.push(seen);
    const worker: LlmWorker = {
      onmessage: null,
      onerror: null,
      terminate: () => (seen.ended = true),
      postMessage(question) {
        seen.asked.push(question);
        const answer = say(question);
        if (answer) queueMicrotask(() => worker.onmessage?.({ data: answer } as MessageEvent<Answer>));
      },
    };
    return worker;
  };
  return { begun, spawn };
}

const answering = (question: Question): Answer =>
  'load' in question
    ? { loaded: true }
    : 'score' in question
      ? { scores: Float32Array.of(-1, -2) }
      : { vectors: new Float32Array(32) };

async function taken(models: PageModels): Promise<PageModel> {
  const about = await models.take({ blob: FILE, name: 'tiny.gguf' });
  return { ...about, createdAt: 1, prompts: { label: '{{sentence}}', agent: '' }, pace: null };
}
const question = { messages: [{ role: 'user' as const, content: 'flip' }], answers: ['coin', 'dice'] };

test('a file is known again by its content, and is loaded once for all questions', async () => {
  const { begun, spawn } = workers(answering);
  const models = new PageModels({ spawn });
  const described = await taken(models);
  expect((await taken(new PageModels())).id).toBe(described.id);
  expect(described).toMatchObject({ model: 'tiny', licence: 'mit', file: { name: 'tiny.gguf' } });
  const model = models.model(described);
  expect(model).toMatchObject({ atOnce: 1, terms: 'licence of tiny: mit' });
  for (let i = 0; i < 3; i++) expect([...(await model.score(question, {}))]).toEqual([-1, -2]);
  expect(begun.map(({ asked }) => asked.length)).toEqual([4]);
  models.end();
});

test('to make vectors it is loaded anew, and never stands in memory twice', async () => {
  const { begun, spawn } = workers(answering);
  const models = new PageModels({ spawn });
  const described = await taken(models);
  await models.model(described).score(question, {});
  const encoder = models.encoder(described.id, described.file);
  expect(encoder.width).toBe(32);
  expect(await encoder.embed(['one'])).toHaveLength(32);
  expect(begun.map(({ ended }) => ended)).toEqual([true, false]);
  models.end();
});

test('what is called off ends its worker, and the next question begins another', async () => {
  let silent = true;
  const { begun, spawn } = workers((asked) => (silent && !('load' in asked) ? null : answering(asked)));
  const models = new PageModels({ spawn });
  const model = models.model(await taken(models));
  const abort = new AbortController();
  const asked = model.score(question, { signal: abort.signal });
  setTimeout(() => abort.abort(), 5);
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
  expect(begun[0]!.ended).toBe(true);
  silent = false;
  expect([...(await model.score(question, {}))]).toEqual([-1, -2]);
  expect(begun).toHaveLength(2);
  models.end();
});

test('its memory is given back when nobody has asked for a while, and not while somebody waits', async () => {
  const late: (() => void)[] = [];
  const { begun, spawn } = workers(answering);
  const slow = (): LlmWorker => {
    const worker = spawn();
    const post = worker.postMessage.bind(worker);
    return Object.assign(worker, {
      postMessage: (question: Question) =>
        'score' in question && late.length === 0 ? late.push(() => post(question, [])) : post(question, []),
    });
  };
  const models = new PageModels({ spawn: slow, rest: 10 });
  const model = models.model(await taken(models));
  const waiting = model.score(question, {});
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(begun[0]!.ended).toBe(false);
  late[0]!();
  expect([...(await waiting)]).toEqual([-1, -2]);
  await expect.poll(() => begun[0]!.ended).toBe(true);
});

test('who waits for one that is ended is told', async () => {
  const { spawn } = workers((asked) => ('load' in asked ? { loaded: true } : null));
  const models = new PageModels({ spawn });
  const waiting = models.model(await taken(models)).score(question, {});
  setTimeout(() => models.end(), 20);
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
});

test('one that hangs while it loads is ended by a time limit, and a file that is not at hand is asked for', async () => {
  const { begun, spawn } = workers(() => null);
  const models = new PageModels({ spawn, patience: 20 });
  const described = await taken(models);
  await expect(models.model(described).score(question, {})).rejects.toMatchObject({ code: 'model-silent' });
  expect(begun[0]!.ended).toBe(true);
  await expect(new PageModels({ spawn }).model(described).score(question, {})).rejects.toMatchObject({
    code: 'teacher-unknown',
    message: expect.stringContaining('tiny.gguf'),
  });
  models.end();
});
