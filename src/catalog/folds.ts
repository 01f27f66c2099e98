// k-fold cross-validation as a setting of a run: "2/5" is the run that is tested on the second fifth of the rows and trained on the
// others. One such run is one fold; a race over all of them tests every row once. data/folds.ts makes the cut.

import { upTo } from '../lib/up-to';

/** The set as it was split when it came. */
export const NO_FOLD = 'none';
/** Of a setting of another form nothing is known. */
const FORM = /^(\d{1,2})\/(\d{1,2})$/;
/** One fold to test, one to validate, one to train at least. */
export const LEAST_FOLDS = 3;
export const MOST_FOLDS = 10;
/** Tests of fewer rows are small: 80 % right of 100 may be anything from 71 to 87 %. */
export const SMALL_TEST = 100;

export interface Fold {
  /** Counted from 0. */
  tested: number;
  of: number;
}

/** Null for NO_FOLD and for what names none. */
export function foldNamed(name: string): Fold | null {
  const [, tested = 0, of = 0] = (FORM.exec(name) ?? []).map(Number);
  return of >= LEAST_FOLDS && of <= MOST_FOLDS && tested >= 1 && tested <= of
    ? { tested: tested - 1, of }
    : null;
}

/** All folds of so many. */
export const foldNames = (of: number): string[] => upTo(of).map((i) => `${i + 1}/${of}`);
