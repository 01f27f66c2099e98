// Which first weights a student takes from a deeper model of its width.

import { expect, test } from 'vitest';
import { parseRunConfig } from '../catalog/run-config';
import { type ModelBundle, newCard } from '../models/bundle';
import { initTransformer } from '../models/init';
import { shapesOf } from '../models/network-shapes';
import type { StoredTensor } from '../models/safetensors';
import { sizeOf, transformerConfig } from '../models/sizes';
import type { TransformerSize } from '../catalog/types';
import { checkStart, startWeights } from './start';

const networkOf = (id: string, smears = true) => {
  const config = transformerConfig(sizeOf(id) as TransformerSize, 40, 16);
  return { kind: 'decoder', config: { ...config, embedding_smearing: smears } } as const;
};

function bundleOf(id: string, smears = true): ModelBundle & { weights: Record<string, StoredTensor> } {
  const network = networkOf(id, smears);
  const weights = initTransformer(network.config, 3);
  const card = newCard({ task: 'agent', name: 'deep', origin: 'trained', weights });
  return { card, network, weights };
}

const config = (student: string) => parseRunConfig({ task: 'agent', student }).config;

test('a student of half the layers takes the first and the last, and all that is no layer’s', () => {
  const teacher = bundleOf('transformer-4x192', false);
  const student = { network: networkOf('transformer-2x192') };
  expect(() => checkStart(teacher, config('transformer-2x192'))).not.toThrow();
  const first = startWeights(teacher, student);
  expect([...Object.keys(first)].sort()).toEqual([...shapesOf(student.network).keys()].sort());
  for (const [ours, theirs] of [
    ['model.layers.0.self_attn.q_proj.weight', 'model.layers.0.self_attn.q_proj.weight'],
    ['model.layers.1.self_attn.q_proj.weight', 'model.layers.3.self_attn.q_proj.weight'],
    ['model.layers.1.self_attn.key_smear', 'model.layers.3.self_attn.key_smear'],
    ['model.embed_tokens.weight', 'model.embed_tokens.weight'],
  ] as const)
    expect(first[ours]!.data).toEqual(teacher.weights[theirs]!.data);
  // nothing of the word before: as the teacher read
  expect(first['model.embed_smear']!.data.every((share) => share === 0)).toBe(true);
});

test('of the hidden units it has those that say most, the same of all three matrices', () => {
  const teacher = bundleOf('transformer-4x192');
  const { hidden_size: D, intermediate_size: all } = networkOf('transformer-4x192').config;
  const { intermediate_size: F } = networkOf('transformer-2x192').config;
  const silent = (f: number) => f % 2 === 0; // reads, and writes nothing
  const down = teacher.weights['model.layers.3.mlp.down_proj.weight']!.data as Float32Array;
  for (let d = 0; d < D; d++) for (let f = 0; f < all; f++) if (silent(f)) down[d * all + f] = 0;
  const first = startWeights(teacher, { network: networkOf('transformer-2x192') });
  const ours = (name: string) => first[`model.layers.1.mlp.${name}_proj.weight`]!;
  const theirs = (name: string) => teacher.weights[`model.layers.3.mlp.${name}_proj.weight`]!.data;
  const loud = Array.from({ length: all }, (_, f) => f).filter((f) => !silent(f));
  expect(loud).toHaveLength(F);
  expect([...ours('gate').data.slice(D, 2 * D)]).toEqual([
    ...theirs('gate').slice(loud[1]! * D, (loud[1]! + 1) * D),
  ]);
  expect(ours('down').shape).toEqual([D, F]);
  expect(ours('down').data[2 * F + 5]).toBe(theirs('down')[2 * all + loud[5]!]);
});

test('the same size begins with all of it', () => {
  const teacher = bundleOf('transformer-2x192');
  expect(startWeights(teacher, { network: networkOf('transformer-2x192') })).toEqual(teacher.weights);
});

test('another width, or more layers, is refused', () => {
  const refused = expect.objectContaining({ code: 'start-unfit' }) as Error;
  const narrower = { network: networkOf('transformer-2x128') };
  expect(() => checkStart(bundleOf('transformer-4x192'), config('transformer-2x128'))).toThrow(refused);
  expect(() => startWeights(bundleOf('transformer-4x192'), narrower)).toThrow(refused);
  expect(() => checkStart(bundleOf('transformer-2x192'), config('transformer-4x192'))).toThrow(refused);
});
