// Dropout (Srivastava et al. 2014, JMLR 15): some numbers become 0 and the others grow, so that the mean stays. The choice
// follows from a seed alone and is made on the processor: the same on every backend, and for every model that asks with it.
// Rates are held in 256ths, which makes four choices out of one random word.

import { mul, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { differentiable } from '../differentiable';

/** What each of `size` numbers is multiplied by: 0 for about a share of `rate` (below 1), else 1/(1 − rate). */
export function dropoutMask(size: number, rate: number, seed: number): Float32Array {
  const cut = Math.round(rate * 256);
  const scale = 256 / (256 - cut);
  const mask = new Float32Array(size);
  let state = seed | 0;
  for (let i = 0; i < size; i += 4) {
    // splitmix32, as in lib/rng, without its closures: this loop runs over every activation
    state = (state + 0x9e3779b9) | 0;
    let word = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    word ^= word >>> 15;
    const end = Math.min(size, i + 4);
    for (let j = i; j < end; j++, word >>>= 8) mask[j] = (word & 255) < cut ? 0 : scale;
  }
  return mask;
}

/** x [..] -> [..]; at rate 0 x itself. */
export function dropout(x: Tensor, rate: number, seed: number): Tensor {
  if (rate === 0) return x;
  return differentiable([x], () => {
    const mask = tensor(dropoutMask(x.size, rate, seed), x.shape); // [..]
    return { value: mul(x, mask), saved: { mask }, backward: (dy, { mask }) => [mul(dy, mask)] };
  });
}
