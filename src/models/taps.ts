// What a forward pass can hand out besides logits: hidden states, attention maps, and the queries, keys and values of a layer.
// Gradients flow through all of them. Only what is asked for is computed or held. The type Model is model.ts.
// B rows, T positions, D width, H heads, d = D/H; N rows of a network of numbers.

import { attention, attentionWithMap } from '../engine/ops/attention';
import type { AttentionOptions } from '../engine/ops/attention-map';
import { splitHeads } from '../engine/ops/heads';
import { type Tensor, tidy } from '../engine/tensor';
import { RetortError } from '../lib/errors';

/** Which layers to hand out. */
export interface Want {
  /**
   * States of the residual stream by number: 0 is what enters the first block, l what leaves block l − 1, before any
   * norm that follows.
   */
  hidden?: readonly number[];
  /** Maps, by block, counted from 0. */
  attention?: readonly number[];
  /** Queries, keys and values, by block, counted from 0. */
  relations?: readonly number[];
}

/** As projected and split into heads, before keys are smeared and positions turn them: each [B, H, T, d]. */
export interface Relations {
  query: Tensor;
  key: Tensor;
  value: Tensor;
}

/** By the numbers that were asked for. tidy() does not see into maps; tidyTaps() does. */
export interface Taps {
  /** [B, T, D]; of a network of numbers [N, width of the layer]. */
  hidden?: ReadonlyMap<number, Tensor>;
  /** [B, H, T, T], a row of probabilities a query; 0 for one that sees nothing. */
  attention?: ReadonlyMap<number, Tensor>;
  relations?: ReadonlyMap<number, Relations>;
  /** Of an encoder, [B, T]: 1 where there is a token, so that its taps there say something. */
  present?: Tensor;
}

export interface Forwarded extends Taps {
  /** [N, V] */
  logits: Tensor;
}

/** tidy() for what has taps: frees everything that f makes but the tensors of its outcome. */
export function tidyTaps<T extends Forwarded>(f: () => T): T {
  let made: T | undefined;
  tidy(() => {
    made = f();
    const { hidden, attention, relations, ...rest } = made;
    const related = [...(relations?.values() ?? [])].map((of) => ({ ...of }));
    return [...Object.values(rest), ...(hidden?.values() ?? []), ...(attention?.values() ?? []), ...related];
  });
  return made!;
}

/** What kind of network it is, and how large. */
export interface ModelShape {
  kind: 'decoder' | 'encoder' | 'mlp';
  /** Blocks of a transformer, hidden layers of an MLP; hidden states are numbered 0 to this. */
  layers: number;
  /** Of the last hidden state. */
  width: number;
  /** Of each hidden state, layers + 1 of them: those of a transformer are alike, those of an MLP need not be. */
  widths: readonly number[];
  /** 0 where nothing attends. */
  heads: number;
}

/** Throws RetortError('config-invalid') where a wanted layer is none of the model's. */
function checkWant({ hidden = [], attention = [], relations = [] }: Want, shape: ModelShape): void {
  const { kind, layers, heads } = shape;
  const check = (what: string, wanted: readonly number[], last: number) => {
    for (const layer of wanted) {
      if (Number.isInteger(layer) && layer >= 0 && layer <= last) continue;
      throw new RetortError(
        'config-invalid',
        last < 0
          ? `This model (${kind}) has no ${what}: nothing in it attends. Choose a method that does not compare them.`
          : `This model (${kind}, ${layers} layers) has no ${what} ${layer}. Choose a layer from 0 to ${last}.`,
      );
    }
  };
  check('hidden state', hidden, layers);
  const lastBlock = heads > 0 ? layers - 1 : -1;
  check('attention map', attention, lastBlock);
  check('queries, keys and values', relations, lastBlock);
}

/** Gathers what is wanted while a forward pass goes through the layers. */
export class TapCollector {
  readonly #hidden = new Map<number, Tensor>();
  readonly #attention = new Map<number, Tensor>();
  readonly #relations = new Map<number, Relations>();

  /** Throws RetortError('config-invalid') where a wanted layer does not exist. */
  constructor(
    private readonly want: Want,
    shape: ModelShape,
  ) {
    checkWant(want, shape);
  }

  /** Hidden state l, as the forward pass comes by it. */
  hidden(l: number, x: Tensor): void {
    if (this.want.hidden?.includes(l)) this.#hidden.set(l, x);
  }

  /** attention() of block n, the map and its inputs handed out where they are wanted. */
  attend(n: number, q: Tensor, k: Tensor, v: Tensor, options: AttentionOptions): Tensor {
    if (this.want.relations?.includes(n)) {
      const [query, key, value] = [q, k, v].map((x) => splitHeads(x, options.heads)); // [B, H, T, d]
      this.#relations.set(n, { query: query!, key: key!, value: value! });
    }
    if (!this.want.attention?.includes(n)) return attention(q, k, v, options);
    const { mixed, map } = attentionWithMap(q, k, v, options);
    this.#attention.set(n, map);
    return mixed;
  }

  /** The logits with what was gathered. @param present as in Taps, where anything was */
  with(logits: Tensor, present?: Tensor): Forwarded {
    const { hidden, attention, relations } = this.want;
    return {
      logits,
      ...(present && (hidden ?? attention ?? relations) && { present }),
      ...(hidden && { hidden: this.#hidden }),
      ...(attention && { attention: this.#attention }),
      ...(relations && { relations: this.#relations }),
    };
  }
}
