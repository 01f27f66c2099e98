// The transformers as ONNX graphs. The decoder takes what it said of earlier tokens (past_key_values.…) and gives it out for the next call
// (present.…), under the names that Hugging Face's Optimum uses. Keys are kept as they were projected; smearing and rotation follow in
// every call, so smeared keys need no memory of their own. Only the embedding's smearing does: the last token's embedding.
// B rows, T tokens of this call, P of earlier ones, S = P + T, H heads, C width of a head, D width, V vocabulary, K classes.

import type { EncoderConfig } from '../encoder';
import { headOf, headSizes, INTENT_HEAD, type TransformerConfig } from '../transformer-config';
import { FLOAT, type Graph, INT64, type Value } from './graph';

/** Most negative float32, not −∞, so that a row which sees nothing is no NaN. */
const UNSEEN = -3.4028234663852886e38;

export function buildDecoder(graph: Graph, config: TransformerConfig): void {
  const { hidden_size: D, num_attention_heads: H, num_hidden_layers: N } = config;
  const ids = graph.input('input_ids', INT64, ['batch', 'tokens']);
  const { d } = headSizes(config);
  const cache = ['batch', H, 'past', d] as const;
  const joined = ['batch', H, 'all', d] as const;
  const past = Array.from({ length: N }, (_, n) => ({
    keys: graph.input(`past_key_values.${n}.key`, FLOAT, cache),
    values: graph.input(`past_key_values.${n}.value`, FLOAT, cache),
  }));
  const earlier = sizeOf(graph, past[0]!.keys, 2); // P
  const all = graph.op('Add', [earlier, sizeOf(graph, ids, 1)]); // S
  const places = range(graph, graph.ints([0], []), all); // [S]
  const own = range(graph, earlier, all); // [T]
  const seen = graph.op('GreaterOrEqual', [graph.op('Unsqueeze', [own, graph.ints([1])]), places]); // [T, S]

  let x = graph.lookUp(ids, 'model.embed_tokens.weight'); // [B, T, D]
  if (config.embedding_smearing) {
    const before = graph.input('past_key_values.embedding', FLOAT, ['batch', 'before', D]); // of 0 tokens or 1
    graph.output('present.embedding', lastOf(graph, x), FLOAT, ['batch', 1, D]);
    x = smearedEmbedding(graph, x, before);
  }
  past.forEach(({ keys, values }, n) => {
    x = block(graph, config, n, x, { seen, queries: own, places }, (k, v) => {
      const present = {
        k: graph.op('Concat', [keys, k], { axis: 2 }), // [B, H, S, C]
        v: graph.op('Concat', [values, v], { axis: 2 }),
      };
      graph.output(`present.${n}.key`, present.k, FLOAT, joined);
      graph.output(`present.${n}.value`, present.v, FLOAT, joined);
      return present;
    });
  });
  const last = norm(graph, config, x, 'model.norm.weight'); // [B, T, D]
  graph.output('logits', graph.linear(last, headOf(config)), FLOAT, ['batch', 'tokens', config.vocab_size]);
  if (config.intent_classes) {
    const intents = graph.op('Squeeze', [graph.linear(lastOf(graph, last), INTENT_HEAD), graph.ints([1])]);
    graph.output('intents', intents, FLOAT, ['batch', config.intent_classes]);
  }
}

/** ids [B, T] -> logits [B, K]; the id of padding counts as no token. */
export function buildEncoder(graph: Graph, config: EncoderConfig): void {
  const ids = graph.input('input_ids', INT64, ['batch', 'tokens']);
  const there = graph.op('Not', [graph.op('Equal', [ids, graph.ints([config.pad_token_id], [])])]); // [B, T]
  const seen = graph.op('Unsqueeze', [there, graph.ints([1, 2])]); // [B, 1, 1, T]
  const places = range(graph, graph.ints([0], []), sizeOf(graph, ids, 1)); // [T]
  let x = graph.lookUp(ids, 'model.embed_tokens.weight'); // [B, T, D]
  if (config.embedding_smearing) x = smearedEmbedding(graph, x);
  for (let n = 0; n < config.num_hidden_layers; n++)
    x = block(graph, config, n, x, { seen, queries: places, places }, (k, v) => ({ k, v }));
  x = norm(graph, config, x, 'model.norm.weight');
  const counts = graph.op('Unsqueeze', [graph.op('Cast', [there], { to: FLOAT }), graph.ints([2])]); // [B, T, 1]
  const total = graph.op('ReduceSum', [graph.op('Mul', [x, counts]), graph.ints([1])], { keepdims: 0 }); // [B, D]
  const tokens = graph.op('ReduceSum', [counts, graph.ints([1])], { keepdims: 0 }); // [B, 1]
  const mean = graph.op('Div', [total, graph.op('Max', [tokens, graph.floats([1])])]); // [B, D]
  graph.output('logits', graph.linear(mean, 'score.weight'), FLOAT, ['batch', config.classes]);
}

/** Where a token stands, and what it sees. */
interface Sight {
  /** Bool, broadcast to [B, H, T, S]. */
  seen: Value;
  /** Positions [T] and [S]. */
  queries: Value;
  places: Value;
}

