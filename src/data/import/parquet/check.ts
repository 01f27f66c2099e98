// What a Parquet file must be before its reader (hyparquet) sees it, which trusts what files say of themselves: everything lies in
// the file and nothing twice, and what pages unpack to stays within what may be imported. Throws Error that says why not.
// @see https://github.com/apache/parquet-format

import type { ColumnMetaData, FileMetaData, SchemaElement } from 'hyparquet';
import { MOST_DEPTH, MOST_UNPACKED_BYTES, MOST_VALUES } from '../limits';
import { walkDeltas, walkRuns } from './encodings';
import { readStruct, type ThriftStruct } from './thrift';

/** Of one codec: a page from its bytes and its size. */
export type Unpack = (packed: Uint8Array, size: number) => Uint8Array;

/** Says that a file holds more than fits, not that it is broken. */
export class TooLarge extends Error {}

/** The footer's bytes, before they are read. */
export async function checkFooter(file: Blob): Promise<void> {
  const end = new DataView(await file.slice(-8).arrayBuffer());
  const length = end.byteLength < 8 ? Infinity : end.getUint32(0, true);
  if (length > file.size - 8) throw new Error('it is cut off');
  readStruct(new Uint8Array(await file.slice(file.size - 8 - length, -8).arrayBuffer()));
}

interface Levels {
  repetition: number;
  definition: number;
}
interface Column extends Levels {
  /** Names of its path: a value may cost as many lists. */
  depth: number;
  typeLength: number;
}

/** Types whose values may unfold to any size. */
const UNREAD = ['VARIANT', 'GEOMETRY', 'GEOGRAPHY'];

/**
 * All pages of all columns.
 * @param unpackers by codec. @param onPage after each.
 */
export async function checkPages(
  file: Blob,
  { schema, row_groups: groups, num_rows }: FileMetaData,
  unpackers: Readonly<Partial<Record<string, Unpack>>>,
  onPage: () => void,
): Promise<void> {
  const columns = columnsOf(schema);
  const rows = groups.reduce((sum, group) => sum + within(group.num_rows, MOST_VALUES), 0);
  if (rows !== Number(num_rows)) throw new Error('its parts have other numbers of rows than it says');
  const budget = new Budget();
  new Budget().takeValues(rows * columns.size);
  let stored = 0;
  for (const { columns: chunks } of groups) {
    if (chunks.length > columns.size) throw new Error('a column is there twice');
    for (const { meta_data: meta } of chunks) {
      if (!meta) throw new Error('what is known of a column is left out, as of encrypted ones');
      const column = columns.get(meta.path_in_schema.join('.'));
      if (!column) throw new Error('a column has no name');
      const start = within(meta.dictionary_page_offset || meta.data_page_offset, file.size);
      const size = within(meta.total_compressed_size, file.size - start);
      if ((stored += size) > file.size) throw new Error('columns lie on top of each other');
      const unpack = unpackers[meta.codec];
      if (!unpack)
        throw new Error(
          `it is packed by ${meta.codec}, which is not read here: pack it by Snappy or Zstandard`,
        );
      const bytes = new Uint8Array(await file.slice(start, start + size).arrayBuffer());
      for (let at = 0; at < bytes.length - 1; onPage())
        at = checkPage(bytes, at, meta, column, unpack, budget);
    }
  }
}

/** Leaves by their paths. */
function columnsOf(schema: readonly SchemaElement[]): Map<string, Column> {
  const columns = new Map<string, Column>();
  let next = 0;
  const visit = (path: readonly string[], outer: Levels): void => {
    const element = schema[next++];
    if (!element || path.length > MOST_DEPTH) throw new Error('its columns are nested wrongly');
    if (UNREAD.includes(element.logical_type?.type ?? ''))
      throw new Error(`“${element.name}” is of type ${element.logical_type!.type}: leave that column out`);
    const { name, num_children, repetition_type, type_length } = element;
    const isRoot = next === 1;
    const here = isRoot ? [] : [...path, name];
    const levels = {
      repetition: outer.repetition + Number(repetition_type === 'REPEATED'),
      definition: outer.definition + Number(!isRoot && repetition_type !== 'REQUIRED'),
    };
    if (name === '__proto__') throw new Error('a column is called __proto__');
    for (let i = 0; i < (num_children ?? 0); i++) visit(here, levels);
    if (num_children) return;
    const key = here.join('.');
    if (columns.has(key)) throw new Error('two columns have one name');
    columns.set(key, { ...levels, depth: here.length, typeLength: type_length ?? 0 });
  };
  visit([], { repetition: 0, definition: 0 });
  return columns;
}

/** What all pages may hold together. */
class Budget {
  #bytes = MOST_UNPACKED_BYTES;
  #values = MOST_VALUES;

