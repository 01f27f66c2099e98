// A matrix product as its shaders see it: C [M, N] = A [M, K] · B [K, N].

export interface Product {
  M: number;
  N: number;
  K: number;
  /** Whether A (B) lies in memory with K as its last axis. */
  aAlongK: boolean;
  bAlongK: boolean;
}
