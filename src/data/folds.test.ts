// Cross-validation: every labelled row is tested once, and never by a model that saw it.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldsOf } from './folds';
import { type TextSet, UNLABELLED } from './text-set';

/** A set with so many rows a label, spread over the three splits; texts are all different. */
function setOf(counts: readonly number[], unlabelled = 0): TextSet {
  const labels = [
    ...counts.flatMap((n, label) => Array<number>(n).fill(label)),
    ...Array<number>(unlabelled).fill(UNLABELLED),
  ];
  const rows = labels.map((label, i) => ({ text: `row ${i}`, label, split: i % 3 }));
  const split = (of: number) => {
    const some = rows.filter((row) => row.split === of);
    return { texts: some.map(({ text }) => text), labels: Int32Array.from(some, ({ label }) => label) };
  };
  return {
    labels: counts.map((_, i) => `label ${i}`),
    train: split(0),
    validation: split(1),
    test: split(2),
    outOfScope: null,
  };
}

test('each row is in one split of each fold and tested once; each label is trained on in each', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 6 }),
      fc.nat(5),
      fc.integer({ min: 3, max: 10 }),
      fc.integer(),
      (counts, unlabelled, k, seed) => {
        const set = setOf(counts, unlabelled);
        const folds = foldsOf(set, k, seed);
        expect(folds).toHaveLength(k);
        const tested = new Map<string, number>();
        for (const { train, validation, test } of folds) {
          const all = [train, validation, test].flatMap(({ texts }) => texts);
          expect(new Set(all).size).toBe(all.length);
          expect(all).toHaveLength(counts.reduce((a, b) => a + b, unlabelled));
          for (const text of test.texts) tested.set(text, (tested.get(text) ?? 0) + 1);
          for (const label of counts.keys()) expect(train.labels).toContain(label);
          expect(test.labels).not.toContain(UNLABELLED);
          expect(validation.labels).not.toContain(UNLABELLED);
        }
        const alone = counts.filter((n) => n === 1).length;
        expect(tested.size).toBe(counts.reduce((a, b) => a + b) - alone);
        expect([...tested.values()].every((times) => times === 1)).toBe(true);
      },
    ),
  );
});

test('labels are spread evenly, and the seed decides which row falls where', () => {
  const set = setOf([50, 20]);
  const folds = foldsOf(set, 5, 1);
  for (const { test } of folds) {
    expect(test.labels.filter((label) => label === 0)).toHaveLength(10);
    expect(test.labels.filter((label) => label === 1)).toHaveLength(4);
  }
  expect(foldsOf(set, 5, 1)).toEqual(folds);
  expect(foldsOf(set, 5, 2)).not.toEqual(folds);
  expect(() => foldsOf(set, 2, 1)).toThrow(/3 folds or more/);
});
