import { expect, test } from 'vitest';
import { confusions, shades } from './confusions';

const counts = [8, 2, 0, 1, 3, 4, 0, 0, 0]; // right classes in rows

test('mistakes come by how often they happen, right answers are none', () => {
  expect(confusions(counts, 3)).toEqual([
    { right: 1, answered: 2, count: 4, share: 0.5 },
    { right: 0, answered: 1, count: 2, share: 0.2 },
    { right: 1, answered: 0, count: 1, share: 0.125 },
  ]);
});

test('shades go by the row, and a class that never occurs has none', () => {
  const drawn = shades(counts, 3);
  expect(drawn[0]).toBeCloseTo(Math.sqrt(0.8));
  expect(drawn.slice(6)).toEqual([0, 0, 0]);
});
