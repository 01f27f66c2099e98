// A model's weights in 16 letters: two models have the same where every weight has the same bits.

import type { Weights } from './quantised';
import { serialiseWeights } from './quantised-safetensors';

/** SHA-256 of the weights as safetensors, the first 16 hex digits; undefined where the page is not served securely. */
export async function weightsDigest(weights: Weights): Promise<string | undefined> {
  // by its type it is always there
  const subtle: SubtleCrypto | undefined = crypto.subtle;
  if (!subtle) return undefined;
  const digest = new Uint8Array(await subtle.digest('SHA-256', serialiseWeights(weights)));
  return [...digest.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
