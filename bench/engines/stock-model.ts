// The same decoder, loss and AdamW step in plain TensorFlow.js, as its documentation writes models: tf ops, TensorFlow.js's own
// automatic gradients, nothing of this product's engine. Kernels lie as Keras keeps them, [in, out]. The embedding is a product
// with one-hot ids, as people write it on WASM, whose backend lacks the gradient of gather (UnsortedSegmentSum).
// Whoever runs it registers TensorFlow.js's gradients first.
// B rows, T positions, D = H·d width, F hidden, V vocabulary, N = B·T.

import * as tf from '@tensorflow/tfjs-core';
import type { TransformerConfig } from '../../src/models/transformer-config';
import { noDecay, STEP } from './workload';

export type Weights = Record<string, tf.Variable>;

/** What depends on sizes only. */
export interface Tables {
  cos: tf.Tensor; // [T, d/2]
  sin: tf.Tensor; // [T, d/2]
  /** 0 where a query may look, −10⁹ where not, [T, T]. */
  hidden: tf.Tensor;
}

export function tables(config: TransformerConfig, T: number): Tables {
  const half = config.hidden_size / config.num_attention_heads / 2;
  const angles = Float32Array.from(
    { length: T * half },
    (_, i) => Math.floor(i / half) * config.rope_theta ** (-(i % half) / half),
  );
  return {
    cos: tf.tensor(angles.map(Math.cos), [T, half]),
    sin: tf.tensor(angles.map(Math.sin), [T, half]),
    hidden: tf.tensor(
      Float32Array.from({ length: T * T }, (_, i) => (i % T > Math.floor(i / T) ? -1e9 : 0)),
      [T, T],
    ),
  };
}

/** x [N, I] · w [I, O]. */
const linear = (x: tf.Tensor, w: tf.Tensor): tf.Tensor => tf.matMul(x, w);

function rmsNorm(x: tf.Tensor, gain: tf.Tensor, eps: number): tf.Tensor {
  const scale = tf.rsqrt(tf.add(tf.mean(tf.square(x), -1, true), eps)); // [N, 1]
  return tf.mul(tf.mul(x, scale), gain);
}

/** x [B, H, T, d] turned by position. */
function rotate(x: tf.Tensor, { cos, sin }: Tables): tf.Tensor {
  const [a, b] = tf.split(x, 2, -1) as [tf.Tensor, tf.Tensor]; // [B, H, T, d/2]
  const first = tf.sub(tf.mul(a, cos), tf.mul(b, sin));
  const second = tf.add(tf.mul(b, cos), tf.mul(a, sin));
  return tf.concat([first, second], -1);
}

/** k_t − (1−g)·(k_t − k_{t−1}), the first key as it is: k [B, H, T, d], smear [H]. */
function smearKeys(k: tf.Tensor, smear: tf.Tensor): tf.Tensor {
  const [B, H, T, d] = k.shape as [number, number, number, number];
  const rest = tf.reshape(tf.sigmoid(tf.neg(smear)), [H, 1, 1]); // 1 − g
  const later = tf.slice(k, [0, 0, 1, 0], [B, H, T - 1, d]);
  const earlier = tf.slice(k, [0, 0, 0, 0], [B, H, T - 1, d]);
  const difference = tf.pad(tf.sub(later, earlier), [
    [0, 0],
    [0, 0],
    [1, 0],
    [0, 0],
  ]); // [B, H, T, d]
  return tf.sub(k, tf.mul(rest, difference));
}

