// The GGUF container, version 3: metadata by key, descriptions of tensors, and their bytes, each at a multiple of 32. Written whole, and
// read without taking a byte more than the file has: every length is held against what is left before anything is made.
// https://github.com/ggml-org/ggml/blob/master/docs/gguf.md

import { RetortError } from '../../lib/errors';
import { bytesOf, type GgufType, TYPES } from './blocks';

const MAGIC = 0x46554747; // "GGUF"
const ALIGNMENT = 32;
/** Bytes; the longest text is a tokenizer.json. */
const MOST_TEXT = 100e6;

/** Numbers are floats unless marked as whole; what GGUF has besides is read, but never written. */
export type Value =
  string | boolean | { u32: number } | { i32: readonly number[] } | { f32: number } | readonly string[];
/** As read: whole and broken numbers alike are numbers. */
export type ReadValue = string | number | boolean | readonly ReadValue[];

export interface Tensor {
  name: string;
  /** Rows first, as everywhere here; the file has it the other way round. */
  shape: readonly number[];
  type: GgufType;
  bytes: Uint8Array;
}

const KIND = { u32: 4, i32: 5, f32: 6, bool: 7, string: 8, array: 9 } as const;

/** A growing file. */
class Out {
  #bytes = new Uint8Array(1 << 16);
  #view = new DataView(this.#bytes.buffer);
  length = 0;

  #room(count: number): number {
    const at = this.length;
    this.length += count;
    if (this.length > this.#bytes.length) {
      const larger = new Uint8Array(2 * this.length);
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }
  // the place first: making room may make the file anew
  #put(count: number, put: (view: DataView, at: number) => void): void {
    const at = this.#room(count);
    put(this.#view, at);
  }
  u32 = (value: number) => this.#put(4, (view, at) => view.setUint32(at, value, true));
  i32 = (value: number) => this.#put(4, (view, at) => view.setInt32(at, value, true));
  f32 = (value: number) => this.#put(4, (view, at) => view.setFloat32(at, value, true));
  u64 = (value: number) => this.#put(8, (view, at) => view.setBigUint64(at, BigInt(value), true));
  bytes(value: Uint8Array): void {
    const at = this.#room(value.length);
    this.#bytes.set(value, at);
  }
  string(value: string): void {
    const bytes = new TextEncoder().encode(value);
    this.u64(bytes.length);
    this.bytes(bytes);
  }
  pad = () => this.#room((ALIGNMENT - (this.length % ALIGNMENT)) % ALIGNMENT);
  whole = () => this.#bytes.slice(0, this.length);
}

function writeValue(out: Out, value: Value): void {
  if (typeof value === 'string') {
    out.u32(KIND.string);
    out.string(value);
  } else if (typeof value === 'boolean') {
    out.u32(KIND.bool);
    out.bytes(Uint8Array.of(Number(value)));
  } else if ('u32' in value) {
    out.u32(KIND.u32);
    out.u32(value.u32);
  } else if ('f32' in value) {
    out.u32(KIND.f32);
    out.f32(value.f32);
  } else {
    const texts = 'i32' in value ? null : value;
    const list = 'i32' in value ? value.i32 : value;
    out.u32(KIND.array);
    out.u32(texts ? KIND.string : KIND.i32);
    out.u64(list.length);
    if (texts) for (const text of texts) out.string(text);
    else for (const number of list as readonly number[]) out.i32(number);
  }
}

export function serialiseGguf(
  metadata: ReadonlyMap<string, Value>,
  tensors: readonly Tensor[],
): Uint8Array<ArrayBuffer> {
  const out = new Out();
  out.u32(MAGIC);
  out.u32(3);
  out.u64(tensors.length);
  out.u64(metadata.size);
  for (const [key, value] of metadata) {
    out.string(key);
    writeValue(out, value);
  }
  let offset = 0;
  for (const { name, shape, type, bytes } of tensors) {
    out.string(name);
    out.u32(shape.length);
    for (const size of [...shape].reverse()) out.u64(size);
    out.u32(TYPES[type]);
    out.u64(offset);
    offset += Math.ceil(bytes.length / ALIGNMENT) * ALIGNMENT;
  }
  out.pad();
  for (const { bytes } of tensors) {
    out.bytes(bytes);
    out.pad();
  }
  return out.whole();
}

const broken = (why: string): RetortError =>
  new RetortError('model-truncated', `This GGUF file is broken: ${why}. Download or export it again.`);

