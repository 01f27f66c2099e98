// Makes the decoder that this browser can have. Beside the tensors, so that it works while a backend trains: on WASM kernels with
// a memory of their own (wasm-decoder.ts), in plain arrays where the browser lacks them (plain-decoder.ts).

import { checkWeights, type Decoder } from './decoder';
import type { Weights } from './quantised';
import type { TransformerConfig } from './transformer-config';

/**
 * Makes a decoder of weights in Hugging Face's names and layout, which it copies; those of few bits are read as they are.
 * Throws RetortError('model-truncated') where they do not fit the config.
 */
export async function createDecoder(
  config: TransformerConfig,
  weights: Weights,
  slots = 1,
): Promise<Decoder> {
  checkWeights(config, weights);
  try {
    const [{ KernelMemory }, { wasmDecoder }] = await Promise.all([
      import('../engine/kernel-memory'),
      import('./wasm-decoder'),
    ]);
    return wasmDecoder(await KernelMemory.start(), config, weights, slots);
  } catch (error) {
    console.warn('Writing goes on in plain arrays.', error); // slower, not broken
    const { plainDecoder } = await import('./plain-decoder');
    return plainDecoder(config, weights, slots);
  }
}
