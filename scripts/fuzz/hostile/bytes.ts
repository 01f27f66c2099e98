// Hostile files are put together by hand, byte by byte: what that takes.

import type { ErrorCode } from '../../../src/lib/errors';
import type { Bytes } from '../mutations';
import { type Files, parsers } from '../parsers';

/** What it is, the files, and what must become of them. */
export type Hostile = readonly [what: string, files: Files, outcome: ErrorCode | 'accepted'];

export { bytesOf } from '../parsers';

/** A valid case of a parser. */
export async function validOf(parser: string, i = 0): Promise<Files> {
  return (await parsers.find(({ id }) => id === parser)!.corpus())[i]!;
}

export const jsonOf = (bytes: Bytes | undefined) =>
  JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;

export function joined(...parts: readonly Uint8Array[]): Bytes {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (out.set(part, at), at + part.length), 0);
  return out;
}

export function littleEndian(value: bigint, bytes = 8): Bytes {
  const out = new Uint8Array(8);
  new DataView(out.buffer).setBigUint64(0, value, true);
  return out.slice(0, bytes);
}

/** Seven bits a byte, as protobuf and Thrift have it. */
export function varint(value: number): Bytes {
  const out = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    out.push((rest % 128) + (rest >= 128 ? 128 : 0));
    if (rest < 128) return Uint8Array.from(out);
  }
}
