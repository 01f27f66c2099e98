import fc from 'fast-check';
import { expect, it } from 'vitest';
import { frontier } from './pareto';

const place = fc.record({ cost: fc.integer({ min: 1, max: 9 }), score: fc.integer({ min: 0, max: 9 }) });

it('keeps those that nobody beats, and beats all others with one of them', () => {
  fc.assert(
    fc.property(fc.array(place, { maxLength: 12 }), (places) => {
      const best = frontier(places);
      const beats = (a: (typeof places)[0], b: (typeof places)[0]) =>
        a.cost <= b.cost && a.score >= b.score && (a.cost < b.cost || a.score > b.score);
      for (const one of best) expect(places.some((other) => beats(other, one))).toBe(false);
      for (const other of places)
        expect(
          best.some((one) => beats(one, other) || (one.cost === other.cost && one.score === other.score)),
        ).toBe(true);
      expect(best.map(({ cost }) => cost)).toEqual(
        [...new Set(best.map(({ cost }) => cost))].sort((a, b) => a - b),
      );
    }),
  );
});
