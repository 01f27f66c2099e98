import { describe, expect, it } from 'vitest';
import { datasets } from '../catalog/datasets';
import { EXTENT, makePoints, PER_CLASS, type PointsOptions } from './points';
import { makeTextbook, TEXTBOOK } from './textbook';

const shapes = datasets.flatMap(({ id }) => (id === 'textbook' ? [] : [id]));
const settings = shapes.flatMap((dataset) => [2, 3, 6].map((classes) => ({ dataset, classes })));
const make = (options: Partial<PointsOptions>) =>
  makePoints({ dataset: 'spirals', classes: 3, noise: 0.1, seed: 1, ...options });

describe('makePoints', () => {
  it.each(settings)('$dataset with $classes classes: equally many of each, on the map', (options) => {
    const { train, test, width } = make(options);
    expect(width).toBe(2);
    for (const { x, label, n } of [train, test]) {
      expect(n).toBe(PER_CLASS * options.classes);
      expect(x).toHaveLength(2 * n);
      for (let k = 0; k < options.classes; k++) {
        expect(label.filter((value) => value === k)).toHaveLength(PER_CLASS);
      }
      const off = x.filter((value) => Math.abs(value) > EXTENT).length;
      expect(off / x.length).toBeLessThan(0.01);
    }
  });

  it.each(settings)('$dataset with $classes classes can be told apart without noise', (options) => {
    const { train, test } = make({ ...options, noise: 0 });
    let right = 0;
    for (let i = 0; i < test.n; i++) {
      let nearest = 0;
      let least = Infinity;
      for (let j = 0; j < train.n; j++) {
        const distance = Math.hypot(
          test.x[2 * i]! - train.x[2 * j]!,
          test.x[2 * i + 1]! - train.x[2 * j + 1]!,
        );
        if (distance < least) [nearest, least] = [j, distance];
      }
      right += Number(train.label[nearest] === test.label[i]);
    }
    expect(right / test.n).toBeGreaterThan(0.97);
  });

  it('gives the same points for the same seed, others for the test and for another seed', () => {
    const points = make({});
    expect(make({})).toEqual(points);
    expect(make({ seed: 2 }).train.x).not.toEqual(points.train.x);
    expect(points.test.x).not.toEqual(points.train.x);
  });

  it('strays further with more noise', () => {
    const off = (noise: number): number => {
      const [clean, noisy] = [
        make({ dataset: 'blobs', noise: 0 }).train.x,
        make({ dataset: 'blobs', noise }).train.x,
      ];
      return clean.reduce((sum, value, i) => sum + Math.abs(value - noisy[i]!), 0) / clean.length;
    };
    expect(off(0.4)).toBeGreaterThan(1.5 * off(0.2));
  });
});

describe('makeTextbook', () => {
  it('draws standard normal numbers, fresh ones for the test', () => {
    const { train, test } = makeTextbook(3);
    expect([train.n, test.n]).toEqual([TEXTBOOK.rows * TEXTBOOK.epochs, 2000]);
    const mean = train.x.reduce((a, b) => a + b) / train.x.length;
    const square = train.x.reduce((a, b) => a + b * b, 0) / train.x.length;
    // of 10,000 numbers: three standard errors are 0.03 and 0.04
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(square - 1)).toBeLessThan(0.045);
    expect(test.x.slice(0, 10)).not.toEqual(train.x.slice(0, 10));
  });
});
