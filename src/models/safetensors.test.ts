import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floatToHalf, halfToFloat, parseSafetensors, serialiseSafetensors } from './safetensors';

const tensors = {
  'a.weight': { shape: [2, 3], data: Float32Array.from([1, -2, 0.5, 65504, 1e-7, 0]) },
  'b.weight': { shape: [1], data: Float32Array.from([Math.PI]) },
  empty: { shape: [0], data: new Float32Array(0) },
};

/** A file with any header, for broken ones. */
function file(header: unknown, data: number[]): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + head.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(head.length), true);
  bytes.set(head, 8);
  bytes.set(data, 8 + head.length);
  return bytes;
}

describe('safetensors', () => {
  it('reads back float32 bit for bit', () => {
    expect(parseSafetensors(serialiseSafetensors(tensors, 'F32'))).toEqual(tensors);
  });

  it('reads back float16 to 11 bits', () => {
    const back = parseSafetensors(serialiseSafetensors(tensors, 'F16'));
    expect([...back['a.weight']!.data]).toEqual([1, -2, 0.5, 65504, 1.1920928955078125e-7, 0]);
    expect(Math.abs(back['b.weight']!.data[0]! - Math.PI)).toBeLessThan(Math.PI * 2 ** -11);
  });

  it('reads a file written by the safetensors package, bfloat16 included', () => {
    // safetensors.torch.save({'h': half([[1.5, -0.25]]), 'b': bfloat16([3.0])}, {'made': 'here'})
    const header = {
      __metadata__: { made: 'here' },
      b: { dtype: 'BF16', shape: [1], data_offsets: [0, 2] },
      h: { dtype: 'F16', shape: [1, 2], data_offsets: [2, 6] },
    };
    const read = parseSafetensors(file(header, [0x40, 0x40, 0x00, 0x3e, 0x00, 0xb4]));
    expect([...read['h']!.data]).toEqual([1.5, -0.25]);
    expect([...read['b']!.data]).toEqual([3]);
  });

  it('says that a file is cut off, wherever it is cut', () => {
    const whole = serialiseSafetensors(tensors, 'F16');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
        expect(() => parseSafetensors(whole.slice(0, length))).toThrow(/again/);
      }),
    );
  });

  it.each([
    ['text', file('not json', []), /not JSON/],
    ['a list', file('null', []), /no object/],
    [
      'a wrong shape',
      file({ a: { dtype: 'F32', shape: [2], data_offsets: [0, 4] } }, [0, 0, 0, 0]),
      /wrong length/,
    ],
    [
      'no shape',
      file({ a: { dtype: 'F32', data_offsets: [0, 4] } }, [0, 0, 0, 0]),
      /header is wrong at a.shape/,
    ],
    ['integers', file({ a: { dtype: 'I8', shape: [1], data_offsets: [0, 1] } }, [0]), /stored as I8/],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => parseSafetensors(bytes)).toThrow(message);
  });
});

describe('half precision', () => {
  it('comes back from every finite bit pattern', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const value = halfToFloat(bits);
      if (!Number.isNaN(value)) expect(floatToHalf(value)).toBe(bits);
    }
    expect(halfToFloat(floatToHalf(NaN))).toBeNaN();
  });

  it('rounds to the nearest, ties to even', () => {
    expect(halfToFloat(floatToHalf(2049))).toBe(2048);
    expect(halfToFloat(floatToHalf(2051))).toBe(2052);
    expect(halfToFloat(floatToHalf(65519))).toBe(65504);
    expect(halfToFloat(floatToHalf(65520))).toBe(Infinity);
    expect(halfToFloat(floatToHalf(2 ** -25))).toBe(0);
  });
});
