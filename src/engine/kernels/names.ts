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
} as const;
