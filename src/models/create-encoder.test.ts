import { describe, expect, it } from 'vitest';
import { encoderShapes, type EncoderConfig } from './encoder';
import { plainMatrix } from './plain-matrix';
import { floatWeights, type Weights } from './quantised';
import { encoderOf, plainProducts, createEncoder } from './create-encoder';
import { quantiseWeights } from './transforms/quantise';
import { drawnWeights, transformerTwin } from './twin';
import { grid } from '../engine/reference';

const config: EncoderConfig = {
  model_type: 'llama',
  vocab_size: 11,
  hidden_size: 16,
  intermediate_size: 24,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  head_dim: 4,
  max_position_embeddings: 12,
  rms_norm_eps: 1e-5,
  rope_theta: 10_000,
  tie_word_embeddings: true,
  key_smearing: true,
  embedding_smearing: true,
  classes: 5,
  pad_token_id: 0,
};
const w = drawnWeights(encoderShapes(config), 3);
const weights = Object.fromEntries(
  Object.entries(w).map(([name, { shape, data }]) => [name, { shape, data: Float32Array.from(data) }]),
);
const sentences = [[4], [1, 4, 2, 9, 3], [10, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1]];
const plain = (of: Weights) => {
  const table = plainMatrix(of, 'model.embed_tokens.weight');
  table.load(of);
  return encoderOf(config, of, { product: plainProducts(of), word: table.row });
};
const worst = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (x, i) => Math.abs(x - b[i]!)));

describe('createEncoder', () => {
  it.each([null, 8, 4] as const)(
    'equals the network in float64, on kernels and without, %s bits',
    async (bits) => {
      const of: Weights = bits ? quantiseWeights(weights, bits) : weights;
      const read = floatWeights(of);
      const oracle = Object.fromEntries(
        Object.entries(read).map(([name, { shape, data }]) => [
          name,
          grid([...shape], Float32Array.from(data)),
        ]),
      );
      const kernels = await createEncoder(config, of);
      for (const ids of sentences) {
        const { logits } = transformerTwin(oracle, config, Int32Array.from(ids), 1);
        expect(worst(plain(of)(ids), logits)).toBeLessThan(1e-4);
        // the kernels of few bits round what they multiply to 16 bits; logits are of order 10
        expect(worst(kernels(ids), logits)).toBeLessThan(bits ? 3e-2 : 1e-4);
      }
      expect([...kernels([])]).toEqual(new Array(5).fill(0));
    },
  );

  it('refuses weights of another shape', async () => {
    await expect(createEncoder({ ...config, head_dim: 8 }, weights)).rejects.toThrow(/q_proj.*shape/);
  });
});
