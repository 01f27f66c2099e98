// The three matrix products of a linear layer y = x·Wᵀ (x [N, I], W [O, I]), each over a range of its output rows, so that
// threads share the work without talking to each other. W is packed once before, by whoever calls the threads (for y by
// packWeight of decode.ts).
import { multiply, packB, packedBytesB } from './gemm';

/** Rows of x summed at a time for the weights' gradient. */
const DEPTH: i32 = 256;

/** Bytes of W packed for y, and for dx. */
export function packedBytes(inputs: i32, outputs: i32): i32 {
  return max(packedBytesB(inputs, outputs), packedBytesB(outputs, inputs));
}

/** Packs W for linearBackwardInput. */
export function packBackward(w: usize, inputs: i32, outputs: i32, panels: usize): void {
  packB(w, inputs, 1, outputs, inputs, panels);
}

/** y [N, O] = x·Wᵀ for rows start..end of x. */
export function linearForward(x: usize, panels: usize, y: usize, inputs: i32, outputs: i32, start: i32, end: i32): void {
  multiply(x + ((start * inputs) << 2), inputs, 1, panels, y + ((start * outputs) << 2), outputs, end - start, outputs, inputs, false);
}

/** dx [N, I] = dy·W for rows start..end. */
export function linearBackwardInput(dy: usize, panels: usize, dx: usize, inputs: i32, outputs: i32, start: i32, end: i32): void {
  multiply(dy + ((start * outputs) << 2), outputs, 1, panels, dx + ((start * inputs) << 2), inputs, end - start, inputs, outputs, false);
}

/** Bytes of scratch that linearBackwardWeight needs. */
export function weightScratch(inputs: i32): i32 {
  return packedBytesB(DEPTH, inputs);
}

/** dW [O, I] = dyᵀ·x for output rows start..end of W, summed over all n rows of x. */
export function linearBackwardWeight(x: usize, dy: usize, dw: usize, inputs: i32, outputs: i32, n: i32, start: i32, end: i32, scratch: usize): void {
  for (let k = 0; k < n; k += DEPTH) {
    const depth = min(DEPTH, n - k);
    packB(x + ((k * inputs) << 2), inputs, 1, depth, inputs, scratch);
    multiply(dy + ((k * outputs + start) << 2), 1, outputs, scratch, dw + ((start * inputs) << 2), inputs, end - start, inputs, depth, k > 0);
  }
}
