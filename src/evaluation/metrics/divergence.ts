// How far a student is from its teacher, from the probabilities of both: KL(teacher ‖ student) in nats an example, and how sure
// the teacher is, which is how much its soft targets can say. Probabilities that were rounded to 0 count as the smallest float32.

const TINY = 1.2e-38;
const log = (p: number): number => Math.log(Math.max(p, TINY));

/** KL(p ‖ q) of each row of [n, K], in nats. */
export function rowDivergence(p: ArrayLike<number>, q: ArrayLike<number>, classes: number): Float64Array {
  return Float64Array.from({ length: p.length / classes }, (_, n) => {
    let sum = 0;
    for (let at = n * classes; at < (n + 1) * classes; at++)
      if (p[at]! > 0) sum += p[at]! * (log(p[at]!) - log(q[at]!));
    return Math.max(0, sum);
  });
}

/** Entropy of each row of [n, K], in nats: 0 where all is on one class, log K where nothing is known. */
export function rowEntropy(p: ArrayLike<number>, classes: number): Float64Array {
  return Float64Array.from({ length: p.length / classes }, (_, n) => {
    let sum = 0;
    for (let at = n * classes; at < (n + 1) * classes; at++) if (p[at]! > 0) sum -= p[at]! * log(p[at]!);
    return sum;
  });
}
