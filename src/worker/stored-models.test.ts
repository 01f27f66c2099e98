import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { trainTokenizer } from '../data/tokenizer';
import type { TransformerSize } from '../catalog/types';
import { type ModelBundle, newCard } from '../models/bundle';
import { countParameters } from '../models/weights';
import { initEncoder, initMlp, initTransformer } from '../models/init';
import { sizeOf, transformerConfig } from '../models/sizes';
import { openDatabase, type RetortDatabase } from '../storage/database';
import { listModels, removeModel, saveModel } from '../storage/models';
import { markRemoved } from '../storage/removals';
import { deleteRun } from '../storage/runs';
import { keepModel, readBundle } from './stored-models';

let db: RetortDatabase;
let databases = 0;
beforeEach(async () => {
  db = await openDatabase(`models-${databases++}`);
});

const tokenizer = trainTokenizer(['play some music', 'stop the music', 'call mom'], 300);
const size = sizeOf('transformer-1x32');
if (size.kind !== 'transformer') throw new Error('no transformer');
const config = { ...transformerConfig(size, tokenizer.vocabSize, 24), classes: 3, pad_token_id: 0 };
const weights = initEncoder(config, 1);
const labels = ['play', 'stop', 'call'];
const encoder: ModelBundle = {
  card: newCard({
    task: 'intents',
    name: 'size',
    origin: 'trained',
    dataSet: 'built-in',
    weights,
    labels: 3,
  }),
  network: { kind: 'encoder', config },
  weights,
  tokenizer,
  labels,
};
const about = { name: 'Mine', kept: true, figures: { accuracy: 0.9 } };

test('a classifier comes back as it was kept, to the last bit, until it is removed', async () => {
  const card = await keepModel(db, encoder, about);
  expect(card).toMatchObject({
    ...about,
    labels: 3,
    dataSet: 'built-in',
    bytes: expect.closeTo(4 * countParameters(weights), -4), // and its header
    vocabulary: tokenizer.vocabSize,
    id: expect.stringMatching(/^[\w-]+$/),
  });
  expect(await listModels(db)).toEqual([card]);
  const back = await readBundle(db, card.id);
  expect(back).toMatchObject({ card, network: { kind: 'encoder', config }, labels });
  expect(back.weights).toEqual(weights);
  expect(back.tokenizer!.encode('call the music')).toEqual(tokenizer.encode('call the music'));
  await removeModel(db, card.id);
  expect(await listModels(db)).toEqual([]);
  await expect(readBundle(db, card.id)).rejects.toMatchObject({ code: 'teacher-unknown' });
});

test('a network for points and an agent with tools and transcripts come back, too', async () => {
  const widths = [2, 4, 3];
  const points = initMlp(widths, 1);
  const mlp: ModelBundle = {
    card: newCard({ task: 'points', name: 'mlp', origin: 'trained', weights: points }),
    network: { kind: 'mlp', config: { widths } },
    weights: points,
  };
  expect(await readBundle(db, (await keepModel(db, mlp, about)).id)).toMatchObject({
    network: mlp.network,
    weights: points,
  });
  const decoder = transformerConfig(size as TransformerSize, tokenizer.vocabSize, 24);
  const agent: ModelBundle = {
    card: newCard({ task: 'agent', name: 'agent', origin: 'trained', weights: {} }),
    network: { kind: 'decoder', config: decoder },
    weights: initTransformer(decoder, 1),
    tokenizer,
    tools: [{ name: 'book', description: 'A table.', parameters: { properties: {} } }],
    transcripts: async () => [{ ids: [1, 2], agentMask: [0, 1] }],
  };
  const back = await readBundle(db, (await keepModel(db, agent, about)).id);
  expect(back.tools).toEqual(agent.tools);
  expect(await back.transcripts!()).toEqual(await agent.transcripts!());
});

test('what belongs to a run goes with it, unless it is kept', async () => {
  const mine = await keepModel(db, encoder, { id: 'r1.student', run: 'r1', kept: false });
  const kept = await keepModel(db, encoder, { ...about, run: 'r1' });
  expect(await listModels(db)).toHaveLength(2);
  expect((await readBundle(db, mine.id)).labels).toEqual(labels);
  await markRemoved(db, { store: 'runs', id: 'r1', name: 'Intents', at: 1 });
  expect(await listModels(db)).toEqual([kept]); // while the run can still be had back
  await deleteRun(db, 'r1');
  await expect(readBundle(db, mine.id)).rejects.toMatchObject({ code: 'teacher-unknown' });
  expect((await readBundle(db, kept.id)).labels).toEqual(labels);
});

test('what another version stored is refused with the way out', async () => {
  const card = await keepModel(db, encoder, about);
  await saveModel(db, card, { weights: 'none' });
  await expect(readBundle(db, card.id)).rejects.toMatchObject({
    code: 'teacher-unknown',
    message: expect.stringContaining('Remove it'),
  });
});
