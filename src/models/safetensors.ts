// The safetensors format (github.com/huggingface/safetensors): 8 bytes of header length, a JSON header, the data. Reads F16,
// F32 and BF16 into Float32Arrays; writes F16 or F32. Whole numbers with scales are quantised-safetensors.ts, on the same entries.
// Never a partial read.

import * as v from 'valibot';
import { RetortError } from '../lib/errors';

export interface StoredTensor {
  shape: readonly number[];
  data: Float32Array;
}

const BYTES = { I8: 1, U8: 1, F16: 2, BF16: 2, F32: 4 } as const;
type DType = keyof typeof BYTES;
/** As the format's own library has it. */
const MOST_HEADER = 100e6;
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
export function bfloatToFloat(bits: number): number {
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

/** A file's header, and where its data begins. Throws where there is none. */
function headerOf(bytes: Uint8Array): { header: Record<string, unknown>; start: number } {
  if (bytes.length < 8) throw truncated('it ends before its header');
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  if (length > bytes.length - 8) throw truncated('it ends within its header');
  if (length > MOST_HEADER) throw truncated('its header is larger than a model needs');
  const start = 8 + length;
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)));
  } catch {
    throw truncated('its header is not JSON');
  }
  if (typeof header !== 'object' || header === null) throw truncated('its header is no object');
  return { header: header as Record<string, unknown>, start };
}

/** What a file says of itself; nothing where it says nothing, or is no such file. */
export function readMetadata(file: ArrayBuffer): Readonly<Record<string, string>> {
  try {
    const { header } = headerOf(new Uint8Array(file));
    return v.parse(v.record(v.string(), v.string()), header.__metadata__);
  } catch {
    return {};
  }
}

/** A tensor as it lies in a file. */
export interface FileEntry {
  dtype: DType;
  shape: readonly number[];
  bytes: Uint8Array<ArrayBuffer>;
}

/** All tensors, unread. Throws RetortError('model-truncated') where the file is cut off or broken, 'model-unknown' on another type. */
export function readEntries(file: ArrayBuffer | Uint8Array<ArrayBuffer>): Record<string, FileEntry> {
  const bytes = file instanceof Uint8Array ? file : new Uint8Array(file);
  const { header, start } = headerOf(bytes);
  const { __metadata__: _, ...entries } = header;
  const parsed = v.safeParse(HeaderSchema, entries);
  if (!parsed.success)
    throw truncated(`its header is wrong at ${v.getDotPath(parsed.issues[0]) ?? 'the top'}`);

  checkPlaces(parsed.output, bytes.length - start);
  const read: Record<string, FileEntry> = {};
  for (const [name, { dtype, shape, data_offsets: offsets }] of Object.entries(parsed.output)) {
    if (!Object.hasOwn(BYTES, dtype)) throw unknownType(name, dtype);
    const [from, to] = offsets;
    const size = BYTES[dtype as DType];
    if (to - from !== shape.reduce((a, b) => a * b, 1) * size)
      throw truncated(`${name} has the wrong length`);
    read[name] = { dtype: dtype as DType, shape, bytes: bytes.subarray(start + from, start + to) };
  }
  return read;
}

export const unknownType = (name: string, dtype: string): RetortError =>
  new RetortError('model-unknown', `${name} is stored as ${dtype}. Save the model as F16, BF16 or F32.`);

/** A tensor's numbers. Throws RetortError('model-unknown') where they are whole ones, which mean nothing without their scales. */
export function toFloats(name: string, { dtype, shape, bytes }: FileEntry): StoredTensor {
  if (dtype === 'I8' || dtype === 'U8') throw unknownType(name, dtype);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = BYTES[dtype];
  const data = new Float32Array(bytes.length / size);
  for (let i = 0, at = 0; i < data.length; i++, at += size) {
    if (dtype === 'F32') data[i] = view.getFloat32(at, true);
    else if (dtype === 'F16') data[i] = halfToFloat(view.getUint16(at, true));
    else data[i] = bfloatToFloat(view.getUint16(at, true));
  }
  return { shape, data };
}

/** Reads every tensor. Throws what readEntries and toFloats do. */
export const parseSafetensors = (file: ArrayBuffer | Uint8Array<ArrayBuffer>): Record<string, StoredTensor> =>
  Object.fromEntries(Object.entries(readEntries(file)).map(([name, entry]) => [name, toFloats(name, entry)]));

/** Throws where tensors lie over each other, beyond the end, or leave gaps: then they could become more than the file has bytes. */
function checkPlaces(entries: v.InferOutput<typeof HeaderSchema>, room: number): void {
  const places = Object.entries(entries).map(([name, { data_offsets: offsets }]) => ({ name, offsets }));
  places.sort(({ offsets: [a, aEnd] }, { offsets: [b, bEnd] }) => a - b || aEnd - bEnd);
  let end = 0;
  for (const { name, offsets } of places) {
    const [from, to] = offsets;
    if (to > room) throw truncated(`it ends within ${name.slice(0, 100)}`);
    if (from < end) throw truncated(`${name.slice(0, 100)} lies over another weight`);
    if (from > end) throw truncated(`before ${name.slice(0, 100)} are bytes of no weight`);
    end = to;
  }
  if (end < room) throw truncated('more follows than its header says');
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

export function fromFloats({ shape, data }: StoredTensor, dtype: StoredType): FileEntry {
  const size = BYTES[dtype];
  const bytes = new Uint8Array(data.length * size);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of data.entries()) {
    if (dtype === 'F32') view.setFloat32(4 * i, value, true);
    else view.setUint16(2 * i, floatToHalf(value), true);
  }
  return { dtype, shape, bytes };
}

/** Writes tensors in the order given. @param metadata what else the file says of itself. */
export function writeEntries(
  entries: Readonly<Record<string, FileEntry>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: { format: 'pt', ...metadata } };
  let end = 0;
  for (const [name, { dtype, shape, bytes }] of Object.entries(entries)) {
    header[name] = { dtype, shape, data_offsets: [end, (end += bytes.length)] };
  }
  const text = JSON.stringify(header);
  const head = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 8) * 8)); // data is aligned to 8 bytes
  const file = new Uint8Array(8 + head.length + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(head.length), true);
  file.set(head, 8);
  let at = 8 + head.length;
  for (const { bytes } of Object.values(entries)) {
    file.set(bytes, at);
    at += bytes.length;
  }
  return file;
}

/**
 * Writes tensors in the order given, as F16 (half the size; 11 bits of precision) or F32.
 * @param metadata what else the file says of itself.
 */
export const serialiseSafetensors = (
  tensors: Readonly<Record<string, StoredTensor>>,
  type: StoredType,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> =>
  writeEntries(
    Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, fromFloats(tensor, type)])),
    metadata,
  );
