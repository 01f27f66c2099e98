import { expect, it, describe } from 'vitest';
import { Tokenizer, trainTokenizer } from '../../data/tokenizer';
import { defaultConfig } from '../../catalog/run-config';
import { type ModelBundle, type Network, newCard } from '../bundle';
import { encoderShapes } from '../encoder';
import { readModel } from '../formats';
import { mlpShapes } from '../mlp';
import type { WrittenFile } from '../model-format';
import { floatWeights } from '../quantised';
import { parseSafetensors, serialiseSafetensors, type StoredTensor } from '../safetensors';
import { type TransformerConfig, weightShapes } from '../transformer-config';
import { writeFolder } from './write-folder';

const tokenizer = trainTokenizer([' set an alarm', ' set an alarm'], 280);
const config: TransformerConfig = {
  model_type: 'llama',
  vocab_size: 280,
  hidden_size: 16,
  intermediate_size: 24,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  max_position_embeddings: 32,
  rms_norm_eps: 1e-5,
  rope_theta: 10_000,
  tie_word_embeddings: true,
  key_smearing: true,
  embedding_smearing: true,
};

function bundleOf(
  network: Network,
  shapes: ReadonlyMap<string, readonly number[]>,
  more: Partial<ModelBundle> = {},
): ModelBundle {
  let n = 0;
  const weights = Object.fromEntries(
    [...shapes].map(([name, shape]): [string, StoredTensor] => [
      name,
      { shape, data: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => Math.sin(n++) / 3) },
    ]),
  );
  const card = newCard({ task: 'agent', name: 'mine', origin: 'distilled', weights });
  return { card, network, weights, ...more };
}

const decoder = (changes: Partial<TransformerConfig> = {}): ModelBundle => {
  const own = { ...config, ...changes };
  return bundleOf({ kind: 'decoder', config: own }, weightShapes(own), { tokenizer, toolNames: ['alarm'] });
};
const encoderConfig = { ...config, classes: 2, pad_token_id: 0 };
const encoder = bundleOf({ kind: 'encoder', config: encoderConfig }, encoderShapes(encoderConfig), {
  tokenizer,
  labels: ['a', 'b'],
});
const mlp = bundleOf({ kind: 'mlp', config: { widths: [2, 4, 3] } }, mlpShapes([2, 4, 3]), {});

const options = { choice: 'F32', run: null, onProgress: () => undefined };
const written = (bundle: ModelBundle): Record<string, WrittenFile['content']> =>
  Object.fromEntries(writeFolder(bundle, 'mine', options).map(({ name, content }) => [name, content]));
const read = (files: Record<string, WrittenFile['content']>): Promise<ModelBundle> =>
  readModel(
    Object.entries(files).map(([name, content]) => ({ name: `mine/${name}`, blob: new Blob([content]) })),
    { origin: 'imported', readTokenizer: Tokenizer.fromJson },
  );

describe('a Hugging Face folder', () => {
  it.each([
    ['a smeared decoder', decoder()],
    ['a plain decoder', decoder({ key_smearing: false, embedding_smearing: false })],
    ['an untied decoder', decoder({ tie_word_embeddings: false })],
    ['a classifier', encoder],
    ['an MLP', mlp],
  ])('comes back as it went: %s', async (_, bundle) => {
    const back = await read(written(bundle));
    expect(back.weights).toEqual(bundle.weights); // bit for bit
    expect(back.network).toEqual(bundle.network);
    expect(back.labels).toEqual(bundle.labels);
    expect(back.toolNames).toEqual(bundle.toolNames);
    expect(back.tokenizer?.toJson()).toBe(bundle.tokenizer?.toJson());
  });

  it('spreads grouped queries, so that each head has keys and values of its own', async () => {
    const bundle = decoder({ key_smearing: false, embedding_smearing: false });
    const files = written(bundle);
    const weights = parseSafetensors(files['model.safetensors'] as Uint8Array<ArrayBuffer>);
    for (const name of Object.keys(weights).filter((key) => /[kv]_proj/.test(key)))
      weights[name] = { shape: [8, 16], data: weights[name]!.data.slice(0, 128) }; // two groups of 4 rows
    const grouped = { ...JSON.parse(files['config.json'] as string), num_key_value_heads: 2 };
    const back = await read({
      ...files,
      'config.json': JSON.stringify(grouped),
      'model.safetensors': serialiseSafetensors(weights, 'F32'),
    });
    const name = 'model.layers.1.self_attn.k_proj.weight';
    const [from, to] = [weights[name]!.data, floatWeights(back.weights)[name]!.data];
    const rows = (of: Float32Array, head: number) => [...of.subarray(head * 64, (head + 1) * 64)];
    expect([0, 1, 2, 3].map((head) => rows(to, head))).toEqual(
      [0, 0, 1, 1].map((group) => rows(from, group)),
    );
    expect(back.network).toEqual(bundle.network);
  });

  it('reads shards, and the spellings of newer programs', async () => {
    const bundle = decoder({ rope_theta: 500 });
    const files = written(bundle);
    const { rope_theta: _, ...rest } = JSON.parse(files['config.json'] as string) as Record<string, unknown>;
    const entries = Object.entries(floatWeights(bundle.weights));
    const back = await read({
      'config.json': JSON.stringify({ ...rest, rope_parameters: { rope_theta: 500, rope_type: 'default' } }),
      'tokenizer.json': files['tokenizer.json']!,
      'model-00001-of-00002.safetensors': serialiseSafetensors(
        Object.fromEntries(entries.slice(0, 5)),
        'F32',
      ),
      'model-00002-of-00002.safetensors': serialiseSafetensors(Object.fromEntries(entries.slice(5)), 'F32'),
    });
    expect(back.weights).toEqual(bundle.weights);
    expect(back.network).toEqual(bundle.network);
  });

  it.each([
    ['a NaN', { 'model.norm.weight': { shape: [16], data: new Float32Array(16).fill(NaN) } }, /no number/],
    [
      'a bias',
      { 'model.layers.0.self_attn.q_proj.bias': { shape: [1], data: new Float32Array(1) } },
      /biases/,
    ],
    ['another shape', { 'model.norm.weight': { shape: [8], data: new Float32Array(8) } }, /has shape \[8\]/],
  ])('refuses %s among the weights', async (_, changes, message) => {
    const bundle = decoder();
    const weights = serialiseSafetensors({ ...bundle.weights, ...changes }, 'F32');
    await expect(read({ ...written(bundle), 'model.safetensors': weights })).rejects.toThrow(message);
  });

  it('tells of a model that is too large before it reads its weights', async () => {
    const files = written(decoder());
    const large = JSON.parse(files['config.json'] as string) as Record<string, unknown>;
    large['num_hidden_layers'] = 999;
    large['intermediate_size'] = 999_999;
    await expect(read({ ...files, 'config.json': JSON.stringify(large) })).rejects.toMatchObject({
      code: 'file-too-large',
    });
  });

  it('has a card with the facts of its run', () => {
    const run = {
      config: { ...defaultConfig, temperature: 3, lambda: 0.25 },
      evaluations: [{ arm: 'student' as const, step: 9, n: 500, figures: { exactCall: 0.5 } }],
    };
    const card = writeFolder(decoder(), 'mine', { ...options, run }).find(
      ({ name }) => name === 'README.md',
    )!;
    expect(card.content).toMatch(/^---\nlicense: mit\n/);
    expect(card.content).toMatch(/Temperature T: 3\n- λ: 0\.25\n/);
    expect(card.content).toMatch(/\| student \| 50\.0 % \| 500 \|/);
  });
});
