// Coloured points in the plane, drawn from a seed: spirals, rings, blobs with 2 to 6 classes. Coordinates reach about ±2, so
// that a network of ordinary first weights sees them at a scale it can bend on. Not the textbook's ten numbers (textbook.ts).

import type { DatasetId } from '../catalog/datasets';
import { createRng, type Rng } from '../lib/rng';

/** Inputs and classes of a task whose examples are rows of numbers. */
export interface RowSet {
  /** [n, width], row-major. */
  x: Float32Array<ArrayBuffer>;
  /** Class of each row, [n]. */
  label: Int32Array<ArrayBuffer>;
  n: number;
}

export interface RowData {
  /** Numbers in a row. */
  width: number;
  classes: number;
  train: RowSet;
  test: RowSet;
}

export interface PointsOptions {
  dataset: Exclude<DatasetId, 'textbook'>;
  classes: number;
  /** Standard deviation of the scatter, in units of the radius. */
  noise: number;
  seed: number;
}

/** Points of each class, in training and again for the test. */
export const PER_CLASS = 150;
/** Decision maps show [-EXTENT, EXTENT]². */
export const EXTENT = 2.5;

const RADIUS = 2;
const TURNS = 1;

type Place = (rng: Rng, k: number, classes: number) => [number, number];

const polar = (radius: number, angle: number): [number, number] => [
  radius * Math.cos(angle),
  radius * Math.sin(angle),
];

/** Where the middle of a class's shape lies, before noise. */
const places: Record<PointsOptions['dataset'], Place> = {
  spirals: (rng, k, classes) => {
    const along = 0.1 + 0.9 * rng.next(); // the arms would touch at the very centre
    return polar(RADIUS * along, 2 * Math.PI * (TURNS * along + k / classes));
  },
  rings: (rng, k, classes) => polar((RADIUS * (k + 0.5)) / classes, 2 * Math.PI * rng.next()),
  blobs: (_, k, classes) => polar(0.7 * RADIUS, 2 * Math.PI * (k / classes)),
};

/** A blob is a cloud even without noise; an arm or a ring is a line, and stays apart from its neighbours at usual noise. */
const scatter: Record<PointsOptions['dataset'], (noise: number, classes: number) => number> = {
  spirals: (noise, classes) => (RADIUS * noise) / classes,
  rings: (noise, classes) => (RADIUS * noise) / classes,
  blobs: (noise) => 0.15 + RADIUS * noise,
};

/** Rows dealt class by class, so that every class has as many. */
function draw({ dataset, classes, noise }: PointsOptions, rng: Rng): RowSet {
  const n = PER_CLASS * classes;
  const x = new Float32Array(2 * n); // [n, 2]
  const label = Int32Array.from({ length: n }, (_, i) => i % classes); // [n]
  const spread = scatter[dataset](noise, classes);
  for (let i = 0; i < n; i++) {
    const [a, b] = places[dataset](rng, label[i]!, classes);
    x[2 * i] = a + spread * rng.normal();
    x[2 * i + 1] = b + spread * rng.normal();
  }
  return { x, label, n };
}

/** Training and test points of one seed; the test is drawn anew, not held out of the same draw. */
export function makePoints(options: PointsOptions): RowData {
  const rng = createRng(options.seed);
  return {
    width: 2,
    classes: options.classes,
    train: draw(options, rng.fork('train points')),
    test: draw(options, rng.fork('test points')),
  };
}
