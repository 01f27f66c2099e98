// What the page's side (../register.ts) calls. Every function works on addresses in the memory of TensorFlow.js's WASM backend.
export {
  linearBackwardInput,
  linearBackwardWeight,
  linearForward,
  packBackward,
  packedBytes,
  weightScratch,
} from './linear';
export {
  attentionBackward,
  attentionForward,
  attentionMapBackward,
  attentionMapForward,
  attentionScratch,
} from './attention';
export { rmsNormBackward, rmsNormForward } from './rms-norm';
export { swigluBackward, swigluForward } from './swiglu';
export { embeddingBackward, embeddingForward } from './embedding';
export { distillationLoss, divergenceLoss } from './distillation-loss';
export { decoupledLoss } from './decoupled-loss';
export { relationLoss, relationScratch } from './relations';
export { squaredLoss } from './squared-loss';
export { adamw, squaredNorm } from './adamw';
export { muon, muonScratch } from './muon';
export { cachedAttention, packWeight, packedWeightBytes, project } from './decode';
export { projectQuantised, quantisedScratch, quantisedStride } from './quantised';