/** Reads from the beginning of a file, never past its end. */
class In {
  at = 0;
  readonly #view: DataView;
  constructor(
    readonly file: Uint8Array,
    /** Bytes of the whole of it. */
    readonly whole: number,
  ) {
    this.#view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  }
  /** Where the next bytes begin, which are there. */
  take(count: number): number {
    const at = this.at;
    if (count > this.file.length - at)
      throw broken(this.file.length < this.whole ? 'what it says of itself has no end' : 'it ends too early');
    this.at += count;
    return at;
  }
  u8 = () => this.#view.getUint8(this.take(1));
  u32 = () => this.#view.getUint32(this.take(4), true);
  /** A count or an offset; throws where it is more than the file has bytes. */
  u64(): number {
    const value = this.#view.getBigUint64(this.take(8), true);
    if (value > BigInt(this.whole)) throw broken('it promises more than it holds');
    return Number(value);
  }
  string(): string {
    const length = this.u64();
    if (length > MOST_TEXT) throw broken('a text in it is too long');
    const at = this.take(length);
    return new TextDecoder().decode(this.file.subarray(at, at + length));
  }
  value(kind: number, depth = 0): ReadValue {
    switch (kind) {
      case 0:
        return this.u8();
      case 1:
        return this.#view.getInt8(this.take(1));
      case 2:
        return this.#view.getUint16(this.take(2), true);
      case 3:
        return this.#view.getInt16(this.take(2), true);
      case KIND.u32:
        return this.u32();
      case KIND.i32:
        return this.#view.getInt32(this.take(4), true);
      case KIND.f32:
        return this.#view.getFloat32(this.take(4), true);
      case KIND.bool:
        return this.u8() !== 0;
      case KIND.string:
        return this.string();
      case KIND.array: {
        if (depth > 2) throw broken('its lists lie too deep');
        const of = this.u32();
        const count = this.u64();
        const list: ReadValue[] = [];
        // each takes a byte at least, so that the end of the file ends this
        for (let i = 0; i < count; i++) list.push(this.value(of, depth + 1));
        return list;
      }
      case 10:
        return Number(this.#view.getBigUint64(this.take(8), true));
      case 11:
        return Number(this.#view.getBigInt64(this.take(8), true));
      case 12:
        return this.#view.getFloat64(this.take(8), true);
      default:
        throw broken(`it has a value of an unknown kind, ${kind}`);
    }
  }
}

const typeOf = (number: number): GgufType | undefined =>
  (Object.keys(TYPES) as GgufType[]).find((type) => TYPES[type] === number);

/** What stands before the weights: what the file says of itself, and of each tensor. */
export interface Head {
  metadata: Map<string, ReadValue>;
  tensors: { name: string; shape: number[]; type: number; offset: number }[];
  /** Bytes. */
  length: number;
}

/**
 * @param beginning of a file, so much that its head is in it. @param whole bytes of all of it. Throws RetortError('model-truncated') where
 * it is broken, 'model-unknown' where it is none, or of a version that is not read.
 */
export function parseHead(beginning: Uint8Array, whole = beginning.length): Head {
  const read = new In(beginning, whole);
  if (beginning.length < 24 || read.u32() !== MAGIC)
    throw new RetortError('model-unknown', 'This is no GGUF file. Choose one that ends in .gguf.');
  const version = read.u32();
  if (version !== 2 && version !== 3)
    throw new RetortError(
      'model-unknown',
      `This GGUF file is of version ${version}, and 2 and 3 are read. Convert it with a current llama.cpp.`,
    );
  const [count, keys] = [read.u64(), read.u64()];
  const metadata = new Map<string, ReadValue>();
  for (let i = 0; i < keys; i++) {
    const key = read.string();
    if (metadata.has(key)) throw broken(`it says ${key.slice(0, 100)} twice`);
    metadata.set(key, read.value(read.u32()));
  }
  const tensors: Head['tensors'] = [];
  for (let i = 0; i < count; i++) {
    const name = read.string();
    const dimensions = read.u32();
    if (dimensions > 4) throw broken(`${name.slice(0, 100)} has ${dimensions} dimensions`);
    const shape = Array.from({ length: dimensions }, () => read.u64()).reverse();
    tensors.push({ name, shape, type: read.u32(), offset: read.u64() });
  }
  return { metadata, tensors, length: read.at };
}

/** Throws as parseHead() does, and 'model-unknown' where weights are packed in a way that is not read. */
export function parseGguf(file: Uint8Array): { metadata: Map<string, ReadValue>; tensors: Tensor[] } {
  const { metadata, tensors: told, length: head } = parseHead(file);
  const described = told.map(({ type: number, ...rest }) => {
    const { name, shape } = rest;
    const type = typeOf(number);
    if (!type)
      throw new RetortError(
        'model-unknown',
        `${name.slice(0, 100)} is packed in a way that is not read here (type ${number}). Choose the file of this model in F32, F16, BF16, Q8_0 or Q4_0.`,
      );
    const weights = shape.reduce((a, b) => a * b, 1);
    const length = bytesOf(type, shape.at(-1) ?? 1, weights);
    if (length === null) throw broken(`a row of ${name.slice(0, 100)} is no whole block`);
    return { ...rest, type, length };
  });
  const alignment = metadata.get('general.alignment') ?? ALIGNMENT;
  if (typeof alignment !== 'number' || alignment % 1 !== 0 || !(alignment >= 1 && alignment <= 1 << 20))
    throw broken('its alignment is none');
  const start = Math.ceil(head / alignment) * alignment;
  checkPlaces(described, file.length - start);
  const tensors = described.map(({ name, shape, type, offset, length }) => ({
    name,
    shape,
    type,
    bytes: file.subarray(start + offset, start + offset + length),
  }));
  return { metadata, tensors };
}

/** Throws where a tensor leaves the file, or two share bytes or a name. */
function checkPlaces(
  tensors: readonly { name: string; offset: number; length: number }[],
  room: number,
): void {
  const names = new Set<string>();
  let end = 0;
  for (const { name, offset, length } of [...tensors].sort((a, b) => a.offset - b.offset)) {
    if (names.has(name)) throw broken(`it has two tensors ${name.slice(0, 100)}`);
    names.add(name);
    if (offset < end) throw broken(`${name.slice(0, 100)} lies over another tensor`);
    end = offset + length;
    if (!(end <= room)) throw broken(`it ends within ${name.slice(0, 100)}`);
  }
}
