// softmax(z / T): how temperature flattens a distribution (Hinton, Vinyals, Dean 2015, eq. 1).

/** Probabilities of logits at a temperature above 0. */
export function softmax(logits: readonly number[], temperature: number): number[] {
  const most = Math.max(...logits);
  const weights = logits.map((logit) => Math.exp((logit - most) / temperature));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}
