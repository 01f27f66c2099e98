// What is done to valid files so that they become hostile: bytes changed, cut, left out and doubled, lengths enlarged, numbers and
// words of JSON exchanged. A mutation is plain data, so that fast-check can shrink it and print it.

import fc from 'fast-check';

export type Bytes = Uint8Array<ArrayBuffer>;

/** Where: headers stand at the start, directories at the end. */
interface Place {
  from: 'start' | 'end' | 'anywhere';
  at: number;
}

export type Mutation = Place &
  (
    | { do: 'byte'; value: number }
    | { do: 'cut' }
    | { do: 'leaveOut' | 'double'; length: number }
    | { do: 'overwrite'; bytes: readonly number[] }
    | { do: 'number'; text: string }
    | { do: 'insert'; text: string }
    | { do: 'json'; path: readonly number[]; text: string }
  );

/** Little-endian sizes at the ends of their ranges, and variable-length ones as protobuf and Thrift have them. */
const SIZES: readonly (readonly number[])[] = [
  [0xff, 0xff],
  [0xff, 0xff, 0xff, 0xff],
  [0xff, 0xff, 0xff, 0x7f],
  [0, 0, 0, 0x80],
  [0, 0, 0, 0],
  [0, 0, 0, 0, 0, 0, 0, 0],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0, 0, 0, 0, 0, 0, 0x20, 0], // 2 ** 53
  [0xff, 0xff, 0xff, 0xff, 0x0f],
  [0xff, 0xff, 0xff, 0xff, 0x07],
  [0xfe, 0xff, 0xff, 0xff, 0x0f],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
  [0, 0, 0xc0, 0x7f], // NaN as float32
];
const NUMBERS = ['0', '1', '-1', '9', '99999999', '4294967296', '9007199254740993', '1e308', '1e999', '0.5'];
const WORDS = [
  '"__proto__":{"polluted":1},',
  '"constructor":{"prototype":{"polluted":1}},',
  '"__proto__":1,',
  '[[[[[[[[',
  '{"a":',
  'null,',
  '\\u0000',
  '../../',
  '&__proto__.polluted=1',
  '&constructor.polluted=1',
  '(a+)+$',
];
const VALUES = [
  ...NUMBERS,
  'null',
  'true',
  '""',
  '"a"',
  '[]',
  '{}',
  '[[]]',
  '[0]',
  '{"__proto__":{"polluted":1}}',
  '"__proto__"',
  '"toString"',
  '"(a+)+$"',
];

const place = { from: fc.constantFrom<Place['from']>('start', 'end', 'anywhere'), at: fc.nat() };

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ ...place, do: fc.constant('byte' as const), value: fc.nat(255) }),
  fc.record({ ...place, do: fc.constant('cut' as const) }),
  fc.record({
    ...place,
    do: fc.constantFrom('leaveOut' as const, 'double' as const),
    length: fc.integer({ min: 1, max: 200 }),
  }),
  fc.record({ ...place, do: fc.constant('overwrite' as const), bytes: fc.constantFrom(...SIZES) }),
  fc.record({ ...place, do: fc.constant('number' as const), text: fc.constantFrom(...NUMBERS) }),
  fc.record({ ...place, do: fc.constant('insert' as const), text: fc.constantFrom(...WORDS) }),
  fc.record({
    ...place,
    do: fc.constant('json' as const),
    path: fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
    text: fc.constantFrom(...VALUES),
  }),
);

/** One to four, one after the other. */
export const mutations = fc.array(mutation, { minLength: 1, maxLength: 4 });

/** How much of a file is its start and its end. */
const EDGE = 400;

function indexOf({ from, at }: Place, length: number): number {
  if (from === 'anywhere') return at % length;
  const offset = at % Math.min(EDGE, length);
  return from === 'start' ? offset : length - 1 - offset;
}

export function mutated(bytes: Bytes, mutation: Mutation): Bytes {
  if (bytes.length === 0) return bytes;
  const at = indexOf(mutation, bytes.length);
  switch (mutation.do) {
    case 'byte':
      return overwritten(bytes, at, [mutation.value]);
    case 'cut':
      return bytes.slice(0, at);
    case 'leaveOut':
      return spliced(bytes, at, mutation.length, new Uint8Array(0));
    case 'double':
      return spliced(bytes, at, 0, bytes.slice(at, at + mutation.length));
    case 'overwrite':
      return overwritten(bytes, at, mutation.bytes);
    case 'number': {
      const start = bytes.findIndex((byte, i) => i >= at && isDigit(byte));
      if (start < 0) return bytes;
      const end = bytes.findIndex((byte, i) => i > start && !isDigit(byte));
      return spliced(bytes, start, (end < 0 ? bytes.length : end) - start, bytesOf(mutation.text));
    }
    case 'insert': {
      const quote = bytes.indexOf(QUOTE, at);
      return spliced(bytes, quote < 0 ? at : quote, 0, bytesOf(mutation.text));
    }
    case 'json':
      return exchanged(bytes, mutation);
    default:
      return mutation satisfies never;
  }
}

const QUOTE = 34;
const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;
const bytesOf = (text: string): Bytes => new TextEncoder().encode(text);

function overwritten(bytes: Bytes, at: number, by: readonly number[]): Bytes {
  const out = bytes.slice();
  out.set(by.slice(0, bytes.length - at), at);
  return out;
}

function spliced(bytes: Bytes, at: number, leaveOut: number, insert: Bytes): Bytes {
  const rest = bytes.subarray(Math.min(bytes.length, at + leaveOut));
  const out = new Uint8Array(at + insert.length + rest.length);
  out.set(bytes.subarray(0, at));
  out.set(insert, at);
  out.set(rest, at + insert.length);
  return out;
}

/** A value of the JSON that the file is, or that stands behind eight bytes of its length, as in safetensors. */
function exchanged(bytes: Bytes, { path, text }: Extract<Mutation, { do: 'json' }>): Bytes {
  const behindLength = bytes[0] !== 123 && bytes[8] === 123;
  const end = behindLength
    ? 8 + Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true))
    : bytes.length;
  const start = behindLength ? 8 : 0;
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes.subarray(start, end)));
  } catch {
    return bytes;
  }
  // as text: hostile numbers and keys are lost as values
  const [mark, marked] = ['\u0001mark', withMark(json, path, '\u0001mark')];
  const head = bytesOf(JSON.stringify(marked).replace(JSON.stringify(mark), () => text));
  const out = spliced(bytes, start, end - start, head);
  if (behindLength) new DataView(out.buffer).setBigUint64(0, BigInt(head.length), true);
  return out;
}

/** A copy in which the value at the end of the path is the mark; each number of the path picks one of a value's parts. */
function withMark(value: unknown, [next, ...path]: readonly number[], mark: string): unknown {
  if (next === undefined || typeof value !== 'object' || value === null) return mark;
  const keys = Object.keys(value);
  if (keys.length === 0) return mark;
  const picked = keys[next % keys.length]!;
  const part: unknown = withMark((value as Record<string, unknown>)[picked], path, mark);
  return Array.isArray(value)
    ? (value as unknown[]).map((one, i) => (`${i}` === picked ? part : one))
    : { ...value, [picked]: part };
}