/** ids int32 [B, T] -> logits [N, V]. */
export function forward(
  weights: Weights,
  config: TransformerConfig,
  ids: tf.Tensor2D,
  at: Tables,
): tf.Tensor {
  const [B, T] = ids.shape;
  const { num_attention_heads: H, hidden_size: D, rms_norm_eps: eps, vocab_size: V } = config;
  const split = (x: tf.Tensor) => tf.transpose(tf.reshape(x, [B, T, H, D / H]), [0, 2, 1, 3]); // [B, H, T, d]
  const table = weights['model.embed_tokens.weight']!; // [V, D]
  const chosen = tf.cast(tf.oneHot(tf.reshape(ids, [B * T]), V), 'float32'); // [N, V]
  let x = tf.matMul(chosen, table as unknown as tf.Tensor2D) as tf.Tensor; // [N, D]
  for (let n = 0; n < config.num_hidden_layers; n++) {
    const weight = (name: string) => weights[`model.layers.${n}.${name}`]!;
    const h = rmsNorm(x, weight('input_layernorm.weight'), eps); // [N, D]
    const q = split(linear(h, weight('self_attn.q_proj.weight')));
    const k = split(linear(h, weight('self_attn.k_proj.weight')));
    const v = split(linear(h, weight('self_attn.v_proj.weight')));
    const turned = rotate(smearKeys(k, weight('self_attn.key_smear')), at);
    const scores = tf.mul(tf.matMul(rotate(q, at), turned, false, true), 1 / Math.sqrt(D / H)); // [B, H, T, T]
    const mixed = tf.matMul(tf.softmax(tf.add(scores, at.hidden)), v); // [B, H, T, d]
    const merged = tf.reshape(tf.transpose(mixed, [0, 2, 1, 3]), [B * T, D]);
    x = tf.add(x, linear(merged, weight('self_attn.o_proj.weight')));
    const m = rmsNorm(x, weight('post_attention_layernorm.weight'), eps); // [N, D]
    const gate = linear(m, weight('mlp.gate_proj.weight')); // [N, F]
    const gated = tf.mul(tf.mul(gate, tf.sigmoid(gate)), linear(m, weight('mlp.up_proj.weight'))); // [N, F]
    x = tf.add(x, linear(gated, weight('mlp.down_proj.weight')));
  }
  const last = rmsNorm(x, weights['model.norm.weight']!, eps); // [N, D]
  return tf.matMul(last, table as tf.Tensor, false, true); // [N, V]
}

/** λ·CE + (1−λ)·T²·KL over the positions that the mask counts: student, teacher [N, V], labels int32 [N], mask [N]. */
export function distillationLoss(
  student: tf.Tensor,
  teacher: tf.Tensor,
  labels: tf.Tensor1D,
  mask: tf.Tensor1D,
): tf.Scalar {
  const { temperature, lambda } = STEP;
  const weights = tf.div(mask, tf.sum(mask)); // [N]
  const chosen = tf.cast(tf.oneHot(labels, student.shape[1]!), 'float32'); // [N, V]
  const hard = tf.neg(tf.sum(tf.mul(chosen, tf.logSoftmax(student)), -1)); // [N]
  const q = tf.logSoftmax(tf.mul(student, 1 / temperature)); // [N, V]
  const p = tf.logSoftmax(tf.mul(teacher, 1 / temperature)); // [N, V]
  const soft = tf.mul(tf.sum(tf.mul(tf.exp(p), tf.sub(p, q)), -1), temperature ** 2); // [N]
  return tf.sum(tf.mul(weights, tf.add(tf.mul(hard, lambda), tf.mul(soft, 1 - lambda))));
}

/** AdamW behind a clipped norm, by hand: tf.train.adam has neither decoupled decay nor clipping. */
export class AdamW {
  private readonly slots: { name: string; weight: tf.Variable; m: tf.Variable; v: tf.Variable }[];
  private t = 0;

  constructor(weights: Weights) {
    this.slots = Object.entries(weights).map(([name, weight]) => {
      const moment = () => tf.tidy(() => tf.variable(tf.zerosLike(weight), false));
      return { name, weight, m: moment(), v: moment() };
    });
  }

  step(grads: tf.NamedTensorMap): void {
    const { beta1, beta2, eps, weightDecay, learningRate, clipNorm } = STEP;
    this.t++;
    const [correction1, correction2] = [1 - beta1 ** this.t, 1 - beta2 ** this.t];
    tf.tidy(() => {
      const squares = Object.values(grads).map((g) => tf.reshape(tf.sum(tf.square(g)), [1]));
      const norm = tf.sqrt(tf.sum(tf.concat(squares)));
      const shrink = tf.minimum(tf.div(clipNorm, tf.add(norm, 1e-6)), 1);
      for (const { name, weight, m, v } of this.slots) {
        const g = tf.mul(grads[weight.name]!, shrink);
        m.assign(tf.add(tf.mul(m, beta1), tf.mul(g, 1 - beta1)));
        v.assign(tf.add(tf.mul(v, beta2), tf.mul(tf.square(g), 1 - beta2)));
        const root = tf.add(tf.sqrt(tf.div(v, correction2)), eps);
        const change = tf.mul(tf.div(tf.div(m, correction1), root), learningRate);
        const shrunk = noDecay(name) ? weight : tf.mul(weight, 1 - learningRate * weightDecay);
        weight.assign(tf.sub(shrunk, change));
      }
    });
  }

  dispose(): void {
    for (const { m, v } of this.slots) tf.dispose([m, v]);
  }
}
