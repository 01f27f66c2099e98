// Matrices in 8 bits: every row in whole numbers from −127 to 127 and a scale of its own, zero at zero.

import type { StoredTensor } from '../safetensors';

/** W [N, M] ≈ values [N, M] times scales [N]. */
export function roundRows({ shape: [rows = 0, width = 0], data }: StoredTensor): {
  values: Int8Array<ArrayBuffer>;
  scales: Float32Array<ArrayBuffer>;
} {
  const values = new Int8Array(data.length);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const [from, to] = [row * width, (row + 1) * width];
    let most = 0;
    for (let i = from; i < to; i++) most = Math.max(most, Math.abs(data[i]!));
    scales[row] = most / 127 || 1;
    for (let i = from; i < to; i++) values[i] = Math.round(data[i]! / scales[row]!);
  }
  return { values, scales };
}
