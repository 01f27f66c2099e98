// The optimiser of decoders and encoders, as the PyTorch twin trains: Muon for the layers' matrices, AdamW for embedding, head and
// gains, of which the gains do not decay.

import { Muon } from '../engine/muon';
import type { Optimizer } from '../engine/optimizer';
import type { Params } from '../engine/tensor';

export interface BlockOptimizerSettings {
  beta2: number;
  weightDecay: number;
}

export function blockOptimizer(params: Params, { beta2, weightDecay }: BlockOptimizerSettings): Optimizer {
  const isMatrix = (name: string): boolean => params[name]!.rank === 2;
  return new Muon(params, {
    matrices: (name) => name.startsWith('model.layers.') && isMatrix(name),
    noDecay: (name) => !isMatrix(name),
    beta2,
    weightDecay,
    clipNorm: 1,
  });
}
