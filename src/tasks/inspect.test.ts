// A look into tiny models of each task: what is told fits together, the device is left as it was, and what does not fit is refused.

import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { Tokenizer } from '../data/tokenizer';
import { likeliestOf } from '../lib/distributions';
import { memory } from '../engine/tensor';
import { useBackend } from '../engine/testing';
import { upTo } from '../lib/up-to';
import { type ModelBundle, type Network, newCard } from '../models/bundle';
import { initEncoder, initMlp, initTransformer } from '../models/init';
import type { TransformerConfig } from '../models/transformer-config';
import type { Viewed } from '../protocol/inspection';
import { findRows, inspect, type Request } from './inspect';
import type { TransferSet } from './task';

const tokenizer = Tokenizer.fromJson(readFileSync('src/data/fixtures/tokenizer.json', 'utf8'));
const sizeOf = (width: number, layers: number): TransformerConfig => ({
  model_type: 'llama',
  vocab_size: tokenizer.vocabSize,
  hidden_size: width,
  intermediate_size: width,
  num_hidden_layers: layers,
  num_attention_heads: 2,
  max_position_embeddings: 96,
  rms_norm_eps: 1e-5,
  rope_theta: 10_000,
  tie_word_embeddings: true,
  key_smearing: true,
  embedding_smearing: false,
});

function bundleOf(task: string, network: Network, weights: ModelBundle['weights'], rest = {}): ModelBundle {
  return { card: newCard({ task, name: task, origin: 'trained', weights }), network, weights, ...rest };
}
const labels = ['alarm', 'timer', 'none'];
const encoder = (width: number, layers: number, seed: number) => {
  const config = { ...sizeOf(width, layers), classes: labels.length, pad_token_id: 0 };
  return bundleOf('intents', { kind: 'encoder', config }, initEncoder(config, seed), { tokenizer, labels });
};
const decoder = (width: number, layers: number, seed: number) => {
  const config = sizeOf(width, layers);
  return bundleOf('agent', { kind: 'decoder', config }, initTransformer(config, seed), { tokenizer });
};
const mlp = (hidden: number, seed: number) => {
  const widths = [2, hidden, 3];
  return bundleOf('points', { kind: 'mlp', config: { widths } }, initMlp(widths, seed));
};

const texts = ['wake me at seven', 'a timer for ten minutes', 'hello there'];
const sentences: TransferSet = {
  total: 3,
  classes: 3,
  text: (row) => texts[row]!,
  label: (row) => row,
};
const request = (
  subject: Request['subject'],
  models: ModelBundle[],
  more: Partial<Request> = {},
): Request => ({
  subject,
  models: new Map(
    (['teacher', 'student', 'baseline'] as Viewed[])
      .slice(0, models.length)
      .map((who, i) => [who, models[i]!]),
  ),
  larger: null,
  transfer: sentences,
  labels: undefined,
  tools: null,
  signal: new AbortController().signal,
  ...more,
});

beforeAll(() => useBackend('wasm'));

test('a sentence: logits and maps of all, layers compared, what is like it, what is new in it', async () => {
  const models = [encoder(16, 2, 1), encoder(8, 1, 2), encoder(8, 1, 3)];
  const look = () =>
    inspect(request({ kind: 'text', text: 'Wake me at nine' }, models, { larger: encoder(24, 2, 4) }), 7);
  await look(); // tables that stay are made once
  const before = memory().numTensors;
  const seen = await look();
  expect(memory().numTensors).toBe(before);
  expect(seen).toMatchObject({
    task: 'intents',
    step: 7,
    row: null,
    right: [-1],
    rightBy: 'nobody',
    classes: labels,
    written: null,
  });
  const n = seen.pieces.length;
  expect(seen.pieces.join('').trim()).toBe('wake me at nine');
  expect(seen.views.map(({ who, attention }) => [who, attention.length])).toEqual([
    ['teacher', 2],
    ['student', 1],
    ['baseline', 1],
  ]);
  for (const { logits, attention } of seen.views) {
    expect(logits).toHaveLength(labels.length);
    for (const { heads, map } of attention) {
      expect(map).toHaveLength(heads * n * n);
      // each row is a distribution over the pieces, padding unseen: bytes round by half each
      for (const i of upTo(heads * n)) {
        const sum = map.subarray(i * n, (i + 1) * n).reduce((a, b) => a + b, 0);
        expect(Math.abs(sum - 255)).toBeLessThanOrEqual(n / 2 + 1);
      }
    }
  }
  expect(seen.similarity?.cka.map((row) => row.length)).toEqual([2, 2, 2]);
  expect(seen.rows?.nearest[0]).toMatchObject({ row: 0, label: 0, edited: false });
  expect(seen.rows?.unseen).toEqual(['nine']);
  expect(seen.larger?.logits).toHaveLength(labels.length);
});

