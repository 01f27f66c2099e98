// A weight as a forward pass reads it while it is trained under a constraint: its zeros stay zeros, or it stands on the grid of few
// bits. The gradient goes straight through the rounding to the weight itself (Bengio, Léonard, Courville 2013, arXiv 1308.3432), but
// not past the ends of the grid, nor to what is held at zero.

import { abs, cast, clipByValue, div, lessEqual, mul, round, type Tensor } from '@tensorflow/tfjs-core';
import { differentiable } from '../differentiable';
import { requireShape } from './shapes';

export interface Holding {
  /** Of the weight's shape, 0 where it is to stay zero. */
  mask?: Tensor | undefined;
  /** [O, 1], above 0: the grid of each row, and its largest whole number. */
  grid?: { scales: Tensor; top: number } | undefined;
}

/** w [O, I] -> the same on its grid and with its zeros. Throws RetortError('shape') where mask or grid do not fit. */
export function heldWeight(w: Tensor, { mask, grid }: Holding): Tensor {
  requireShape(
    !mask || mask.shape.join() === w.shape.join(),
    'heldWeight: the mask must have the weight’s shape.',
  );
  requireShape(
    !grid || (grid.scales.rank === 2 && grid.scales.shape[0] === w.shape[0] && grid.scales.shape[1] === 1),
    'heldWeight: scales must be [O, 1].',
  );
  return differentiable([w], () => {
    const kept = mask ? mul(w, mask) : w;
    const steps = grid && div(kept, grid.scales); // [O, I]
    const value = steps ? mul(clipByValue(round(steps), -grid.top, grid.top), grid.scales) : kept;
    const inside = steps && cast(lessEqual(abs(steps), grid.top + 0.5), 'float32'); // [O, I], 1 where the gradient goes through
    const passes = inside && mask ? mul(inside, mask) : (inside ?? mask);
    return { value, saved: { passes }, backward: (dy, { passes }) => [passes ? mul(dy, passes) : dy] };
  });
}
