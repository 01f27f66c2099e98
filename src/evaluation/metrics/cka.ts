// How alike two layers are: linear CKA (Kornblith et al. 2019, arXiv 1905.00414) of what they make of the same things, which does not
// mind how wide each is or how it is turned. With the unbiased estimate of HSIC (Song et al. 2012): of a dozen pieces of a sentence
// and a hundred dimensions, the plain one would find anything alike.
//   HSIC₁(K, L) = [tr(K̃L̃) + ΣK̃·ΣL̃ / ((n−1)(n−2)) − 2·1ᵀK̃L̃1 / (n−2)] / (n(n−3)),  K̃ = XXᵀ with a diagonal of 0
// n things, D dimensions of a layer.

/** Fewer things say nothing: the estimate divides by n − 3. */
export const LEAST_THINGS = 4;

/** XXᵀ [n·n] of states [n·D], less the diagonal. */
function gram(x: Float32Array, n: number): Float64Array {
  const D = x.length / n;
  const K = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      let dot = 0;
      for (let d = 0; d < D; d++) dot += x[i * D + d]! * x[j * D + d]!;
      K[i * n + j] = dot;
      K[j * n + i] = dot;
    }
  return K;
}

const rowSums = (K: Float64Array, n: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => K.subarray(i * n, (i + 1) * n).reduce((a, b) => a + b, 0));

function hsic(K: Float64Array, L: Float64Array, n: number): number {
  const trace = K.reduce((sum, k, i) => sum + k * L[i]!, 0);
  const [k, l] = [rowSums(K, n), rowSums(L, n)];
  const [all, both] = [
    (x: Float64Array) => x.reduce((a, b) => a + b, 0),
    k.reduce((s, x, i) => s + x * l[i]!, 0),
  ];
  return (trace + (all(k) * all(l)) / ((n - 1) * (n - 2)) - (2 * both) / (n - 2)) / (n * (n - 3));
}

/**
 * Of each layer of one model with each of another, [a][b], from 0 to 1: 1 is the same but for a turn and a scale. Small negative
 * estimates count as 0. @param a states [n·D] by layer. @param n things, at least LEAST_THINGS.
 */
export function similarities(a: readonly Float32Array[], b: readonly Float32Array[], n: number): number[][] {
  const [ka, kb] = [a, b].map((layers) => layers.map((x) => gram(x, n)));
  const own = (layers: readonly Float64Array[]) => layers.map((K) => Math.sqrt(Math.max(0, hsic(K, K, n))));
  const [oa, ob] = [own(ka!), own(kb!)];
  return ka!.map((K, i) =>
    kb!.map((L, j) => {
      const scale = oa[i]! * ob[j]!;
      return scale > 0 ? Math.min(1, Math.max(0, hsic(K, L, n) / scale)) : 0;
    }),
  );
}
