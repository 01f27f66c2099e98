// A Llama-style decoder in plain Float32Arrays, one token after the other: RMSNorm, rotary attention (rotate half), SwiGLU,
// embeddings tied or not, optional smearing of keys and embedding. For browsers without WebAssembly SIMD, and the oracle of
// wasm-decoder.ts. Its outputs equal those of transformer.ts, which has gradients and batches.
// D width, A width of all heads together, F width of the MLP, T positions.

import { checkPushes, type Decoder } from './decoder';
import { type PlainMatrix, plainMatrix } from './plain-matrix';
import type { Weights } from './quantised';
import type { StoredTensor } from './safetensors';
import { headOf, headSizes, INTENT_HEAD, type TransformerConfig } from './transformer-config';

function rmsNorm(y: Float32Array, x: Float32Array, weight: Float32Array, eps: number): void {
  let squares = 0;
  for (let i = 0; i < x.length; i++) squares += x[i]! * x[i]!;
  const scale = 1 / Math.sqrt(squares / x.length + eps);
  for (let i = 0; i < x.length; i++) y[i] = x[i]! * scale * weight[i]!;
}

/** Turns the pairs (i, i + half) of every head of x [D] by the angles of one position. */
function rotate(x: Float32Array, cos: Float32Array, sin: Float32Array, headSize: number): void {
  const half = headSize / 2;
  for (let start = 0; start < x.length; start += headSize) {
    for (let i = 0; i < half; i++) {
      const a = x[start + i]!;
      const b = x[start + i + half]!;
      x[start + i] = a * cos[i]! - b * sin[i]!;
      x[start + i + half] = b * cos[i]! + a * sin[i]!;
    }
  }
}

interface Layer {
  attentionNorm: Float32Array;
  q: PlainMatrix;
  k: PlainMatrix;
  v: PlainMatrix;
  o: PlainMatrix;
  /** g of each head; all 1 without key smearing. */
  gate: Float32Array;
  mlpNorm: Float32Array;
  gateProj: PlainMatrix;
  up: PlainMatrix;
  down: PlainMatrix;
  /** Rotated keys and values of all positions so far, [slots, T, A]. */
  keys: Float32Array;
  values: Float32Array;
  /** Each sequence's last projected key before smearing and rotation, [slots, A]. */
  lastKeys: Float32Array;
}

