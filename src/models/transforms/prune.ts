// A smaller network of the same kind: whole attention heads and hidden units are cut away, the same number in every layer, so that what
// is left is an ordinary network whose config says its sizes. And single weights set to zero, which leaves the sizes as they are.
// Which parts matter is measured (engine/gate-probe.ts).
// H heads of d, F hidden units, D width.

import type { Network } from '../bundle';
import { floatWeights, type Weights } from '../quantised';
import type { StoredTensor } from '../safetensors';
import { headSizes } from '../transformer-config';

/** Units of one layer that can be cut away: heads, or hidden units. */
export interface Part {
  kind: 'heads' | 'hidden';
  units: number;
  /** The matrix [D, units·width] whose columns read them. */
  reads: { name: string; width: number };
  /** What makes them: so many rows a unit, or numbers of a vector. */
  makes: readonly { name: string; rows: number }[];
}

/** All parts of a network, layer by layer. */
export function partsOf(network: Network): Part[] {
  if (network.kind === 'mlp') {
    const { widths } = network.config;
    return widths.slice(1, -1).map((units, n) => ({
      kind: 'hidden',
      units,
      reads: { name: `layers.${n + 1}.weight`, width: 1 },
      makes: ['weight', 'bias'].map((of) => ({ name: `layers.${n}.${of}`, rows: 1 })),
    }));
  }
  const { config } = network;
  const { d } = headSizes(config);
  return Array.from({ length: config.num_hidden_layers }, (_, n): Part[] => {
    const layer = `model.layers.${n}`;
    return [
      {
        kind: 'heads',
        units: config.num_attention_heads,
        reads: { name: `${layer}.self_attn.o_proj.weight`, width: d },
        makes: [
          ...['q', 'k', 'v'].map((of) => ({ name: `${layer}.self_attn.${of}_proj.weight`, rows: d })),
          ...(config.key_smearing ? [{ name: `${layer}.self_attn.key_smear`, rows: 1 }] : []),
        ],
      },
      {
        kind: 'hidden',
        units: config.intermediate_size,
        reads: { name: `${layer}.mlp.down_proj.weight`, width: 1 },
        makes: ['gate', 'up'].map((of) => ({ name: `${layer}.mlp.${of}_proj.weight`, rows: 1 })),
      },
    ];
  }).flat();
}

/** How much each unit matters, by the name of the matrix that reads it. */
export type Importance = ReadonlyMap<string, ArrayLike<number>>;

/** Hidden units of a transformer that a kernel takes at a time. */
const TOGETHER = 8;

/** How many units of a kind stay, one at least. */
function staying(network: Network, { kind, units }: Part, share: number): number {
  const by = kind === 'hidden' && network.kind !== 'mlp' ? TOGETHER : 1;
  return Math.min(units, Math.max(by, by * Math.round((units * (1 - share)) / by)));
}

/** The most important units, in the order in which they stand. */
function chosen(importance: ArrayLike<number>, count: number): number[] {
  return Array.from({ length: importance.length }, (_, unit) => unit)
    .sort((a, b) => importance[b]! - importance[a]! || a - b)
    .slice(0, count)
    .sort((a, b) => a - b);
}

/** @param shares of heads and hidden units that are cut away, 0 to 1. Weights of few bits become floats. */
export function prune(
  { network, weights: given }: { network: Network; weights: Weights },
  shares: { heads: number; hidden: number },
  importance: Importance,
): { network: Network; weights: Record<string, StoredTensor> } {
  const weights = floatWeights(given);
  const sizes: Record<Part['kind'], number[]> = { heads: [], hidden: [] };
  for (const part of partsOf(network)) {
    const { kind, reads, makes } = part;
    const stay = chosen(importance.get(reads.name)!, staying(network, part, shares[kind]));
    sizes[kind].push(stay.length);
    if (stay.length === part.units) continue;
    weights[reads.name] = withColumns(weights[reads.name]!, stay, reads.width);
    for (const { name, rows } of makes) weights[name] = withRows(weights[name]!, stay, rows);
  }
  return { network: sized(network, sizes), weights };
}

function sized(network: Network, { heads, hidden }: Record<Part['kind'], number[]>): Network {
  if (network.kind === 'mlp') {
    const { widths } = network.config;
    return { kind: 'mlp', config: { widths: [widths[0]!, ...hidden, widths.at(-1)!] } };
  }
  const { config } = network;
  const [H, F] = [heads[0]!, hidden[0]!];
  const smaller = {
    intermediate_size: F,
    num_attention_heads: H,
    ...(config.num_key_value_heads && { num_key_value_heads: H }),
    ...(H < config.num_attention_heads && { head_dim: headSizes(config).d }),
  };
  return network.kind === 'encoder'
    ? { kind: 'encoder', config: { ...network.config, ...smaller } }
    : { kind: 'decoder', config: { ...config, ...smaller } };
}

/** Rows of these units, so many each; of a vector its numbers. */
function withRows(
  { shape: [, ...rest], data }: StoredTensor,
  units: readonly number[],
  rows: number,
): StoredTensor {
  const block = rows * rest.reduce((a, b) => a * b, 1);
  const kept = new Float32Array(units.length * block);
  for (const [to, unit] of units.entries())
    kept.set(data.subarray(unit * block, (unit + 1) * block), to * block);
  return { shape: [units.length * rows, ...rest], data: kept };
}

function withColumns({ shape, data }: StoredTensor, units: readonly number[], width: number): StoredTensor {
  const [rows, columns] = shape as [number, number];
  const kept = new Float32Array(rows * units.length * width);
  let to = 0;
  for (let r = 0; r < rows; r++)
    for (const unit of units) {
      const from = r * columns + unit * width;
      kept.set(data.subarray(from, from + width), to);
      to += width;
    }
  return { shape: [rows, units.length * width], data: kept };
}

/** Of every matrix the share of smallest numbers at zero. */
export function zeroSmallest(
  weights: Readonly<Record<string, StoredTensor>>,
  share: number,
): Record<string, StoredTensor> {
  return Object.fromEntries(
    Object.entries(weights).map(([name, { shape, data }]) => {
      const cut = Math.round(share * data.length);
      if (shape.length !== 2 || cut === 0) return [name, { shape, data }];
      const order = Uint32Array.from({ length: data.length }, (_, i) => i).sort(
        (a, b) => Math.abs(data[a]!) - Math.abs(data[b]!),
      );
      const kept = data.slice();
      for (const i of order.subarray(0, cut)) kept[i] = 0;
      return [name, { shape, data: kept }];
    }),
  );
}
