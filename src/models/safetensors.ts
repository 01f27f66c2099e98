// The safetensors format (github.com/huggingface/safetensors): 8 bytes of header length, a JSON header, the data. Reads F16,
// F32 and BF16 into Float32Arrays; writes F16 or F32. Not for other types, and never a partial read.

import * as v from 'valibot';
import { RetortError } from '../lib/errors';

export interface StoredTensor {
  shape: readonly number[];
  data: Float32Array;
}

const BYTES = { F16: 2, BF16: 2, F32: 4 } as const;
export type StoredType = 'F16' | 'F32';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const HeaderSchema = v.record(
  v.string(),
  v.object({ dtype: v.string(), shape: v.array(whole), data_offsets: v.tuple([whole, whole]) }),
);

/** IEEE half precision bits to a number. */
export function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const scratch = new DataView(new ArrayBuffer(4));

/** The upper half of a float32's bits to a number. */
function bfloatToFloat(bits: number): number {
  scratch.setUint32(0, bits << 16);
  return scratch.getFloat32(0);
}

/** A number to half precision bits, rounded to nearest, ties to even; beyond 65504 to infinity. */
export function floatToHalf(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (Number.isNaN(value)) return 0x7e00;
  if (size >= 65520) return sign | 0x7c00;
  const exponent = Math.max(-14, Math.floor(Math.log2(size)));
  const scaled = size * 2 ** (10 - exponent); // in units of the last place; exact, a power of two
  const below = Math.floor(scaled);
  const rest = scaled - below;
  const rounded = below + Number(rest > 0.5 || (rest === 0.5 && below % 2 === 1));
  // a carry into the next exponent comes out right by itself, and so do the subnormals
  return sign | (rounded < 1024 ? rounded : ((exponent + 15) << 10) + rounded - 1024);
}

const truncated = (why: string): RetortError =>
  new RetortError('model-truncated', `This model file is broken: ${why}. Download or export it again.`);

/** Reads every tensor. Throws RetortError('model-truncated') where the file is cut off or broken, 'model-unknown' on another type. */
export function parseSafetensors(file: ArrayBuffer | Uint8Array<ArrayBuffer>): Record<string, StoredTensor> {
  const bytes = file instanceof Uint8Array ? file : new Uint8Array(file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8) throw truncated('it ends before its header');
  const headerLength = Number(view.getBigUint64(0, true));
  if (headerLength > bytes.length - 8) throw truncated('it ends within its header');
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerLength)));
  } catch {
    throw truncated('its header is not JSON');
  }
  if (typeof header !== 'object' || header === null) throw truncated('its header is no object');
  const { __metadata__: _, ...entries } = header as Record<string, unknown>;
  const parsed = v.safeParse(HeaderSchema, entries);
  if (!parsed.success)
    throw truncated(`its header is wrong at ${v.getDotPath(parsed.issues[0]) ?? 'the top'}`);

  const start = 8 + headerLength;
  const tensors: Record<string, StoredTensor> = {};
  for (const [
    name,
    {
      dtype,
      shape,
      data_offsets: [from, to],
    },
  ] of Object.entries(parsed.output)) {
    if (!(dtype in BYTES)) {
      throw new RetortError(
        'model-unknown',
        `${name} is stored as ${dtype}. Save the model as F16, BF16 or F32.`,
      );
    }
    const size = BYTES[dtype as keyof typeof BYTES];
    const length = shape.reduce((a, b) => a * b, 1);
    if (to - from !== length * size) throw truncated(`${name} has the wrong length`);
    if (start + to > bytes.length) throw truncated(`it ends within ${name}`);
    const data = new Float32Array(length);
    for (let i = 0, at = start + from; i < length; i++, at += size) {
      if (dtype === 'F32') data[i] = view.getFloat32(at, true);
      else if (dtype === 'F16') data[i] = halfToFloat(view.getUint16(at, true));
      else data[i] = bfloatToFloat(view.getUint16(at, true));
    }
    tensors[name] = { shape, data };
  }
  return tensors;
}

/** The tensors of one file, or of the shards of one. Throws as parseSafetensors does, also where two shards hold the same weight. */
export function parseShards(shards: readonly ArrayBuffer[]): Record<string, StoredTensor> {
  const weights: Record<string, StoredTensor> = {};
  for (const shard of shards) {
    for (const [name, tensor] of Object.entries(parseSafetensors(shard))) {
      if (Object.hasOwn(weights, name))
        throw new RetortError(
          'model-truncated',
          `Two of the files hold the weight ${name}. Choose the files of one model alone.`,
        );
      weights[name] = tensor;
    }
  }
  return weights;
}

/** Writes tensors in the order given, as F16 (half the size; 11 bits of precision) or F32. */
export function serialiseSafetensors(
  tensors: Readonly<Record<string, StoredTensor>>,
  type: StoredType,
): Uint8Array<ArrayBuffer> {
  const size = BYTES[type];
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  let end = 0;
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    header[name] = { dtype: type, shape, data_offsets: [end, (end += data.length * size)] };
  }
  const text = JSON.stringify(header);
  const head = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 8) * 8)); // data is aligned to 8 bytes
  const bytes = new Uint8Array(8 + head.length + end);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(head.length), true);
  bytes.set(head, 8);
  let at = 8 + head.length;
  for (const { data } of Object.values(tensors)) {
    for (const value of data) {
      if (type === 'F32') view.setFloat32(at, value, true);
      else view.setUint16(at, floatToHalf(value), true);
      at += size;
    }
  }
  return bytes;
}