/** Layer n: x [B, T, D] -> [B, T, D]. @param remember makes all keys and values [B, H, S, C] of this call's. */
function block(
  graph: Graph,
  config: TransformerConfig,
  n: number,
  x: Value,
  { seen, queries, places }: Sight,
  remember: (k: Value, v: Value) => { k: Value; v: Value },
): Value {
  const { num_attention_heads: H } = config;
  const { d, A } = headSizes(config);
  const layer = `model.layers.${n}`;
  const h = norm(graph, config, x, `${layer}.input_layernorm.weight`);
  const heads = (name: string): Value => {
    const flat = graph.linear(h, `${layer}.self_attn.${name}_proj.weight`); // [B, T, D]
    return graph.op('Transpose', [graph.op('Reshape', [flat, graph.ints([0, 0, H, d])])], {
      perm: [0, 2, 1, 3],
    });
  };
  const q = graph.op('Mul', [rotated(graph, config, heads('q'), queries), graph.floats([d ** -0.5])]);
  const { k, v } = remember(heads('k'), heads('v')); // [B, H, S, C]
  const keys = config.key_smearing ? smearedKeys(graph, k, `${layer}.self_attn.key_smear`, H) : k;
  const turned = graph.op('Transpose', [rotated(graph, config, keys, places)], { perm: [0, 1, 3, 2] });
  const scores = graph.op('Where', [seen, graph.op('MatMul', [q, turned]), graph.floats([UNSEEN])]);
  const mixed = graph.op('MatMul', [graph.op('Softmax', [scores], { axis: -1 }), v]); // [B, H, T, C]
  const merged = graph.op('Reshape', [
    graph.op('Transpose', [mixed], { perm: [0, 2, 1, 3] }),
    graph.ints([0, 0, A]),
  ]); // [B, T, A]
  const attended = graph.op('Add', [x, graph.linear(merged, `${layer}.self_attn.o_proj.weight`)]);
  const m = norm(graph, config, attended, `${layer}.post_attention_layernorm.weight`);
  const gate = graph.linear(m, `${layer}.mlp.gate_proj.weight`);
  const gated = graph.op('Mul', [
    graph.op('Mul', [gate, graph.op('Sigmoid', [gate])]),
    graph.linear(m, `${layer}.mlp.up_proj.weight`),
  ]);
  return graph.op('Add', [attended, graph.linear(gated, `${layer}.mlp.down_proj.weight`)]);
}

/** RMSNorm over the last axis. */
function norm(graph: Graph, { rms_norm_eps }: TransformerConfig, x: Value, gain: string): Value {
  const squares = graph.op('Pow', [x, graph.floats([2], [])]);
  const mean = graph.op('ReduceMean', [squares], { axes: [-1], keepdims: 1 });
  const root = graph.op('Sqrt', [graph.op('Add', [mean, graph.floats([rms_norm_eps], [])])]);
  return graph.op('Mul', [graph.op('Div', [x, root]), graph.weight(gain)]);
}

/** x [B, H, T, C] turned by its positions [T], int64: number i of a head with number i + C/2. */
function rotated(graph: Graph, config: TransformerConfig, x: Value, positions: Value): Value {
  const half = headSizes(config).d / 2;
  const turns = graph.floats(Array.from({ length: half }, (_, i) => config.rope_theta ** (-i / half)));
  const times = graph.op('Unsqueeze', [graph.op('Cast', [positions], { to: FLOAT }), graph.ints([1])]);
  const angles = graph.op('Mul', [times, turns]); // [T, C/2]
  const [cos, sin] = ['Cos', 'Sin'].map((name) => graph.op(name, [angles])) as [Value, Value];
  const a = slice(graph, x, 0, half, 3);
  const b = slice(graph, x, half, 2 * half, 3);
  const turned = [
    graph.op('Sub', [graph.op('Mul', [a, cos]), graph.op('Mul', [b, sin])]),
    graph.op('Add', [graph.op('Mul', [b, cos]), graph.op('Mul', [a, sin])]),
  ];
  return graph.op('Concat', turned, { axis: 3 });
}

/** k_t <- g k_t + (1 − g) k_{t−1} = k_{t−1} + g (k_t − k_{t−1}), of all keys [B, H, S, C]; the first has itself before it. */
function smearedKeys(graph: Graph, k: Value, gate: string, H: number): Value {
  const g = graph.op('Reshape', [graph.op('Sigmoid', [graph.weight(gate)]), graph.ints([H, 1, 1])]);
  const before = graph.op('Concat', [slice(graph, k, 0, 1, 2), slice(graph, k, 0, -1, 2)], { axis: 2 });
  return graph.op('Add', [before, graph.op('Mul', [g, graph.op('Sub', [k, before])])]);
}

/** e_t <- e_t + mix e_{t−1}, of x [B, T, D]. @param before the embedding of the token before these, of 0 tokens or 1. */
function smearedEmbedding(graph: Graph, x: Value, before?: Value): Value {
  const nothing = graph.op('Mul', [slice(graph, x, 0, 1, 1), graph.floats([0])]); // [B, 1, D]
  const line = graph.op('Concat', [nothing, ...(before ? [before] : []), x], { axis: 1 });
  const back = graph.op('Sub', [graph.ints([-1]), graph.op('Shape', [x], { start: 1, end: 2 })]); // −(T + 1)
  const earlier = graph.op('Slice', [line, back, graph.ints([-1]), graph.ints([1])]); // [B, T, D]
  return graph.op('Add', [x, graph.op('Mul', [earlier, graph.weight('model.embed_smear')])]);
}

const slice = (graph: Graph, x: Value, from: number, to: number, axis: number): Value =>
  graph.op('Slice', [x, graph.ints([from]), graph.ints([to]), graph.ints([axis])]);

/** The last token of x [B, T, D]: [B, 1, D]. */
const lastOf = (graph: Graph, x: Value): Value => slice(graph, x, -1, Number.MAX_SAFE_INTEGER, 1);

/** One size of a value, as a number []. */
const sizeOf = (graph: Graph, x: Value, axis: number): Value =>
  graph.op('Squeeze', [graph.op('Shape', [x], { start: axis, end: axis + 1 }), graph.ints([0])]);

/** Whole numbers from one up to another. */
const range = (graph: Graph, from: Value, to: Value): Value =>
  graph.op('Range', [from, to, graph.ints([1], [])]);
