import { beforeAll, describe, expect, it } from 'vitest';
import { sizes } from '../catalog/catalog';
import { dispose, memory } from '../engine/tensor';
import { useBackend } from '../engine/testing';
import { sizeCost } from './cost';
import { initMlp, initTransformer } from './init';
import { transformerConfig } from './sizes';
import { weightShapes } from './transformer-config';
import { assignParams, countParameters, fromParams, toParams } from './weights';

const sizeNamed = (id: string) => {
  const size = sizes.find((entry) => entry.id === id)!;
  if (size.kind !== 'transformer') throw new Error(id);
  return transformerConfig(size, 512);
};
const std = (data: Float32Array): number => Math.sqrt(data.reduce((sum, x) => sum + x * x, 0) / data.length);

describe('initTransformer', () => {
  const config = sizeNamed('transformer-2x64');
  const weights = initTransformer(config, 7);

  it('has all weights in shape', () => {
    const shapes = new Map(Object.entries(weights).map(([name, { shape }]) => [name, shape]));
    expect(shapes).toEqual(weightShapes(config));
  });

  it('draws at the scales of the PyTorch twin', () => {
    const of = (name: string) => std(weights[name]!.data);
    // 4096 and more normal numbers: their standard deviation is within 4 % of the true one
    expect(of('model.embed_tokens.weight') / 0.02).toBeCloseTo(1, 1);
    expect(of('model.layers.0.self_attn.q_proj.weight') / (0.8 / 8)).toBeCloseTo(1, 1);
    expect(of('model.layers.1.mlp.down_proj.weight') / (0.8 / Math.sqrt(176) / 2)).toBeCloseTo(1, 1);
    expect(new Set(weights['model.layers.1.self_attn.key_smear']!.data)).toEqual(new Set([0]));
    expect(new Set(weights['model.norm.weight']!.data)).toEqual(new Set([1]));
  });

  it('gives the same numbers for the same seed, and others for another', () => {
    expect(initTransformer(config, 7)).toEqual(weights);
    const other = initTransformer(config, 8)['model.layers.0.mlp.up_proj.weight']!.data;
    expect(other).not.toEqual(weights['model.layers.0.mlp.up_proj.weight']!.data);
  });
});

describe('initMlp', () => {
  it('stays within the bound of each layer', () => {
    const weights = initMlp([2, 400, 5], 1, 3);
    const most = (name: string) => weights[name]!.data.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    expect(most('layers.0.weight') / (3 / Math.sqrt(2))).toBeCloseTo(1, 1);
    expect(most('layers.1.weight') / (3 / 20)).toBeCloseTo(1, 1);
    expect(most('layers.1.weight')).toBeLessThanOrEqual(3 / 20);
  });
});

describe('params', () => {
  beforeAll(() => useBackend('cpu'));

  it('come back from the device as they went, and leave nothing there', async () => {
    const before = memory().numTensors;
    const weights = initMlp([2, 3, 4], 1);
    const params = toParams(weights);
    expect(await fromParams(params)).toEqual(weights);
    const others = initMlp([2, 3, 4], 2);
    assignParams(params, others);
    expect(await fromParams(params)).toEqual(others);
    expect(() => assignParams(params, initMlp([2, 4, 4], 2))).toThrow(/layers.0.weight.*\[3, 2\]/);
    dispose(params);
    expect(memory().numTensors).toBe(before);
  });
});

describe('cost', () => {
  it('counts the parameters that a size really has', () => {
    const config = sizeNamed('transformer-4x128');
    const cost = sizeCost(
      sizes.find(({ id }) => id === 'transformer-4x128')!,
      { inputs: 0, outputs: 512 },
    );
    expect(cost.parameters).toBe(countParameters(initTransformer(config, 1)));
    expect(cost.parameters).toBe(869_648);
    expect(cost.bytes).toBe(4 * 869_648);
    // two operations a weight (gains and shares aside), and twice 256 positions × 128 × 2 in each layer
    expect(cost.flopsForward).toBe(2 * (869_648 - 10 * 128 - 16) + 2 * 4 * 2 * 256 * 128);
  });

  it('keeps the words of the catalogue', () => {
    for (const size of sizes.filter(({ kind }) => kind === 'transformer')) {
      const { parameters } = sizeCost(size, { inputs: 0, outputs: 512 });
      const said = /([\d.]+) (k|M)$/.exec(size.label.en)!;
      const thousands = Number(said[1]) * (said[2] === 'M' ? 1000 : 1);
      const lastDigit = said[2] === 'M' ? 100 : 1;
      expect(Math.abs(parameters / 1000 - thousands)).toBeLessThanOrEqual(lastDigit / 2);
    }
  });

  it('counts an MLP', () => {
    const mlp = sizes.find(({ id }) => id === 'mlp-16x16')!;
    const { parameters, flopsForward } = sizeCost(mlp, { inputs: 2, outputs: 3 });
    expect(parameters).toBe(2 * 16 + 16 + 16 * 16 + 16 + 16 * 3 + 3);
    expect(flopsForward).toBe(2 * (2 * 16 + 16 * 16 + 16 * 3));
  });
});
