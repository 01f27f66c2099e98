// Walks the values of a page as the reader will, and refuses what would cost it more than there are values: runs beyond the end,
// deltas that never end, strings that each repeat the one before.

import { readVarint, ThriftCursor } from './thrift';

/** Widths of numbers are at most this. */
const MOST_BITS = 32;
/** What a writer may append of a bit-packed run, whose zeros have no bytes when they are 0 bits wide: a block of DuckDB's. */
const SLACK_GROUPS = 32;

/** What a walk found, and where it ended. */
interface Runs {
  end: number;
  /** How many of the numbers are `top`. */
  equal: number;
}

/**
 * So many numbers in runs: repeated ones, and bit-packed ones by eights. Throws Error where a run goes beyond them.
 * @param width bits of a number. @param top which number is counted.
 */
export function walkRuns(page: Uint8Array, at: number, width: number, count: number, top = -1): Runs {
  if (width > MOST_BITS) throw new Error('numbers in it are too wide');
  let equal = 0;
  let seen = 0;
  while (seen < count) {
    const [header, start] = readVarint(page, at);
    const size = header >> 1;
    if (header % 2 === 1) {
      const bytes = Math.max(1, size * width);
      const groups = Math.ceil((count - seen) / 8);
      if (size === 0 || bytes > page.length - start || (width === 0 && size > groups + SLACK_GROUPS))
        throw new Error('a run in it is longer than its page');
      if (top >= 0) equal += packedEqual(page, start, width, Math.min(8 * size, count - seen), top);
      at = start + bytes;
      seen += 8 * size;
    } else {
      const bytes = Math.ceil(width / 8);
      if (size > count - seen || bytes > page.length - start)
        throw new Error('a run in it is longer than its page');
      let value = 0;
      for (let i = 0; i < bytes; i++) value += page[start + i]! * 256 ** i;
      if (value === top) equal += size;
      at = start + bytes;
      seen += size;
    }
  }
  return { end: at, equal };
}

function packedEqual(page: Uint8Array, start: number, width: number, count: number, top: number): number {
  let equal = 0;
  for (let i = 0; i < count; i++) equal += Number(bitsAt(page, start, i * width, width) === top);
  return equal;
}

/** @param bit from the lowest of the byte at `start`. */
function bitsAt(page: Uint8Array, start: number, bit: number, width: number): number {
  let value = 0;
  for (let taken = 0; taken < width;) {
    const shift = (bit + taken) % 8;
    const bits = Math.min(8 - shift, width - taken);
    value += (((page[start + ((bit + taken) >> 3)] ?? 0) >> shift) % 2 ** bits) * 2 ** taken;
    taken += bits;
  }
  return value;
}

/** DELTA_BINARY_PACKED. Throws Error where its blocks are of sizes that no writer uses. @returns where it ends, and the numbers' sum. */
export function walkDeltas(page: Uint8Array, at: number, count: number): { end: number; sum: number } {
  const cursor = new ThriftCursor(page, at);
  const block = cursor.varint(5, 2 ** 31);
  const parts = cursor.varint(5, 2 ** 31);
  const each = block / parts;
  if (parts === 0 || parts > 4096 || each > 65_536 || each % 8 !== 0)
    throw new Error('its deltas come in blocks of a wrong size');
  cursor.varint(5, 2 ** 31); // how many, once more
  let value = cursor.signed(10, 2 ** 64);
  let sum = value;
  for (let left = count - 1; left > 0;) {
    const least = cursor.signed(10, 2 ** 64);
    const widths = cursor.at;
    cursor.at += parts;
    for (let i = 0; i < parts && left > 0; i++) {
      const width = page[widths + i];
      if (width === undefined || width > 64) throw new Error('numbers in it are too wide');
      for (let j = 0; j < each && left > 0; j++, left--)
        sum += value += least + (width === 0 ? 0 : bitsAt(page, cursor.at, j * width, width));
      cursor.at += (each * width) / 8;
    }
  }
  return { end: cursor.at, sum };
}
