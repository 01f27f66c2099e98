// The classifier of sentences beside the tensors, one sentence at a time: matrices on the WASM kernels, weights of few bits as they are
// stored, or plain arrays where the browser lacks the kernels. Between the products sentences are so short that plain loops do. Its
// answers are those of encoder.ts, which trains.
// T tokens, D width, A width of all heads together, H heads of d, F hidden, K classes.

import { checkShapes } from './check-weights';
import { type EncoderConfig, encoderShapes } from './encoder';
import { plainMatrix } from './plain-matrix';
import type { Weights } from './quantised';
import type { StoredTensor } from './safetensors';
import { headSizes } from './transformer-config';

/** ids [T] without padding -> logits [K]. */
export type PlainEncoder = (ids: ArrayLike<number>) => Float32Array;

/** x [T, I] -> [T, O]. */
type Product = (x: Float32Array, rows: number) => Float32Array;

interface Matrices {
  product(name: string): Product;
  /** Row of the table of words, [D]. */
  word(id: number): Float32Array;
}

const TABLE = 'model.embed_tokens.weight';

/** Throws RetortError('model-truncated') where weights do not fit the config. */
export async function createEncoder(config: EncoderConfig, weights: Weights): Promise<PlainEncoder> {
  checkShapes(encoderShapes(config), weights);
  const { row: word } = plainTable(weights);
  try {
    return encoderOf(config, weights, { word, product: await kernelProducts(config, weights) });
  } catch (error) {
    console.warn('Sentences are read in plain arrays.', error); // slower, not broken
    return encoderOf(config, weights, { word, product: plainProducts(weights) });
  }
}

function plainTable(weights: Weights) {
  const table = plainMatrix(weights, TABLE);
  table.load(weights);
  return table;
}

async function kernelProducts(config: EncoderConfig, weights: Weights): Promise<Matrices['product']> {
  const [{ KernelMemory }, { kernelMatrix, scratchIn }] = await Promise.all([
    import('../engine/kernel-memory'),
    import('./kernel-matrix'),
  ]);
  const memory = await KernelMemory.start();
  const scratch = scratchIn(memory);
  const T = config.max_position_embeddings;
  const { A } = headSizes(config);
  const widest = Math.max(config.hidden_size, config.intermediate_size, config.classes, A);
  const [from, to] = [memory.take(4 * T * widest), memory.take(4 * T * widest)];
  return (name) => {
    const [outputs, inputs] = weights[name]!.shape as [number, number];
    const matrix = kernelMatrix(memory, scratch, weights, [name], T);
    matrix.load(weights);
    return (x, rows) => {
      memory.floats(from, rows * inputs).set(x);
      matrix.project(from, to, rows, 0);
      return memory.floats(to, rows * outputs).slice();
    };
  };
}

export const plainProducts =
  (weights: Weights): Matrices['product'] =>
  (name) => {
    const [outputs, inputs] = weights[name]!.shape as [number, number];
    const matrix = plainMatrix(weights, name);
    matrix.load(weights);
    return (x, rows) => {
      const y = new Float32Array(rows * outputs);
      for (let t = 0; t < rows; t++)
        matrix.times(y.subarray(t * outputs, (t + 1) * outputs), x.subarray(t * inputs, (t + 1) * inputs));
      return y;
    };
  };

