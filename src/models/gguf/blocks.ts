// How llama.cpp packs weights: as they are, in half precision, or in blocks of 32 with one scale each (8 or 4 bits a weight). Both
// ways, row after row; a row is whole blocks. Not its K-quants.

import { floatToHalf, halfToFloat } from '../safetensors';

/** As GGUF numbers them. */
export const TYPES = { F32: 0, F16: 1, Q4_0: 2, Q8_0: 8, BF16: 30 } as const;
export type GgufType = keyof typeof TYPES;

export const BLOCK = 32;
/** Bytes of so many weights: of one, or of a block. */
const LAYOUT: Record<GgufType, { weights: number; bytes: number }> = {
  F32: { weights: 1, bytes: 4 },
  F16: { weights: 1, bytes: 2 },
  BF16: { weights: 1, bytes: 2 },
  Q8_0: { weights: BLOCK, bytes: 2 + BLOCK },
  Q4_0: { weights: BLOCK, bytes: 2 + BLOCK / 2 },
};

/** Bytes of a tensor, or null where its rows are no whole blocks. @param width of a row. */
export function bytesOf(type: GgufType, width: number, count: number): number | null {
  const { weights, bytes } = LAYOUT[type];
  return width % weights === 0 ? (count / weights) * bytes : null;
}

/** @param data whole blocks. */
export function pack(data: Float32Array, type: GgufType): Uint8Array<ArrayBuffer> {
  const { weights, bytes } = LAYOUT[type];
  const out = new DataView(new ArrayBuffer((data.length / weights) * bytes));
  for (let from = 0, at = 0; from < data.length; from += weights, at += bytes) {
    if (type === 'F32') out.setFloat32(at, data[from]!, true);
    else if (type === 'F16') out.setUint16(at, floatToHalf(data[from]!), true);
    else if (type === 'Q8_0') packEight(out, at, data.subarray(from, from + BLOCK));
    else if (type === 'Q4_0') packFour(out, at, data.subarray(from, from + BLOCK));
    else throw new Error(`Nothing is written as ${type}.`);
  }
  return new Uint8Array(out.buffer);
}

/** Half d, then each weight as a signed byte q: w = d·q, d the largest size by 127. */
function packEight(out: DataView, at: number, block: Float32Array): void {
  const most = block.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const d = most / 127;
  out.setUint16(at, floatToHalf(d), true);
  for (let i = 0; i < BLOCK; i++) out.setInt8(at + 2 + i, d === 0 ? 0 : Math.round(block[i]! / d));
}

/** Half d, then two weights a byte, the second half of the block above: w = d·(q − 8), d the furthest weight by −8. */
function packFour(out: DataView, at: number, block: Float32Array): void {
  let furthest = 0;
  for (const weight of block) if (Math.abs(weight) > Math.abs(furthest)) furthest = weight;
  const d = furthest / -8;
  const quantum = (weight: number): number =>
    d === 0 ? 8 : Math.max(0, Math.min(15, Math.floor(weight / d + 8.5)));
  out.setUint16(at, floatToHalf(d), true);
  for (let i = 0; i < BLOCK / 2; i++)
    out.setUint8(at + 2 + i, quantum(block[i]!) | (quantum(block[i + BLOCK / 2]!) << 4));
}

/** @param bytes of `count` weights. */
export function unpack(bytes: Uint8Array, type: GgufType, count: number): Float32Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data = new Float32Array(count);
  const bits = new Uint32Array(data.buffer);
  const { weights, bytes: size } = LAYOUT[type];
  for (let to = 0, at = 0; to < count; to += weights, at += size) {
    if (type === 'F32') data[to] = view.getFloat32(at, true);
    else if (type === 'F16') data[to] = halfToFloat(view.getUint16(at, true));
    else if (type === 'BF16') bits[to] = view.getUint16(at, true) << 16;
    else {
      const d = halfToFloat(view.getUint16(at, true));
      if (type === 'Q8_0') for (let i = 0; i < BLOCK; i++) data[to + i] = d * view.getInt8(at + 2 + i);
      else
        for (let i = 0; i < BLOCK / 2; i++) {
          const two = view.getUint8(at + 2 + i);
          data[to + i] = d * ((two & 15) - 8);
          data[to + i + BLOCK / 2] = d * ((two >> 4) - 8);
        }
    }
  }
  return data;
}
