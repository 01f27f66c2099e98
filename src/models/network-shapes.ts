// Name -> shape of every weight of a network, of whichever kind.

import type { Network } from './bundle';
import { encoderShapes } from './encoder';
import { mlpShapes } from './mlp';
import { weightShapes } from './transformer-config';

export function shapesOf(network: Network): Map<string, number[]> {
  switch (network.kind) {
    case 'decoder':
      return weightShapes(network.config);
    case 'encoder':
      return encoderShapes(network.config);
    case 'mlp':
      return mlpShapes(network.config.widths);
    default:
      return network satisfies never;
  }
}