  takeBytes(bytes: number): void {
    if ((this.#bytes -= bytes) < 0)
      throw new TooLarge(`unpacked, it is larger than the ${MOST_UNPACKED_BYTES / 1e6} MB that fit`);
  }

  takeValues(values: number): void {
    if ((this.#values -= values) < 0)
      throw new TooLarge(`it has more than the ${MOST_VALUES / 1e6} million values that fit`);
  }
}

/** @returns the offset after the page. */
function checkPage(
  bytes: Uint8Array,
  at: number,
  meta: ColumnMetaData,
  column: Column,
  unpack: Unpack,
  budget: Budget,
): number {
  const { struct, end: start } = readStruct(bytes, at);
  const unpacked = within(struct.get(2), MOST_UNPACKED_BYTES);
  const size = within(struct.get(3), bytes.length - start);
  const packed = bytes.slice(start, start + size);
  budget.takeBytes(unpacked);
  const [type, v1, dictionary, v2] = [struct.get(1), partOf(struct, 5), partOf(struct, 7), partOf(struct, 8)];
  if (type === 2 && dictionary) {
    takeValues(dictionary, column, budget);
    whole(unpack(packed, unpacked), unpacked);
  } else if (type === 0 && v1) {
    const count = takeValues(v1, column, budget);
    const page = whole(unpack(packed, unpacked), unpacked);
    let offset = 0;
    let present = count;
    for (const level of [column.repetition, column.definition]) {
      if (level === 0) continue;
      const { equal } = walkRuns(page, offset + 4, bitsOf(level), count, level);
      if (level === column.definition) present = equal;
      offset += 4 + within(uint32(page, offset), page.length - offset - 4);
    }
    checkValues(page, offset, present, { meta, column, encoding: v1.get(2), budget, v2: false });
  } else if (type === 3 && v2) {
    const count = takeValues(v2, column, budget);
    const repetition = within(v2.get(6), size);
    const definition = within(v2.get(5), size - repetition);
    if (column.repetition > 0) walkRuns(packed, 0, bitsOf(column.repetition), count);
    if (column.definition > 0) walkRuns(packed, repetition, bitsOf(column.definition), count);
    const values = packed.slice(repetition + (column.definition > 0 ? definition : 0));
    const length = unpacked - repetition - definition;
    const page = v2.get(7) !== false && length !== 0 ? whole(unpack(values, length), length) : values;
    const present = count - within(v2.get(2), count);
    checkValues(page, 0, present, { meta, column, encoding: v2.get(4), budget, v2: true });
  } else throw new Error('a page is of no known kind');
  return start + size;
}

interface Values {
  meta: ColumnMetaData;
  column: Column;
  encoding: unknown;
  budget: Budget;
  /** Of a page of the second version. */
  v2: boolean;
}

const [PLAIN, PLAIN_DICTIONARY, RLE, DELTAS, DELTA_LENGTHS, DELTA_STRINGS, RLE_DICTIONARY, SPLIT] = [
  0, 2, 3, 5, 6, 7, 8, 9,
];

function checkValues(page: Uint8Array, at: number, count: number, values: Values): void {
  const { meta, column, encoding, budget, v2 } = values;
  const isBoolean = meta.type === 'BOOLEAN';
  switch (encoding) {
    case PLAIN: // the reader meets the end of the page
      return;
    case RLE:
    case PLAIN_DICTIONARY:
    case RLE_DICTIONARY: {
      if (v2 ? encoding === RLE : isBoolean) return void walkRuns(page, at + 4, 1, count);
      const width = page[at] ?? 0;
      if (width > 0 || v2) walkRuns(page, at + 1, width, count);
      return;
    }
    case DELTAS:
      return void walkDeltas(page, at, count);
    case DELTA_LENGTHS:
      return void walkDeltas(page, at, count);
    case DELTA_STRINGS: {
      const shared = walkDeltas(page, at, count);
      budget.takeBytes(Math.max(0, shared.sum));
      return void walkDeltas(page, shared.end, count);
    }
    case SPLIT:
      if (count * (WIDTHS[meta.type] ?? column.typeLength) > page.length - at)
        throw new Error('a page has fewer values than it says');
      return;
    default:
      throw new Error('its values are in an encoding that is not read here: write it with plain values');
  }
}

const WIDTHS: Readonly<Record<string, number>> = { INT32: 4, FLOAT: 4, INT64: 8, DOUBLE: 8 };

/** How many values a page says it has. */
function takeValues(header: ThriftStruct, { depth }: Column, budget: Budget): number {
  const count = within(header.get(1), MOST_VALUES);
  budget.takeValues(count * depth);
  return count;
}

function whole(page: Uint8Array, size: number): Uint8Array {
  if (page.length !== size) throw new Error('a page is of another size than it says');
  return page;
}

function partOf(struct: ThriftStruct, field: number): ThriftStruct | null {
  const part = struct.get(field);
  return part instanceof Map ? part : null;
}

/** A number from 0 to `most`. Throws Error where it is none. */
function within(value: unknown, most: number): number {
  const number = typeof value === 'bigint' || typeof value === 'number' ? Number(value) : NaN;
  if (!Number.isSafeInteger(number) || number < 0 || number > most)
    throw new Error('a size or an offset in it leads out of the file');
  return number;
}

const bitsOf = (level: number): number => 32 - Math.clz32(level);

const uint32 = (page: Uint8Array, at: number): number =>
  page.length < at + 4 ? NaN : new DataView(page.buffer, page.byteOffset).getUint32(at, true);
