import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spread } from './spread';

test('a selection has the last row, keeps the order and is never too long', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 60 }), (n, most) => {
      const items = Array.from({ length: n }, (_, i) => i);
      const chosen = spread(items, most);
      expect(chosen).toHaveLength(Math.min(n, most));
      expect(chosen.at(-1)).toBe(items.at(-1));
      expect(chosen.every((item, i) => i === 0 || item > chosen[i - 1]!)).toBe(true);
    }),
  );
});