test('the words of a training row are that row, with its label and what was set by hand', async () => {
  const edited = { 1: [0.2, 0.7, 0.1] };
  const models = [encoder(16, 2, 1), encoder(8, 1, 2)];
  const typed = await inspect(
    request({ kind: 'text', text: 'A timer for ten minutes' }, models, { labels: edited }),
    null,
  );
  expect(typed).toMatchObject({ row: 1, right: [1], rightBy: 'label', edited: [0.2, 0.7, 0.1] });
  expect(typed.rows?.nearest.map(({ row }) => row)).not.toContain(1);
  const chosen = await inspect(request({ kind: 'row', row: 1 }, models), null);
  expect([...chosen.views[1]!.logits]).toEqual([...typed.views[1]!.logits]);
  expect(findRows(sentences, { search: 'TIMER', most: 5 }, edited)).toEqual({
    total: 3,
    fit: 1,
    rows: [{ row: 1, text: texts[1], label: 1, edited: true }],
  });
});

test('a dialogue: the teacher’s own transcript, foretold token by token, and what the student writes itself', async () => {
  const models = [decoder(16, 2, 1), decoder(8, 1, 2)];
  const seen = await inspect(
    request({ kind: 'text', text: 'flip a coin' }, models, { transfer: null }),
    null,
  );
  const V = tokenizer.vocabSize;
  expect(seen).toMatchObject({
    task: 'agent',
    text: 'flip a coin',
    rightBy: 'teacher',
    rows: null,
    similarity: { rows: 'teacher' },
  });
  expect(seen.pieces[0]).toBe('<user>');
  expect(seen.foretold!.map((i) => seen.classes.indexOf(seen.pieces[i]!))).toEqual(
    seen.right.map((id) => seen.classes.indexOf(seen.classes[id]!)),
  );
  expect(seen.pieces[seen.foretold![0]!]).toBe('<plan>');
  for (const { logits } of seen.views) expect(logits).toHaveLength(V * seen.right.length);
  expect(seen.written!.asked).toMatch(/^<plan>/);
  expect(seen.written!.constrained).toMatch(/^<plan>/);
});

test('a point: one row of logits, the layers over the plane, the nearest training points', async () => {
  const points: TransferSet = {
    total: 4,
    classes: 3,
    text: String,
    label: (row) => row % 3,
    numbers: (row) => Float32Array.of(row, 0),
  };
  const models = [mlp(6, 1), mlp(4, 2)];
  const seen = await inspect(request({ kind: 'point', x: 1.9, y: 0 }, models, { transfer: points }), 3);
  expect(seen).toMatchObject({ point: { y: 0 }, classes: ['1', '2', '3'], right: [-1] });
  expect(seen.rows!.nearest.map(({ row }) => row)).toEqual([2, 1, 3, 0]);
  expect(seen.similarity!.items).toBe(145);
  const row = await inspect(request({ kind: 'row', row: 2 }, models, { transfer: points }), 3);
  expect(row).toMatchObject({ row: 2, right: [2], rightBy: 'label', point: { x: 2, y: 0 } });
  expect(likeliestOf(row.views[0]!.logits)).toBeLessThan(3);
});

test('what does not fit is refused with a remedy, and a look can be called off', async () => {
  const models = [encoder(16, 2, 1)];
  const refused = (subject: Request['subject'], more?: Partial<Request>) =>
    expect(inspect(request(subject, models, more), null)).rejects;
  await refused({ kind: 'point', x: 0, y: 0 }).toThrow(/Type one/);
  await refused({ kind: 'row', row: 3 }).toThrow(/from 0 to 2/);
  await refused({ kind: 'row', row: 0 }, { transfer: null }).toThrow(/Press Distill/);
  await refused({ kind: 'text', text: '  ' }).toThrow(/Type a sentence/);
  const abort = new AbortController();
  abort.abort();
  await refused({ kind: 'text', text: 'hello' }, { signal: abort.signal }).toMatchObject({
    code: 'cancelled',
  });
});
