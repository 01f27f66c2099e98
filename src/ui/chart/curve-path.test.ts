import fc from 'fast-check';
import { expect, test } from 'vitest';
import { curvePath, firstAtLeast, SIDE, smoothed } from './curve-path';

const points = (path: string): [number, number][] =>
  path
    .split(/[ML]/)
    .filter(Boolean)
    .map((pair) => pair.split(' ').map(Number) as [number, number]);
const grouped = <T>(all: Iterable<T>, by: (one: T) => number): Map<number, T[]> => {
  const groups = new Map<number, T[]>();
  for (const one of all) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return groups;
};
const up = (value: number) => value;

test('a short curve is drawn value by value', () => {
  const curve = { x: Float64Array.of(0, 5, 10), y: Float64Array.of(0, 1, 0.5) };
  expect(curvePath(curve, { from: 0, to: 10, up })).toBe(`M0 ${SIDE}L500 0L${SIDE} 500`);
});

test('each column keeps its lowest and its highest value, and has no more than two', () => {
  const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: 2,
    maxLength: 6000,
    size: 'max',
  });
  fc.assert(
    fc.property(values, (all) => {
      const x = Float64Array.from(all.keys());
      const drawn = points(curvePath({ x, y: Float64Array.from(all) }, { from: 0, to: all.length - 1, up }));
      const columns = grouped(drawn, ([at]) => at);
      const expected = grouped(all.keys(), (i) => Math.round(i * (SIDE / (all.length - 1))));
      expect(columns.size).toBe(expected.size);
      for (const [at, members] of expected) {
        const heights = members.map((i) => SIDE - Math.round(SIDE * all[i]!));
        const there = columns.get(at)!.map(([, y]) => y);
        expect(there.length).toBeLessThanOrEqual(2);
        expect([Math.min(...there), Math.max(...there)]).toEqual([
          Math.min(...heights),
          Math.max(...heights),
        ]);
      }
    }),
    { numRuns: 40, endOnFailure: true },
  );
});

test('a part of a curve runs out of the view on both sides; values without a place are left out', () => {
  const curve = { x: Float64Array.of(0, 1, 2, 3, 4), y: Float64Array.of(0.1, 0.2, NaN, 0.4, 0.5) };
  const drawn = points(curvePath(curve, { from: 1.5, to: 2.5, up }));
  expect(drawn.map(([at]) => at)).toEqual([-500, 1500]);
  expect(curvePath({ x: new Float64Array(), y: new Float64Array() }, { from: 0, to: 1, up })).toBe('');
});

test('smoothing starts at the first value, keeps a level, and at 0 changes nothing', () => {
  const y = Float64Array.of(4, 4, 4);
  expect([...smoothed(y, 0.9)].map((value) => Number(value.toPrecision(12)))).toEqual([4, 4, 4]);
  expect(smoothed(y, 0)).toBe(y);
  const [a, b] = smoothed(Float64Array.of(1, 3), 0.5);
  expect([a, b]).toEqual([1, (0.25 * 1 + 0.5 * 3) / 0.75]);
});

test('a place in an ascending array', () => {
  const x = Float64Array.of(1, 3, 3, 7);
  expect([0, 3, 4, 8].map((value) => firstAtLeast(x, value))).toEqual([0, 1, 3, 4]);
});
