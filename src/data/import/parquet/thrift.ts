// Thrift's compact protocol, as far as Parquet's headers use it, with bounds that the reader of Parquet does not have: numbers of
// ten bytes at most, nesting, sizes that the bytes bear out. What passes here takes the reader time and memory that go with the
// number of bytes. @see https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md

export type Thrift = number | boolean | Uint8Array | readonly Thrift[] | ThriftStruct;
/** Fields by their numbers. */
export type ThriftStruct = ReadonlyMap<number, Thrift>;

/** Structs and lists within each other; Parquet's own have six. */
const MOST_DEPTH = 16;

const [TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, STRUCT] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12];

/** A struct, and the offset after it. Throws Error where it is none. */
export function readStruct(bytes: Uint8Array, at = 0): { struct: ThriftStruct; end: number } {
  const cursor = new ThriftCursor(bytes, at);
  return { struct: cursor.struct(0), end: cursor.at };
}

/** A number of seven bits a byte, and the offset after it. Throws Error where it is 2³¹ or more, or does not end. */
export function readVarint(bytes: Uint8Array, at: number): [value: number, end: number] {
  const cursor = new ThriftCursor(bytes, at);
  return [cursor.varint(5, 2 ** 31), cursor.at];
}

export class ThriftCursor {
  constructor(
    readonly bytes: Uint8Array,
    public at: number,
  ) {}

  byte(): number {
    const value = this.bytes[this.at++];
    if (value === undefined) throw new Error('it ends in the middle');
    return value;
  }

  /** @param most bytes of it. @param below what it must be below. */
  varint(most: number, below: number): number {
    let value = 0;
    for (let i = 0; i < most; i++) {
      const byte = this.byte();
      value += (byte % 128) * 128 ** i;
      if (byte < 128 && value < below) return value;
      if (byte < 128) break;
    }
    throw new Error('a number is too large');
  }

  /** Signs lie in the lowest bit. Exact below 2⁵³; larger ones are only told from smaller ones. */
  signed(most: number, below: number): number {
    const value = this.varint(most, below);
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  struct(depth: number): ThriftStruct {
    if (depth > MOST_DEPTH) throw new Error('its header is nested too deep');
    const fields = new Map<number, Thrift>();
    for (let id = 0; ;) {
      const head = this.byte();
      const type = head % 16;
      if (type === 0) return fields;
      id = head < 16 ? this.signed(3, 2 ** 16) : id + (head >> 4);
      fields.set(id, type === TRUE || type === FALSE ? type === TRUE : this.#value(type, depth + 1));
    }
  }

  #value(type: number, depth: number): Thrift {
    switch (type) {
      case TRUE:
      case FALSE: // in a list
        return this.byte() === TRUE;
      case BYTE:
        return (this.byte() << 24) >> 24;
      case I16:
      case I32:
        return this.signed(5, 2 ** 32);
      case I64:
        return this.signed(10, 2 ** 64);
      case DOUBLE:
        this.at += 8;
        return NaN; // of no use to anyone here
      case BINARY: {
        const length = this.varint(5, 2 ** 31);
        if (length > this.bytes.length - this.at) throw new Error('a text is longer than the file');
        return this.bytes.subarray(this.at, (this.at += length));
      }
      case LIST: {
        const head = this.byte();
        const size = head < 0xf0 ? head >> 4 : this.varint(5, 2 ** 31);
        if (size > this.bytes.length - this.at) throw new Error('a list is longer than the file');
        return Array.from({ length: size }, () => this.#value(head % 16, depth + 1));
      }
      case STRUCT:
        return this.struct(depth);
      default:
        throw new Error('its header has a part of no known type');
    }
  }
}
