// Floating-point operations of a step, counted; a multiply-add is two. Matrix products only (norms, softmax and activations are
// a few per cent more), and of attention only the half that a causal mask leaves: T·(T+1)/2 scores a head, and their mix.
// L layers, D width, F hidden, V vocabulary, B rows, T positions.

/** One forward pass over a batch. */
export function forwardFlops({ layers: L, width: D, hidden: F }, { vocabulary: V, batch: B, context: T }) {
  const weights = L * (4 * D * D + 3 * D * F) + V * D;
  const attention = L * D * (T + 1); // multiply-adds a token: half of 2·D·T, and the diagonal
  return 2 * B * T * (weights + attention);
}

/** A training step: the student forward and twice that backward; the teacher forward, unless its answers are kept. */
export const stepFlops = (workload, cached) =>
  3 * forwardFlops(workload.student, workload) + (cached ? 0 : forwardFlops(workload.teacher, workload));
