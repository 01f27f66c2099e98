import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inkOf, inkPath, putInk } from './ink';

const up = (value: number) => value;
const [WIDTH, HEIGHT] = [50, 40];
const inkOfValues = (all: readonly number[]) =>
  inkOf(
    { x: Float64Array.from(all.keys()), y: Float64Array.from(all) },
    { from: 0, to: all.length - 1, up },
    WIDTH,
    HEIGHT,
  );

test('each column is inked from the highest to the lowest of its values, and touches the column before it', () => {
  const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: 2,
    maxLength: 2000,
    size: 'max',
  });
  fc.assert(
    fc.property(values, (all) => {
      const { top, bottom } = inkOfValues(all);
      const scale = WIDTH / (all.length - 1);
      for (const [i, value] of all.entries()) {
        const column = Math.floor(i * scale);
        if (column >= WIDTH) continue;
        const place = HEIGHT * (1 - value);
        // float32 holds pixels to 1e-5
        expect(top[column]! - 1e-4).toBeLessThanOrEqual(place);
        expect(bottom[column]! + 1e-4).toBeGreaterThanOrEqual(place);
      }
      for (let column = 1; column < WIDTH; column++) {
        expect(top[column]! - 1e-4).toBeLessThanOrEqual(bottom[column - 1]!);
        expect(bottom[column]! + 1e-4).toBeGreaterThanOrEqual(top[column - 1]!);
        expect(bottom[column]! - top[column]!).toBeGreaterThan(1 - 1e-4);
      }
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

test('there is no ink before the first value and after the last, nor of values without a place', () => {
  const x = Float64Array.of(2, 3, 4, 5);
  const { top, bottom } = inkOf(
    { x, y: Float64Array.of(NaN, 0.5, NaN, 0.5) },
    { from: 0, to: 10, up },
    10,
    HEIGHT,
  );
  const inked = [...top.keys()].filter((column) => top[column]! <= bottom[column]!);
  expect(inked).toEqual([3, 4, 5]);
  expect(inked.map((column) => [top[column], bottom[column]])).toEqual(inked.map(() => [19.5, 20.5]));
});

test('pixels take the colour by how much of them is covered; a second curve lies over the first', () => {
  const pixels = new Uint8ClampedArray(4 * 3);
  const one = (top: number, bottom: number) => ({
    top: Float32Array.of(top),
    bottom: Float32Array.of(bottom),
  });
  putInk(pixels, one(0.5, 2), [255, 0, 0]);
  expect([...pixels]).toEqual([255, 0, 0, 128, 255, 0, 0, 255, 0, 0, 0, 0]);
  putInk(pixels, one(1.5, 9), [0, 0, 255]);
  expect([...pixels.slice(4)]).toEqual([128, 0, 128, 255, 0, 0, 255, 255]);
});

test('as a shape it goes round each stretch of ink', () => {
  const ink = { top: Float32Array.of(1, 2, Infinity, 0), bottom: Float32Array.of(3, 4, -Infinity, 1) };
  expect(inkPath(ink)).toBe('M0 1.0V1.0H1V2.0H2V4.0H1V3.0H0ZM3 0.0V0.0H4V1.0H3Z');
});
