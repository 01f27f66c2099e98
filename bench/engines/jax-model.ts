// The same decoder, loss and AdamW step in jax-js (npm @jax-js/jax), written as its documentation writes models: plain
// functions of arrays, differentiated and compiled whole. Arrays are moved into whatever uses them; `.ref` keeps one for later.
// B rows, T positions, D = H·d width, F hidden, V vocabulary, N = B·T.

import { jit, lax, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import type { TransformerConfig } from '../../src/models/transformer-config';
import { noDecay, STEP } from './workload';

export type Arrays = Record<string, np.Array>;

/**
 * x [B, T, I] · w, w [I, O] -> [B, T, O]. Kernels lie as JAX's libraries keep them, inputs first: measured, the other way round
 * costs three times as much behind attention, where jax-js then multiplies a transposed view number by number.
 */
const linear = (x: np.Array, w: np.Array): np.Array => np.matmul(x, w);

/** x [B, T, D] / √(mean x² + ε) · gain. */
function rmsNorm(x: np.Array, gain: np.Array, eps: number): np.Array {
  const scale = np.reciprocal(np.sqrt(np.square(x.ref).mean(-1, { keepdims: true }).add(eps))); // [B, T, 1]
  return x.mul(scale).mul(gain);
}

/** x [B, T, H, d] turned by cos, sin [T, 1, d/2]. */
function rotate(x: np.Array, cos: np.Array, sin: np.Array): np.Array {
  const half = x.shape[3]! / 2;
  const a = x.ref.slice([], [], [], [0, half]); // [B, T, H, d/2]
  const b = x.slice([], [], [], [half]); // [B, T, H, d/2]
  const first = a.ref.mul(cos.ref).sub(b.ref.mul(sin.ref));
  const second = b.mul(cos).add(a.mul(sin));
  return np.concatenate([first, second], -1);
}

/** k_t − (1−g)·(k_t − k_{t−1}), the first key as it is: k [B, T, H, d], smear [H]. */
function smearKeys(k: np.Array, smear: np.Array): np.Array {
  const rest = nn.sigmoid(smear.neg()).reshape([-1, 1]); // [H, 1], 1 − g
  const difference = k.ref.slice([], [1]).sub(k.ref.slice([], [0, -1])); // [B, T−1, H, d]
  const padded = np.pad(difference, [
    [0, 0],
    [1, 0],
    [0, 0],
    [0, 0],
  ]); // [B, T, H, d]
  return k.sub(rest.mul(padded));
}

/** Angles of the positions, [T, 1, d/2] each. */
function rotaryTables(config: TransformerConfig, T: number): { cos: np.Array; sin: np.Array } {
  const half = config.hidden_size / config.num_attention_heads / 2;
  const table = (f: (angle: number) => number) =>
    np.array(
      Float32Array.from({ length: T * half }, (_, i) =>
        f(Math.floor(i / half) * config.rope_theta ** (-(i % half) / half)),
      ),
      { shape: [T, 1, half] },
    );
  return { cos: table(Math.cos), sin: table(Math.sin) };
}

/** Consumes params and ids int32 [B, T] -> logits [N, V]. */
export function forward(params: Arrays, config: TransformerConfig, ids: np.Array): np.Array {
  const [B, T] = ids.shape as [number, number];
  const { num_attention_heads: H, hidden_size: D, rms_norm_eps: eps } = config;
  const weight = (name: string) => params[name]!.ref;
  const { cos, sin } = rotaryTables(config, T);
  const heads = (x: np.Array) => x.reshape([B, T, H, D / H]);
  let x = np.take(weight('model.embed_tokens.weight'), ids, 0); // [B, T, D]
  for (let n = 0; n < config.num_hidden_layers; n++) {
    const at = (name: string) => weight(`model.layers.${n}.${name}`);
    const h = rmsNorm(x.ref, at('input_layernorm.weight'), eps); // [B, T, D]
    const q = heads(linear(h.ref, at('self_attn.q_proj.weight'))); // [B, T, H, d]
    const k = heads(linear(h.ref, at('self_attn.k_proj.weight'))); // [B, T, H, d]
    const v = heads(linear(h, at('self_attn.v_proj.weight'))); // [B, T, H, d]
    const mixed = nn.dotProductAttention(
      rotate(q, cos.ref, sin.ref),
      rotate(smearKeys(k, at('self_attn.key_smear')), cos.ref, sin.ref),
      v,
      { isCausal: true },
    ); // [B, T, H, d]
    x = x.add(linear(mixed.reshape([B, T, D]), at('self_attn.o_proj.weight')));
    const m = rmsNorm(x.ref, at('post_attention_layernorm.weight'), eps); // [B, T, D]
    const gate = nn.silu(linear(m.ref, at('mlp.gate_proj.weight'))); // [B, T, F]
    const gated = gate.mul(linear(m, at('mlp.up_proj.weight'))); // [B, T, F]
    x = x.add(linear(gated, at('mlp.down_proj.weight')));
  }
  const last = rmsNorm(x, weight('model.norm.weight'), eps); // [B, T, D]
  const logits = linear(last, weight('model.embed_tokens.weight').transpose()); // [B, T, V]
  cos.dispose();
  sin.dispose();
  tree.dispose(params);
  return logits.reshape([B * T, config.vocab_size]);
}

/** λ·CE + (1−λ)·T²·KL over the positions that the mask counts: student, teacher [N, V], labels int32 [N], mask [N]. */
function distillationLoss(student: np.Array, teacher: np.Array, labels: np.Array, mask: np.Array): np.Array {
  const { temperature, lambda } = STEP;
  const V = student.shape[1]!;
  const weights = mask.ref.div(mask.sum()); // [N]
  const chosen = np.arange(V).equal(labels.reshape([-1, 1])); // [N, V]
  const hard = np.where(chosen, nn.logSoftmax(student.ref), 0).sum(-1).neg(); // [N]
  const q = nn.logSoftmax(student.mul(1 / temperature)); // [N, V]
  const p = nn.logSoftmax(teacher.mul(1 / temperature)); // [N, V]
  const soft = np
    .exp(p.ref)
    .mul(p.sub(q))
    .sum(-1)
    .mul(temperature ** 2); // [N]
  return weights.mul(hard.mul(lambda).add(soft.mul(1 - lambda))).sum();
}

export type State = Record<'weights' | 'm' | 'v', Arrays>;

/** AdamW behind a clipped norm; `corrections` [2] is 1 − β1^t, 1 − β2^t. Consumes everything. */
function adamW({ weights, m, v }: State, grads: Arrays, corrections: np.Array): State {
  const { beta1, beta2, eps, weightDecay, learningRate, clipNorm } = STEP;
  const norm = np.sqrt(
    Object.values(grads)
      .map((g) => np.square(g.ref).sum())
      .reduce((a, b) => a.add(b)),
  );
  const shrink = np.minimum(np.reciprocal(norm.add(1e-6)).mul(clipNorm), 1);
  const next: State = { weights: {}, m: {}, v: {} };
  for (const [name, weight] of Object.entries(weights)) {
    const g = grads[name]!.mul(shrink.ref);
    const first = m[name]!.mul(beta1).add(g.ref.mul(1 - beta1));
    const second = v[name]!.mul(beta2).add(np.square(g).mul(1 - beta2));
    const scaled = first.ref.div(corrections.ref.slice(0)).mul(learningRate);
    const change = scaled.div(np.sqrt(second.ref.div(corrections.ref.slice(1))).add(eps));
    next.weights[name] = weight.mul(noDecay(name) ? 1 : 1 - learningRate * weightDecay).sub(change);
    next.m[name] = first;
    next.v[name] = second;
  }
  shrink.dispose();
  corrections.dispose();
  return next;
}

/** A training step that asks no teacher: consumes state, teacher's logits, batch; returns the new state and the loss. */
function update(
  config: TransformerConfig,
  state: State,
  teacher: np.Array,
  ids: np.Array,
  labels: np.Array,
  mask: np.Array,
  corrections: np.Array,
): [State, np.Array] {
  const loss = (weights: Arrays) =>
    distillationLoss(forward(weights, config, ids), lax.stopGradient(teacher), labels, mask);
  const [value, grads] = valueAndGrad(loss)(tree.ref(state.weights)) as [np.Array, Arrays];
  return [adamW(state, grads, corrections), value];
}

/** The step with the teacher's answers at hand, and the one that asks the teacher first; each one compiled function. */
export function compiledSteps(student: TransformerConfig, teacher: TransformerConfig) {
  return {
    answers: jit((weights: Arrays, ids: np.Array) => forward(weights, teacher, ids)),
    cached: jit(
      (state: State, logits: np.Array, ids: np.Array, labels: np.Array, mask: np.Array, t: np.Array) =>
        update(student, state, logits, ids, labels, mask, t),
    ),
    full: jit((state: State, weights: Arrays, ids: np.Array, labels: np.Array, mask: np.Array, t: np.Array) =>
      update(student, state, forward(weights, teacher, ids.ref), ids, labels, mask, t),
    ),
  };
}
