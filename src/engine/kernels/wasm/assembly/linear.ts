// The three matrix products of a linear layer y = x·Wᵀ (x [N, I], W [O, I]), each over a range of its output rows, so that
// threads share the work without talking to each other. Rows of x go through in blocks that stay in the second-level cache.
import { multiplyPacked, packA, packB, packedBytesA, packedBytesB } from './gemm';

/** Rows of x packed at a time; a multiple of 6. */
const BLOCK: i32 = 96;
/** Rows of x summed at a time for the weights' gradient. */
const DEPTH: i32 = 256;

/** Bytes of scratch that each thread needs. */
export function linearScratch(inputs: i32, outputs: i32): i32 {
  const forward = packedBytesB(inputs, outputs) + packedBytesA(BLOCK, max(inputs, outputs));
  const weight = packedBytesA(outputs, DEPTH) + packedBytesB(DEPTH, inputs);
  return max(forward, max(packedBytesB(outputs, inputs) + packedBytesA(BLOCK, max(inputs, outputs)), weight)) + 64;
}

/** y [N, O] = x·Wᵀ for rows start..end of x. */
export function linearForward(x: usize, w: usize, y: usize, inputs: i32, outputs: i32, start: i32, end: i32, scratch: usize): void {
  const panels = scratch;
  const block = scratch + packedBytesB(inputs, outputs);
  packB(w, 1, inputs, inputs, outputs, panels);
  for (let i = start; i < end; i += BLOCK) {
    const rows = min(BLOCK, end - i);
    packA(x + ((i * inputs) << 2), inputs, 1, rows, inputs, block);
    multiplyPacked(block, panels, y + ((i * outputs) << 2), outputs, rows, outputs, inputs, false);
  }
}

/** dx [N, I] = dy·W for rows start..end. */
export function linearBackwardInput(dy: usize, w: usize, dx: usize, inputs: i32, outputs: i32, start: i32, end: i32, scratch: usize): void {
  const panels = scratch;
  const block = scratch + packedBytesB(outputs, inputs);
  packB(w, inputs, 1, outputs, inputs, panels);
  for (let i = start; i < end; i += BLOCK) {
    const rows = min(BLOCK, end - i);
    packA(dy + ((i * outputs) << 2), outputs, 1, rows, outputs, block);
    multiplyPacked(block, panels, dx + ((i * inputs) << 2), inputs, rows, inputs, outputs, false);
  }
}

/** dW [O, I] = dyᵀ·x for output rows start..end of W, summed over all n rows of x. */
export function linearBackwardWeight(x: usize, dy: usize, dw: usize, inputs: i32, outputs: i32, n: i32, start: i32, end: i32, scratch: usize): void {
  const rows = end - start;
  if (rows <= 0) return;
  const a = scratch;
  const b = scratch + packedBytesA(rows, DEPTH);
  for (let k = 0; k < n; k += DEPTH) {
    const depth = min(DEPTH, n - k);
    packA(dy + ((k * outputs + start) << 2), 1, outputs, rows, depth, a);
    packB(x + ((k * inputs) << 2), inputs, 1, depth, inputs, b);
    multiplyPacked(a, b, dw + ((start * inputs) << 2), inputs, rows, inputs, depth, k > 0);
  }
}