export function encoderOf(
  config: EncoderConfig,
  weights: Weights,
  { product, word }: Matrices,
): PlainEncoder {
  const { hidden_size: D, rms_norm_eps: eps, rope_theta: theta } = config;
  const { d, A } = headSizes(config);
  const vector = (name: string): Float32Array => (weights[name] as StoredTensor).data; // there is no other form of it
  const layers = Array.from({ length: config.num_hidden_layers }, (_, n) => {
    const at = (name: string) => `model.layers.${n}.${name}`;
    return {
      attentionNorm: vector(at('input_layernorm.weight')),
      q: product(at('self_attn.q_proj.weight')),
      k: product(at('self_attn.k_proj.weight')),
      v: product(at('self_attn.v_proj.weight')),
      o: product(at('self_attn.o_proj.weight')),
      smear: config.key_smearing
        ? vector(at('self_attn.key_smear')).map((x) => 1 / (1 + Math.exp(-x)))
        : null, // [H]
      mlpNorm: vector(at('post_attention_layernorm.weight')),
      gate: product(at('mlp.gate_proj.weight')),
      up: product(at('mlp.up_proj.weight')),
      down: product(at('mlp.down_proj.weight')),
    };
  });
  const embedSmear = config.embedding_smearing ? vector('model.embed_smear') : null; // [D]
  const finalNorm = vector('model.norm.weight');
  const score = product('score.weight');

  /** x [T, D] with rows of mean square 1, times the gains. */
  const norm = (x: Float32Array, gains: Float32Array): Float32Array => {
    const y = new Float32Array(x.length);
    for (let from = 0; from < x.length; from += D) {
      let squares = 0;
      for (let i = 0; i < D; i++) squares += x[from + i]! ** 2;
      const scale = 1 / Math.sqrt(squares / D + eps);
      for (let i = 0; i < D; i++) y[from + i] = x[from + i]! * scale * gains[i]!;
    }
    return y;
  };

  /** x [T, A], its heads turned by their positions. */
  const turn = (x: Float32Array): void => {
    const half = d / 2;
    for (let from = 0; from < x.length; from += d) {
      const t = Math.floor(from / A);
      for (let i = 0; i < half; i++) {
        const angle = t * theta ** (-i / half);
        const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
        const [a, b] = [x[from + i]!, x[from + half + i]!];
        x[from + i] = a * cos - b * sin;
        x[from + half + i] = b * cos + a * sin;
      }
    }
  };

  /** Each key mixed with the one before. */
  const smeared = (k: Float32Array, gates: Float32Array): Float32Array =>
    k.map((now, i) => {
      if (i < A) return now;
      const g = gates[Math.floor((i % A) / d)]!;
      return g * now + (1 - g) * k[i - A]!;
    });

  /** q, k, v [T, A] -> [T, A]; every token sees all. */
  const attend = (q: Float32Array, k: Float32Array, v: Float32Array, T: number): Float32Array => {
    const mixed = new Float32Array(T * A);
    const weights = new Float64Array(T);
    for (let h = 0; h < A; h += d)
      for (let t = 0; t < T; t++) {
        let most = -Infinity;
        for (let s = 0; s < T; s++) {
          let dot = 0;
          for (let i = 0; i < d; i++) dot += q[t * A + h + i]! * k[s * A + h + i]!;
          weights[s] = dot / Math.sqrt(d);
          most = Math.max(most, weights[s]!);
        }
        let total = 0;
        for (let s = 0; s < T; s++) total += weights[s] = Math.exp(weights[s]! - most);
        for (let s = 0; s < T; s++)
          for (let i = 0; i < d; i++) mixed[t * A + h + i]! += (weights[s]! / total) * v[s * A + h + i]!;
      }
    return mixed;
  };
  const plus = (x: Float32Array, y: Float32Array): Float32Array => x.map((value, i) => value + y[i]!);

  return (ids) => {
    const T = ids.length;
    const pooled = new Float32Array(D);
    if (T === 0) return score(pooled, 1);
    const words = Array.from(ids, word);
    let x: Float32Array = new Float32Array(T * D);
    for (let t = 0; t < T; t++)
      for (let i = 0; i < D; i++)
        x[t * D + i] = words[t]![i]! + (embedSmear && t > 0 ? embedSmear[i]! * words[t - 1]![i]! : 0);
    for (const { attentionNorm, q, k, v, o, smear, mlpNorm, gate, up, down } of layers) {
      const h = norm(x, attentionNorm);
      const queries = q(h, T);
      const raw = k(h, T);
      const keys = smear ? smeared(raw, smear) : raw;
      turn(queries);
      turn(keys);
      x = plus(x, o(attend(queries, keys, v(h, T), T), T));
      const m = norm(x, mlpNorm);
      const ups = up(m, T);
      x = plus(
        x,
        down(
          gate(m, T).map((g, i) => (g / (1 + Math.exp(-g))) * ups[i]!),
          T,
        ),
      );
    }
    const last = norm(x, finalNorm);
    for (let i = 0; i < last.length; i++) pooled[i % D]! += last[i]! / T;
    return score(pooled, 1);
  };
}
