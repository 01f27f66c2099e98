// The decoder on WASM kernels (engine/kernels/wasm/assembly): weights packed once, all rows of a feed through each layer
// together, so that many sequences cost little more than one. Weights of 8 or 4 bits are read as they are (kernel-matrix.ts). The
// order of work is that of plain-decoder.ts, which is its oracle. D width, F width of the MLP, H heads, T positions, V vocabulary, N rows.

import type { KernelMemory } from '../engine/kernel-memory';
import { checkPushes, type Decoder, type Push } from './decoder';
import { type KernelMatrix, kernelMatrix, scratchIn } from './kernel-matrix';
import { kernelTable } from './kernel-table';
import { storedNumbers, type Weights } from './quantised';
import type { StoredTensor } from './safetensors';
import { headOf, headSizes, INTENT_HEAD, type TransformerConfig } from './transformer-config';

/** Rows that go through the layers at a time; their activations stay in the second-level cache. */
const MOST_ROWS = 96;
/** No token before this one. */
const NONE = -1;

/** @param weights must fit the config (checkWeights). */
export function wasmDecoder(
  memory: KernelMemory,
  config: TransformerConfig,
  weights: Weights,
  slots: number,
): Decoder {
  const { vocab_size: V, hidden_size: D, intermediate_size: F, num_attention_heads: H } = config;
  const { max_position_embeddings: T, rms_norm_eps: eps, rope_theta: theta } = config;
  const { kernels } = memory;
  const { d, A } = headSizes(config);
  const half = d / 2;
  const columns = Math.ceil(T / 4) * 4; // of the key cache: four positions are one vector
  const floats = (count: number): number => memory.take(4 * count);

  /** What puts weights in their places. */
  const places: ((weights: Weights) => void)[] = [];
  /** Vectors have no other form. */
  const vector = (from: Weights, name: string): Float32Array => (from[name] as StoredTensor).data;
  const gain = (name: string): number => {
    const length = storedNumbers(weights[name]!);
    const to = floats(length);
    places.push((from) => memory.floats(to, length).set(vector(from, name)));
    return to;
  };
  const K = config.intent_classes ?? 0; // of a second head
  const scratch = scratchIn(memory);
  /** Several [O, I] matrices as one [ΣO, I]. */
  const matrix = (...names: string[]): KernelMatrix => {
    const made = kernelMatrix(memory, scratch, weights, names, MOST_ROWS);
    places.push(made.load);
    return made;
  };
  /** g of each head; 1 without key smearing. */
  const gates = (name: string): number => {
    const to = memory.keep(new Float32Array(H).fill(1)); // [H]
    if (config.key_smearing) {
      places.push((from) => memory.floats(to, H).set(vector(from, name).map((x) => 1 / (1 + Math.exp(-x)))));
    }
    return to;
  };
  const layers = Array.from({ length: config.num_hidden_layers }, (_, n) => {
    const name = `model.layers.${n}`;
    const attention = (which: string) => `${name}.self_attn.${which}_proj.weight`; // [A, D]; o [D, A]
    const mlp = (which: string) => `${name}.mlp.${which}_proj.weight`;
    return {
      attentionNorm: gain(`${name}.input_layernorm.weight`),
      qkv: matrix(attention('q'), attention('k'), attention('v')),
      smear: gates(`${name}.self_attn.key_smear`),
      o: matrix(attention('o')),
      mlpNorm: gain(`${name}.post_attention_layernorm.weight`),
      gate: matrix(mlp('gate')), // [F, D]
      up: matrix(mlp('up')), // [F, D]
      down: matrix(mlp('down')), // [D, F]
      lastKeys: floats(slots * A),
      keys: floats(slots * A * columns), // [slots, H, d, T]
      values: floats(slots * A * columns), // [slots, H, T, d]
    };
  });
  const table = kernelTable(memory, weights, 'model.embed_tokens.weight', MOST_ROWS); // [V, D]
  places.push(table.load);
  const embedSmear = config.embedding_smearing ? new Float32Array(D) : null;
  if (embedSmear) places.push((from) => embedSmear.set(vector(from, 'model.embed_smear')));
  const lastIds = new Int32Array(slots).fill(NONE);
  const head = matrix(headOf(config)); // [V, D]
  const finalNorm = gain('model.norm.weight');
  const intents = K > 0 ? matrix(INTENT_HEAD) : null;

  const angles = Array.from(
    { length: T * half },
    (_, i) => Math.floor(i / half) * theta ** (-(i % half) / half),
  );
  const cos = memory.keep(Float32Array.from(angles, Math.cos)); // [T, d/2]
  const sin = memory.keep(Float32Array.from(angles, Math.sin)); // [T, d/2]
  const seats = floats(2 * MOST_ROWS); // slot and position of each row
  const x = floats(MOST_ROWS * D); // residual stream
  const h = floats(MOST_ROWS * D); // normalised input of a block
  const qkv = floats(MOST_ROWS * 3 * A);
  const mixed = floats(MOST_ROWS * A); // attention output before o_proj
  const gated = floats(MOST_ROWS * F);
  const up = floats(MOST_ROWS * F);
  const scores = floats(columns);
  const logits = floats(MOST_ROWS * V);
  const lengths = new Int32Array(slots);
  const ofIntents = floats(K);
  /** The last row that logits were made of, in h. */
  let lastRow = 0;

  /** Adds its share of the token before to each row of x. Too little work for a kernel: N·D products. */
  const smearRows = (rows: readonly { slot: number; id: number }[], smear: Float32Array): void => {
    const embedded = memory.floats(x, rows.length * D);
    for (const [n, { slot, id }] of rows.entries()) {
      const before = lastIds[slot]!;
      lastIds[slot] = id;
      if (before === NONE) continue;
      const row = table.row(before);
      for (let i = 0; i < D; i++) embedded[n * D + i]! += smear[i]! * row[i]!;
    }
  };

  /** Rows through all layers; x holds the outcome. */
  const run = (rows: readonly { slot: number; id: number }[]): void => {
    const N = rows.length;
    memory.integers(seats, 2 * N).set(rows.flatMap(({ slot }) => [slot, lengths[slot]!++]));
    table.embed(
      rows.map(({ id }) => id),
      x,
    );
    if (embedSmear) smearRows(rows, embedSmear);
    for (const layer of layers) {
      kernels.rmsNormForward(x, layer.attentionNorm, h, D, eps, 0, N);
      layer.qkv.project(h, qkv, N, 0);
      const { smear, lastKeys, keys, values } = layer;
      kernels.cachedAttention(
        ...[seats, N, qkv, mixed, cos, sin, smear, lastKeys, keys, values, H, d, columns, scores],
      );
      layer.o.project(mixed, x, N, 1);

      kernels.rmsNormForward(x, layer.mlpNorm, h, D, eps, 0, N);
      layer.gate.project(h, gated, N, 0);
      layer.up.project(h, up, N, 0);
      kernels.swigluForward(gated, up, gated, 0, N * F);
      layer.down.project(gated, x, N, 1);
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
    reset(slot) {
      lengths[slot] = 0;
      lastIds[slot] = NONE;
    },
    intentLogits() {
      if (intents === null) return null;
      intents.project(h + 4 * D * lastRow, ofIntents, 1, 0);
      return memory.floats(ofIntents, K).slice();
    },
    feed(pushes: readonly Push[]) {
      checkPushes(config, pushes, lengths);
      const rows = pushes.flatMap(({ slot, ids }) =>
        ids.map((id, i) => ({ slot, id, last: i === ids.length - 1 })),
      );
      const answers: Float32Array[] = [];
      for (let from = 0; from < rows.length; from += MOST_ROWS) {
        const part = rows.slice(from, from + MOST_ROWS);
        run(part);
        // logits only of the last rows, which move up to be one matrix
        let wanted = 0;
        for (const [i, { last }] of part.entries())
          if (last) kernels.rmsNormForward(x + 4 * D * i, finalNorm, h + 4 * D * wanted++, D, eps, 0, 1);
        if (wanted > 0) head.project(h, logits, wanted, 0);
        if (wanted > 0) lastRow = wanted - 1;
        for (let i = 0; i < wanted; i++) answers.push(memory.floats(logits + 4 * V * i, V));
        if (from + MOST_ROWS < rows.length)
          for (const [i, row] of answers.entries()) answers[i] = row.slice();
      }
      return answers;
    },
  };
}
