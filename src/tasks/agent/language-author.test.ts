// Dialogues that a language model writes for an agent to learn from: two hundred against a scripted server, of which each faulty one is told
// by its kind and left out; and a whole run with what was kept.

import { afterEach, describe, expect, it } from 'vitest';
import { tools, toolsKnown } from '../../agent/registry';
import { parseRunConfig } from '../../catalog/run-config';
import { type Dialogue, transcriptsOf } from '../../corpus/dialogue';
import { generateDialogues } from '../../corpus/generate';
import { phrasebook } from '../../corpus/phrasebook';
import { trainTokenizer } from '../../data/tokenizer';
import { useBackend } from '../../engine/testing';
import { Budget } from '../../models/language-model/endpoint/budget';
import { endpointModel } from '../../models/language-model/endpoint/endpoint-model';
import { PatientServer } from '../../models/language-model/endpoint/patient-server';
import {
  type AskedBody,
  directCourier,
  endpointAt,
  type Scripted,
  type ScriptedServer,
  startScriptedServer,
} from '../../models/language-model/testing';
import { NOTHING_SPENT } from '../../protocol/language-model';
import type { Authored } from '../../protocol/training';
import { prepareExperiment } from '../experiment';
import { throughStage, throughTeacher } from '../testing';
import { authorDialogues, followsGrammar } from './language-author';

let server: ScriptedServer;
afterEach(() => server?.close());

const replies = new Map([...phrasebook].map(([name, { replies }]) => [name, replies]));
const corpus = { tools: toolsKnown(replies.keys()), replies };

/** Of one turn or more, each turn said in no other one. */
async function requests(count: number): Promise<Dialogue[]> {
  const all = await generateDialogues({ seed: 3, count: 3 * count, split: 'train', talks: 0.25 });
  const seen = new Set<string>();
  return all.filter(({ transcript: { user } }) => !seen.has(user) && seen.add(user)).slice(0, count);
}

/** What a model that knows the right answer says next. */
function rightAnswer(dialogue: Dialogue, { messages }: AskedBody): Scripted {
  const roles = messages.map(({ role }) => role);
  const turn = transcriptsOf(dialogue)[roles.filter((role) => role === 'user').length - 1]!;
  const step = turn.steps[roles.slice(roles.lastIndexOf('user')).filter((role) => role === 'tool').length];
  if (!step) return { content: turn.say };
  const { params } = tools.get(step.call.name)!;
  const given = step.call.args.map((arg, i): [string, unknown] => [
    params[i]!.name,
    params[i]!.type.kind === 'number' ? Number(arg) : arg,
  ]);
  return { calls: [{ name: step.call.name, arguments: Object.fromEntries(given) }] };
}

/** Of dialogues with a call, by kind. */
const FAULTY: Record<string, Scripted> = {
  json: { calls: [{ name: 'coin', arguments: '{"count": ' }] },
  'unknown-tool': { calls: [{ name: 'launch_rocket', arguments: {} }] },
  types: { calls: [{ name: 'coin', arguments: { count: 'many' } }] },
  prose: { content: 'I would call the tool for that.' },
  cut: { content: 'Well, let me think about', cut: true },
  empty: { content: '' },
  failed: { calls: [{ name: 'time', arguments: { city: 'atlantis' } }] },
  'wrong-end': { calls: [{ name: 'todo_add', arguments: { item: 'nothing of the sort' } }] },
  '429': { status: 429 },
  '500': { status: 500 },
  slow: 'slow',
  endless: 'endless',
  broken: { status: 200, text: 'oops' },
};

function modelAt(address: string, seconds: number) {
  const endpoint = endpointAt(address, { seconds, atOnce: 8 });
  const budget = new Budget(endpoint, NOTHING_SPENT);
  const wait = () => Promise.resolve();
  return endpointModel(
    endpoint,
    new PatientServer({ endpoint, key: '', courier: directCourier, budget, wait, tries: 2 }),
  );
}

/** @param faultOf the kind that the n-th request is answered with; undefined: rightly. */
async function scripted(
  dialogues: readonly Dialogue[],
  faultOf: (n: number) => string | undefined,
  seconds = 60,
) {
  const numberOf = new Map(dialogues.map(({ transcript: { user } }, n) => [user, n]));
  server = await startScriptedServer({
    script(body) {
      const n = numberOf.get(body.messages.find(({ role }) => role === 'user')!.content)!;
      const fault = faultOf(n);
      const asked = body.messages.filter(({ role }) => role === 'tool').length;
      // these come to their end in words
      if ((fault === 'wrong-end' || fault === 'failed') && asked > 0) return { content: 'done' };
      return fault ? FAULTY[fault]! : rightAnswer(dialogues[n]!, body);
    },
  });
  return modelAt(server.address, seconds);
}

