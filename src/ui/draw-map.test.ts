import { expect, test } from 'vitest';
import { CLASS_COLOURS, mapPixels } from './draw-map';

test('sureness is strength: a coin toss is nearly white, certainty is nearer to the colour of the class', () => {
  const pixels = mapPixels(
    { size: 2, classes: 2 },
    { label: new Uint8Array([0, 1, 0, 1]), confidence: new Uint8Array([127, 127, 255, 255]) },
  );
  const distance = (pixel: number, label: number) =>
    [0, 1, 2].reduce((sum, c) => sum + Math.abs(pixels[4 * pixel + c]! - CLASS_COLOURS[label]![c]!), 0);
  expect(distance(0, 0)).toBeGreaterThan(distance(2, 0));
  expect(distance(3, 1)).toBeLessThan(distance(3, 0));
  expect([3, 7, 11, 15].every((i) => pixels[i] === 255)).toBe(true);
});
