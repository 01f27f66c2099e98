// Which of the kernels' builds this engine can run: with relaxed SIMD (one rounding for a multiply and an add) or without.

/** The smallest module with a relaxed multiply-add: only engines that have relaxed SIMD accept it. */
const RELAXED_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 19, 1, 17, 0, 65, 0, 253, 15, 65, 0,
  253, 15, 65, 0, 253, 15, 253, 133, 2, 11,
]);

export type SimdBuild = 'relaxed' | 'plain';

export function simdBuild(): SimdBuild {
  return WebAssembly.validate(RELAXED_PROBE) ? 'relaxed' : 'plain';
}