/** @param weights must fit the config (checkWeights). */
export function plainDecoder(config: TransformerConfig, weights: Weights, slots: number): Decoder {
  const { vocab_size: V, hidden_size: D, intermediate_size: F, num_attention_heads: H } = config;
  const { max_position_embeddings: T, rms_norm_eps: eps, rope_theta: theta } = config;
  /** What takes up weights. */
  const places: ((weights: Weights) => void)[] = [];
  const get = (name: string, of: (x: number) => number = (x) => x): Float32Array => {
    const vector = (from: Weights): Float32Array => (from[name] as StoredTensor).data; // there is no other form of it
    const own = new Float32Array(vector(weights).length);
    places.push((from) => own.set(vector(from).map(of)));
    return own;
  };
  const matrix = (name: string): PlainMatrix => {
    const made = plainMatrix(weights, name);
    places.push(made.load);
    return made;
  };
  const { d: headSize, A } = headSizes(config);
  const half = headSize / 2;
  const layers = Array.from({ length: config.num_hidden_layers }, (_, n): Layer => {
    const name = `model.layers.${n}`;
    return {
      attentionNorm: get(`${name}.input_layernorm.weight`),
      q: matrix(`${name}.self_attn.q_proj.weight`), // [A, D]
      k: matrix(`${name}.self_attn.k_proj.weight`), // [A, D]
      v: matrix(`${name}.self_attn.v_proj.weight`), // [A, D]
      o: matrix(`${name}.self_attn.o_proj.weight`), // [D, A]
      gate: config.key_smearing
        ? get(`${name}.self_attn.key_smear`, (x) => 1 / (1 + Math.exp(-x))) // [H]
        : new Float32Array(H).fill(1),
      mlpNorm: get(`${name}.post_attention_layernorm.weight`),
      gateProj: matrix(`${name}.mlp.gate_proj.weight`), // [F, D]
      up: matrix(`${name}.mlp.up_proj.weight`), // [F, D]
      down: matrix(`${name}.mlp.down_proj.weight`), // [D, F]
      keys: new Float32Array(slots * T * A),
      values: new Float32Array(slots * T * A),
      lastKeys: new Float32Array(slots * A),
    };
  });
  const embedding = matrix('model.embed_tokens.weight'); // [V, D]
  const smear = config.embedding_smearing ? get('model.embed_smear') : null; // [D]
  const lastIds = new Int32Array(slots);
  const finalNorm = get('model.norm.weight');
  const head = config.tie_word_embeddings ? embedding : matrix(headOf(config)); // [V, D]
  const intents = config.intent_classes ? matrix(INTENT_HEAD) : null; // [K, D]

  const turns = Float32Array.from({ length: half }, (_, i) => theta ** (-i / half));
  const cos = new Float32Array(half);
  const sin = new Float32Array(half);
  const x = new Float32Array(D); // residual stream
  const h = new Float32Array(D); // normalised input of a block
  const q = new Float32Array(A);
  const k = new Float32Array(A);
  const v = new Float32Array(A);
  const mixed = new Float32Array(A); // attention output before o_proj
  const out = new Float32Array(D);
  const gated = new Float32Array(F);
  const up = new Float32Array(F);
  const scores = new Float32Array(T);
  const lengths = new Int32Array(slots);

  /** @param from the sequence's first number in the caches. */
  const attend = (layer: Layer, from: number, t: number): void => {
    const scale = 1 / Math.sqrt(headSize);
    for (let start = 0; start < A; start += headSize) {
      let most = -Infinity;
      for (let s = 0; s <= t; s++) {
        let dot = 0;
        for (let i = start, j = from + s * A + start; i < start + headSize; i++, j++)
          dot += q[i]! * layer.keys[j]!;
        scores[s] = dot * scale;
        if (scores[s]! > most) most = scores[s]!;
      }
      let sum = 0;
      for (let s = 0; s <= t; s++) sum += scores[s] = Math.exp(scores[s]! - most);
      mixed.fill(0, start, start + headSize);
      for (let s = 0; s <= t; s++) {
        const weight = scores[s]! / sum;
        for (let i = start, j = from + s * A + start; i < start + headSize; i++, j++)
          mixed[i]! += weight * layer.values[j]!;
      }
    }
  };

  const step = (slot: number, id: number): void => {
    const t = lengths[slot]!++;
    const from = slot * T * A;
    x.set(embedding.row(id));
    if (smear && t > 0) {
      const before = embedding.row(lastIds[slot]!);
      for (let i = 0; i < D; i++) x[i]! += smear[i]! * before[i]!;
    }
    lastIds[slot] = id;
    for (let i = 0; i < half; i++) {
      cos[i] = Math.cos(t * turns[i]!);
      sin[i] = Math.sin(t * turns[i]!);
    }
    for (const layer of layers) {
      rmsNorm(h, x, layer.attentionNorm, eps);
      layer.q.times(q, h);
      layer.k.times(k, h);
      layer.v.times(v, h);
      layer.values.set(v, from + t * A);
      for (let i = 0; i < A; i++) {
        const now = k[i]!;
        const g = t === 0 ? 1 : layer.gate[(i / headSize) | 0]!; // the first token has no key before it
        k[i] = g * now + (1 - g) * layer.lastKeys[slot * A + i]!;
        layer.lastKeys[slot * A + i] = now;
      }
      rotate(q, cos, sin, headSize);
      rotate(k, cos, sin, headSize);
      layer.keys.set(k, from + t * A);
      attend(layer, from, t);
      layer.o.times(out, mixed);
      for (let i = 0; i < D; i++) x[i]! += out[i]!;

      rmsNorm(h, x, layer.mlpNorm, eps);
      layer.gateProj.times(gated, h);
      layer.up.times(up, h);
      for (let i = 0; i < F; i++) gated[i] = (gated[i]! / (1 + Math.exp(-gated[i]!))) * up[i]!;
      layer.down.times(out, gated);
      for (let i = 0; i < D; i++) x[i]! += out[i]!;
    }
  };

  const load = (from: Weights): void => {
    for (const place of places) place(from);
  };
  load(weights);

  return {
    context: T,
    slots,
    load,
    reset: (slot) => void (lengths[slot] = 0),
    intentLogits() {
      if (!intents) return null;
      const logits = new Float32Array(config.intent_classes!);
      intents.times(logits, h); // h is the last push's
      return logits;
    },
    feed(pushes) {
      checkPushes(config, pushes, lengths);
      return pushes.map(({ slot, ids }) => {
        for (const id of ids) step(slot, id);
        rmsNorm(h, x, finalNorm, eps);
        const logits = new Float32Array(V);
        head.times(logits, h);
        return logits;
      });
    },
  };
}
