// What a network is held to while it is trained on: the zeros that it has, the grid of few bits, both, or nothing. Scales are those of
// the weights it begins with, so that training ends on the very grid on which the model is stored.

import { heldWeight } from '../../engine/ops/held-weight';
import { tensor } from '../../engine/tensor';
import type { Held } from '../model';
import type { Weight, Weights } from '../quantised';
import type { StoredTensor } from '../safetensors';
import { bitsOf, quantiseMatrix, scalesOf, topCode } from './quantise';

type FloatWeights = Readonly<Record<string, StoredTensor>>;

export interface HoldOptions {
  /** Null: floats. */
  bits: 8 | 4 | null;
  /** Whether what is zero stays zero. */
  zeros: boolean;
}

export interface Hold {
  /** For a forward pass, inside tidy(). */
  held: Held;
  /** Trained weights as they are stored. */
  settle(trained: FloatWeights): Weights;
}

/** @param weights with which training begins. */
export function holdTo(weights: FloatWeights, { bits, zeros }: HoldOptions): Hold {
  const matrices = Object.entries(weights).filter(([, { shape }]) => shape.length === 2);
  const masks = new Map(
    zeros ? matrices.map(([name, { data }]) => [name, data.map((x) => Number(x !== 0))]) : [],
  );
  const scales = new Map(bits === null ? [] : matrices.map(([name, w]) => [name, scalesOf(w, bits)]));
  if (masks.size + scales.size === 0) return { held: (params) => params, settle: (trained) => trained };
  return {
    held: (params) =>
      Object.fromEntries(
        Object.entries(params).map(([name, w]) => {
          const [mask, ofRows] = [masks.get(name), scales.get(name)];
          if (!mask && !ofRows) return [name, w];
          const grid = ofRows && {
            scales: tensor(
              ofRows.map((scale) => scale || 1),
              [ofRows.length, 1],
            ), // a row of zeros has no scale, and stays
            top: topCode(bitsOf(w, bits!)),
          };
          return [name, heldWeight(w, { mask: mask && tensor(mask, w.shape), grid })];
        }),
      ),
    settle: (trained) =>
      Object.fromEntries(
        Object.entries(trained).map(([name, given]): [string, Weight] => {
          const [mask, ofRows] = [masks.get(name), scales.get(name)];
          const w = mask ? { ...given, data: given.data.map((x, i) => x * mask[i]!) } : given;
          return [name, ofRows ? quantiseMatrix(w, bits!, ofRows) : w];
        }),
      ),
  };
}
