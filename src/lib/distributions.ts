// Distributions over classes as the page draws them, from raw logits and in float64: so a temperature can be moved without asking
// anybody again. The worker's tensors have the same formulas (engine/ops), and a test holds them together.
// p = softmax(z_T/T) of the teacher, q = softmax(z_S/T) of a student (Hinton, Vinyals, Dean 2015, arXiv 1503.02531).

type Logits = ArrayLike<number>;

/** ln softmax(z / T), for a temperature above 0. */
export function logSoftmax(logits: Logits, temperature: number): number[] {
  let most = -Infinity;
  for (let v = 0; v < logits.length; v++) most = Math.max(most, logits[v]!);
  const scaled = Array.from(logits, (logit) => (logit - most) / temperature);
  const log = Math.log(scaled.reduce((sum, z) => sum + Math.exp(z), 0));
  return scaled.map((z) => z - log);
}

/** Probabilities of logits at a temperature above 0. */
export const softmax = (logits: Logits, temperature: number): number[] =>
  logSoftmax(logits, temperature).map(Math.exp);

/** H(p) in nats: 0 where all is on one class, ln V where nothing is known. */
export const entropy = (p: readonly number[]): number =>
  p.reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0);

/** KL(p‖q) in nats, of logits at a temperature; 0 at equality and never below. */
export function divergence(teacher: Logits, student: Logits, temperature: number): number {
  const [logP, logQ] = [logSoftmax(teacher, temperature), logSoftmax(student, temperature)];
  const sum = logP.reduce((total, log, v) => total + Math.exp(log) * (log - logQ[v]!), 0);
  return Math.max(0, sum); // rounding
}

/** The class of the largest logit. */
export function likeliestOf(logits: Logits): number {
  let best = 0;
  for (let v = 1; v < logits.length; v++) if (logits[v]! > logits[best]!) best = v;
  return best;
}

/** Norms of the gradients by the student's logits. */
export interface GradientNorms {
  /** Of the cross-entropy with the right answers; null where none is known. T does not touch it. */
  hard: number | null;
  /** Of T²·KL(p‖q): T·(q − p), which stays of one order as T grows. */
  soft: number;
  /** Of KL(p‖q) alone: (q − p)/T, which falls as 1/T². */
  plain: number;
}

const norm = (x: readonly number[]): number => Math.hypot(...x);
const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;

/**
 * The norms at a temperature, each a mean over positions. @param right the class of each position; below 0 where nobody knows.
 */
export function gradientNorms(
  student: readonly Logits[],
  teacher: readonly Logits[],
  right: ArrayLike<number>,
  temperature: number,
): GradientNorms {
  const plain = mean(
    student.map((z, n) => {
      const [q, p] = [softmax(z, temperature), softmax(teacher[n]!, temperature)];
      return norm(q.map((share, v) => share - p[v]!)) / temperature;
    }),
  );
  const hard = student.flatMap((z, n) =>
    right[n]! < 0 ? [] : [norm(softmax(z, 1).map((share, v) => share - Number(v === right[n])))],
  );
  return { hard: hard.length > 0 ? mean(hard) : null, soft: temperature ** 2 * plain, plain };
}

/** A distribution after one class was given another share: the others shrink or grow in proportion. */
export function withShare(p: readonly number[], chosen: number, share: number): number[] {
  const held = Math.min(1, Math.max(0, share));
  const others = 1 - p[chosen]!;
  return p.map((old, v) =>
    v === chosen ? held : others > 1e-9 ? (old * (1 - held)) / others : (1 - held) / (p.length - 1),
  );
}
