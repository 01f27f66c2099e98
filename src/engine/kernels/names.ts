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
  /** Its map alone, for methods that compare where each position looks. */
  attentionMap: 'RetortAttentionMap',
  attentionMapGrad: 'RetortAttentionMapGrad',
  embedding: 'RetortEmbedding',
  embeddingGrad: 'RetortEmbeddingGrad',
  distillationLoss: 'RetortDistillationLoss',
  /** The same with another divergence, whose numbers (ops/divergence.ts) are attributes. */
  divergenceLoss: 'RetortDivergenceLoss',
  /** Decoupled distillation (ops/decoupled-loss.ts): both values as one vector, and the gradient of each. */
  decoupledLoss: 'RetortDecoupledLoss',
  /** MiniLM's relations (ops/relation-loss.ts), with their gradient. */
  relationLoss: 'RetortRelationLoss',
  /** Squared distances of rows (ops/squared-loss.ts), with their gradient. */
  squaredLoss: 'RetortSquaredLoss',
  /** Inputs g0, g1, …; one scalar, the Euclidean norm of all together. */
  globalNorm: 'RetortGlobalNorm',
  /**
   * A step of AdamW, in place. Inputs w0, g0, w1, …, the moments m and v of all weights in a row, and the scalar norm;
   * attributes count, rate, beta1, beta2, epsilon, clip (0: none), correction1 and correction2 (1 − β^t), at0, at1, …, where
   * each weight's moments begin, and decay0, decay1, …, its own decay (0: none). No outputs. Where norm is not finite nothing
   * changes.
   */
  adamw: 'RetortAdamW',
  /**
   * A step of Muon, in place. Inputs w0, g0, w1, … (matrices), the momenta m of all in a row, and the scalar norm; attributes
   * count, rate, momentum, decay, clip (0: none), and at0, at1, …, where each matrix's momentum begins. No outputs. Where norm is
   * not finite nothing changes.
   */
  muon: 'RetortMuon',
} as const;