describe('a language model that writes dialogues', () => {
  it('has each faulty one of two hundred told and left out, and every right one kept', async () => {
    const dialogues = await requests(200);
    expect(dialogues).toHaveLength(200);
    expect(dialogues.some(({ later }) => later)).toBe(true);
    const callers = dialogues.flatMap(({ golds, later, transcript: { steps } }, n) =>
      !later &&
      steps.length > 0 &&
      golds.every((calls) => calls.length > 0 && calls.every(({ name }) => name !== 'todo_add'))
        ? [n]
        : [],
    );
    const kinds = Object.keys(FAULTY);
    const faultOf = new Map(callers.slice(0, 3 * kinds.length).map((n, i) => [n, kinds[i % kinds.length]!]));
    const model = await scripted(dialogues, (n) => faultOf.get(n), 8);
    let done = 0;
    const { kept, authored } = await authorDialogues(
      { model, corpus, dialogues, tries: 1, onProgress: (now) => (done = now) },
      () => true,
    );
    expect(done).toBe(200);
    expect(authored).toEqual({
      model: 'scripted-135M (127.0.0.1:' + server.port + ')',
      written: 200,
      kept: 200 - 3 * kinds.length,
      faults: Object.fromEntries(kinds.map((kind) => [kind, 3])),
    });
    for (const [n, turns] of kept.entries())
      expect(turns).toEqual(faultOf.has(n) ? null : transcriptsOf(dialogues[n]!));
  }, 180_000);

  it('gets another try where more are allowed', async () => {
    const dialogues = (await requests(40)).filter(({ later }) => !later).slice(0, 6);
    const tried = new Map<string, number>();
    server = await startScriptedServer({
      script(body) {
        const { content: user } = body.messages.find(({ role }) => role === 'user')!;
        if (body.seed === 0) return FAULTY['unknown-tool']!;
        tried.set(user, body.temperature!);
        return rightAnswer(
          dialogues.find(({ transcript }) => transcript.user === user)!,
          body,
        );
      },
    });
    const model = modelAt(server.address, 60);
    const { authored } = await authorDialogues({ model, corpus, dialogues, tries: 3 }, () => true);
    expect(authored).toMatchObject({ written: 12, kept: 6, faults: { 'unknown-tool': 6 } });
    expect([...new Set(tried.values())]).toEqual([0.8]);
  });

  it('ends where the server does not come back', async () => {
    const dialogues = await requests(20);
    server = await startScriptedServer({ script: () => ({ status: 500 }) });
    await expect(
      authorDialogues({ model: modelAt(server.address, 60), corpus, dialogues, tries: 1 }, () => true),
    ).rejects.toMatchObject({ code: 'endpoint-busy' });
    expect(server.asked.length).toBeLessThan(40);
  });

  it('is held to the grammar of those who learn from it', async () => {
    const dialogues = await requests(30);
    const codec = trainTokenizer(
      dialogues.flatMap(transcriptsOf).flatMap(({ user, say }) => [user, say]),
      400,
    );
    for (const dialogue of dialogues) {
      const turns = transcriptsOf(dialogue);
      expect(followsGrammar(turns, codec, corpus.tools)).toBe(true);
      const [first] = turns;
      const [step] = first!.steps;
      if (!step || step.call.args.length === 0) continue;
      const other = { ...step, call: { ...step.call, args: step.call.args.map(() => 'zebra') } };
      const changed = { ...first!, steps: [other, ...first!.steps.slice(1)] };
      expect(followsGrammar([changed], codec, corpus.tools)).toBe(false);
    }
  });

  it('teaches a whole run: a network learns its dialogues, the student learns from both', async () => {
    await useBackend('wasm');
    const dialogues = await requests(24);
    const heldOut = await generateDialogues({ seed: 1, count: 12, split: 'both' });
    const tokenizer = trainTokenizer(
      dialogues.flatMap(({ transcript }) => [transcript.user, transcript.say]),
      320,
    );
    const model = await scripted(dialogues, (n) => (n % 4 === 3 ? 'json' : undefined));
    const told: Authored[] = [];
    const { config, rejected } = parseRunConfig({
      task: 'agent',
      teacher: 'llm:scripted',
      student: 'transformer-1x32',
      steps: 20,
      batchSize: 8,
      prompts: 100,
      teacherEpochs: 1,
    });
    expect(rejected).toEqual([]);
    const experiment = await prepareExperiment(config, {
      bundle: () => Promise.reject(new Error('none')),
      tokenizer: () => Promise.resolve(tokenizer),
      dialogues: () =>
        Promise.resolve({ count: 24, dialogue: (i: number) => dialogues[i]!, test: () => heldOut, replies }),
      languageModel: () => Promise.resolve(model),
      onAuthored: (authored) => told.push(authored),
    });
    expect(told).toMatchObject([{ written: 24, faults: { json: 6 } }]);
    expect(told[0]!.kept).toBeGreaterThan(10); // the tiny tokeniser makes some replies too long
    expect(experiment.stage.id).toBe('teacher');
    expect(experiment.stage.steps).toBe(1); // a pass over less than thirty-two dialogues
    const asked = server.asked.length;
    await throughTeacher(experiment);
    expect(experiment.transfer!.total).toBeGreaterThan(8);
    await throughStage(experiment);
    expect(server.asked).toHaveLength(asked); // it is not asked again
    const { card } = await experiment.bundle('student');
    expect(card).toMatchObject({ teacher: model.name, terms: model.terms });
    expect(card.terms).toContain('Apache-2.0');
    experiment.dispose();
  }, 300_000);
});
