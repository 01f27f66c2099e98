// Names under which fused kernels are registered with TensorFlow.js, for every backend that has them.

export const FUSED = {
  linear: 'RetortLinear',
  linearInput: 'RetortLinearInput',
  linearWeight: 'RetortLinearWeight',
  rmsNorm: 'RetortRmsNorm',
  rmsNormGrad: 'RetortRmsNormGrad',
  swiglu: 'RetortSwiglu',
  swigluGrad: 'RetortSwigluGrad',
  attention: 'RetortAttention',
  attentionGrad: 'RetortAttentionGrad',
  embedding: 'RetortEmbedding',
  embeddingGrad: 'RetortEmbeddingGrad',
  distillationLoss: 'RetortDistillationLoss',
  /** Inputs g0, g1, …; one scalar, the Euclidean norm of all together. */
  globalNorm: 'RetortGlobalNorm',
  /**
   * A step of AdamW, in place. Inputs w0, m0, v0, g0, w1, … and the scalar norm; attributes count, rate, beta1, beta2, epsilon,
   * clip (0: none), correction1 and correction2 (1 − β^t), and decay0, decay1, …, each weight's own (0: none). No outputs.
   * Where norm is not finite nothing changes.
   */
  adamw: 'RetortAdamW',
} as const;
