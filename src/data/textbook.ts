// The textbook's example: ten random numbers, five classes, a linear teacher that nobody trained, Adam, 100 epochs of 10 rows.
// Its code leaves open whether the 10 rows are the same in each epoch. Here they are fresh ones: the teacher's five answers
// differ by 4 · 11 unknowns, of which the same 10 rows fix at most 4 · 10, so a student that has fitted them perfectly still
// agrees with its teacher on fresh inputs only about three times in four (distillation/textbook.test.ts measures both).
// The textbook's labels are random and never used; ours are the teacher's own choices.

import { createRng } from '../lib/rng';
import type { RowSet } from './points';

export const TEXTBOOK = { width: 10, classes: 5, rows: 10, epochs: 100, test: 2000 } as const;

/** Standard normal inputs [n, 10]; the labels stay 0 until the teacher gives them. */
function inputs(n: number, seed: number, label: string): RowSet {
  const rng = createRng(seed).fork(label);
  return {
    x: Float32Array.from({ length: n * TEXTBOOK.width }, () => rng.normal()),
    label: new Int32Array(n),
    n,
  };
}

/** 1000 rows to train on (each seen once in the textbook's 100 epochs of 10) and 2000 fresh ones to test on. */
export function makeTextbook(seed: number): { train: RowSet; test: RowSet } {
  return {
    train: inputs(TEXTBOOK.rows * TEXTBOOK.epochs, seed, 'train rows'),
    test: inputs(TEXTBOOK.test, seed, 'test rows'),
  };
}
