// Against figures worked out by hand, and against the definitions written as slowly as possible.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auroc, scopeScores } from './auroc';
import { bootstrap, difference, mean, proportion, quantile, ratio } from './bootstrap';
import { calibrationError, reliability } from './calibration';
import { classStatistics, confusionMatrix } from './classification';
import { rowDivergence, rowEntropy } from './divergence';
import { wilson } from '../../lib/wilson';

const once = (n: number) => new Uint16Array(n).fill(1);
const classesOf = (K: number, n: number) => fc.array(fc.nat(K - 1), { minLength: n, maxLength: n });

describe('classification', () => {
  // right: 0 0 0 1 1 2, chosen: 0 0 1 1 2 2
  const labels = [0, 0, 0, 1, 1, 2];
  const chosen = [0, 0, 1, 1, 2, 2];

  it('counts right classes in rows and chosen ones in columns', () => {
    expect([...confusionMatrix(labels, chosen, 3)]).toEqual([2, 1, 0, 0, 1, 1, 0, 0, 1]);
  });

  it('gives precision, recall and F1 by hand', () => {
    const { perClass, macroF1 } = classStatistics(labels, chosen, 3);
    const figures = perClass.map(({ precision, recall, f1 }) =>
      [precision, recall, f1].map((of) => of(once(6))),
    );
    expect(figures).toEqual([
      [1, 2 / 3, 4 / 5],
      [1 / 2, 1 / 2, 1 / 2],
      [1 / 2, 1, 2 / 3],
    ]);
    expect(macroF1(once(6))).toBeCloseTo((4 / 5 + 1 / 2 + 2 / 3) / 3, 12);
  });

  it('leaves out of the mean what neither occurs nor is chosen, and counts 0 for what is never right', () => {
    expect(classStatistics([0, 0], [0, 0], 5).macroF1(once(2))).toBe(1);
    expect(classStatistics([0, 1], [0, 0], 5).macroF1(once(2))).toBeCloseTo(1 / 3, 12);
    const { precision, recall, f1 } = classStatistics([0], [0], 2).perClass[1]!;
    for (const figure of [precision, recall, f1]) expect(figure(once(1))).toBeNaN();
  });

  it('counts repeated examples as if they were written out, and agrees with the confusion matrix', () => {
    const drawn = fc.tuple(
      classesOf(4, 12),
      classesOf(4, 12),
      fc.array(fc.nat(3), { minLength: 12, maxLength: 12 }),
    );
    fc.assert(
      fc.property(drawn, ([labels, chosen, counts]) => {
        const rows = counts.flatMap((count, i) => new Array<number>(count).fill(i));
        const [all, picks] = [rows.map((i) => labels[i]!), rows.map((i) => chosen[i]!)];
        const matrix = confusionMatrix(all, picks, 4);
        const { perClass, macroF1 } = classStatistics(labels, chosen, 4);
        const f1 = perClass.map((_, k) => {
          const [there, picked] = [0, 1].map((side) =>
            [0, 1, 2, 3].reduce((sum, j) => sum + matrix[side ? j * 4 + k : k * 4 + j]!, 0),
          ) as [number, number];
          return (2 * matrix[k * 4 + k]!) / (there + picked);
        });
        expect(perClass.map((figures) => figures.f1(counts))).toEqual(f1);
        const exist = f1.filter((value) => !Number.isNaN(value));
        expect(macroF1(counts)).toBeCloseTo(exist.reduce((a, b) => a + b, 0) / exist.length, 12);
      }),
    );
  });
});

describe('calibration', () => {
  it('by hand: two full bins', () => {
    const confidence = [0.95, 0.95, 0.95, 0.95, 0.55, 0.55];
    const right = [1, 1, 1, 0, 1, 0];
    const bins = reliability(confidence, right);
    expect(bins.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0, 2, 0, 0, 0, 4]);
    expect(bins[9]!.confidence).toBeCloseTo(0.95, 12);
    expect(bins[9]!.accuracy).toBe(0.75);
    expect(bins[0]!.accuracy).toBeNaN();
    // 4/6 · |.95 − .75| + 2/6 · |.55 − .5|
    expect(calibrationError(confidence, right)(once(6))).toBeCloseTo((4 * 0.2 + 2 * 0.05) / 6, 12);
  });

  it('is 0 where confidence is accuracy, and lies between 0 and 1', () => {
    expect(calibrationError([0.5, 0.5], [1, 0])(once(2))).toBe(0);
    expect(calibrationError([1, 1], [0, 0])(once(2))).toBe(1);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(1)), { minLength: 1 }),
        (rows) => {
          const error = calibrationError(
            rows.map(([p]) => p),
            rows.map(([, hit]) => hit),
          )(once(rows.length));
          expect(error).toBeGreaterThanOrEqual(0);
          expect(error).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe('out of scope', () => {
  it('by hand: of four pairs three are in order, one ties', () => {
    expect(auroc([0.9, 0.6, 0.6, 0.2], [1, 1, 0, 0])(once(4))).toBe(3.5 / 4);
    expect(auroc([0.9, 0.8], [1, 1])(once(2))).toBeNaN();
  });

  it('is the share of pairs in order, ties half', () => {
    const row = fc.tuple(fc.nat(5), fc.nat(1), fc.nat(2));
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 30 }), (rows) => {
        const [scores, positive, counts] = [
          rows.map((r) => r[0]),
          rows.map((r) => r[1]),
          rows.map((r) => r[2]),
        ];
        let [won, pairs] = [0, 0];
        for (const [i, a] of rows.entries())
          for (const [j, b] of rows.entries()) {
            if (!a[1] || b[1]) continue;
            const weight = counts[i]! * counts[j]!;
            pairs += weight;
            won += weight * (a[0] > b[0] ? 1 : a[0] === b[0] ? 0.5 : 0);
          }
        const area = auroc(scores, positive)(counts);
        if (pairs === 0) expect(area).toBeNaN();
        else expect(area).toBeCloseTo(won / pairs, 12);
      }),
    );
  });

  it('scores the likeliest class in scope', () => {
    const probabilities = Float32Array.of(0.5, 0.25, 0.25, 0.125, 0.125, 0.75);
    expect([...scopeScores(probabilities, 3, 2)]).toEqual([0.5, 0.125]);
  });
});

describe('divergence', () => {
  it('by hand', () => {
    const p = [0.5, 0.5, 1, 0];
    const q = [0.25, 0.75, 0.5, 0.5];
    const [first, second] = rowDivergence(p, q, 2);
    expect(first).toBeCloseTo(0.5 * Math.log(2) + 0.5 * Math.log(2 / 3), 12);
    expect(second).toBeCloseTo(Math.log(2), 12);
    expect([...rowDivergence(p, p, 2)]).toEqual([0, 0]);
    expect(rowEntropy(p, 2)[0]).toBeCloseTo(Math.log(2), 12);
    expect(rowEntropy(p, 2)[1]).toBe(0);
  });

  it('stays a number where the student gives a right class nothing', () => {
    expect(rowDivergence([1, 0], [0, 1], 2)[0]).toBeGreaterThan(80);
    expect(rowDivergence([1, 0], [0, 1], 2)[0]).toBeLessThan(100);
  });
});

describe('bootstrap', () => {
  it('takes quantiles as NumPy does', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([1, 2, 3, 4], 0.025)).toBeCloseTo(1.075, 12);
    expect(quantile([7], 0.975)).toBe(7);
  });

  it('agrees with the normal interval of a share, and repeats itself by seed', async () => {
    const right = Array.from({ length: 400 }, (_, i) => Number(i % 4 !== 0)); // .75 of 400
    const { share } = await bootstrap(400, { share: mean(right) }, { seed: 1 });
    const half = 1.96 * Math.sqrt((0.75 * 0.25) / 400); // .0424
    expect(share!.value).toBe(0.75);
    expect(share!.n).toBe(400);
    // 1000 draws know a quantile's place to about a tenth of the standard error
    expect(Math.abs(share!.low - (0.75 - half))).toBeLessThan(0.008);
    expect(Math.abs(share!.high - (0.75 + half))).toBeLessThan(0.008);
    expect(await bootstrap(400, { share: mean(right) }, { seed: 1 })).toEqual({ share });
    expect(await bootstrap(400, { share: mean(right) }, { seed: 2 })).not.toEqual({ share });
  });

  it('covers the truth about 95 times in 100', async () => {
    let covered = 0;
    for (let seed = 0; seed < 100; seed++) {
      // 120 draws of a coin that falls right with .7, by a generator of the test's own
      let state = (seed + 1) * 2654435761;
      const toss = () => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32 < 0.7 ? 1 : 0);
      const { share } = await bootstrap(
        120,
        { share: mean(Array.from({ length: 120 }, toss)) },
        { seed, resamples: 200 },
      );
      covered += Number(share!.low <= 0.7 && 0.7 <= share!.high);
    }
    expect(covered).toBeGreaterThanOrEqual(86); // of 100 with .94 each, fewer come once in 500
  });

  it('resamples in pairs: two models that err together differ by less than either varies', async () => {
    const a = Array.from({ length: 200 }, (_, i) => Number(i % 2 === 0));
    const b = a.map((value, i) => (i === 1 ? 1 : value));
    const found = await bootstrap(200, { a: mean(a), both: difference(mean(b), mean(a)) }, { seed: 3 });
    expect(found.both!.value).toBeCloseTo(1 / 200, 12);
    expect(found.both!.high - found.both!.low).toBeLessThan((found.a!.high - found.a!.low) / 5);
    expect((await bootstrap(200, { same: difference(mean(a), mean(a)) }, { seed: 3 })).same).toMatchObject({
      low: 0,
      high: 0,
    });
  });

  it('leaves out what the sample does not have, and skips draws without it', async () => {
    const found = await bootstrap(
      3,
      { none: ratio([1, 1, 1], [0, 0, 0]), some: ratio([0, 0, 1], [0, 0, 1]) },
      { seed: 1 },
    );
    expect(Object.keys(found)).toEqual(['some']);
    expect(found.some).toMatchObject({ value: 1, low: 1, high: 1 });
  });

  it('ends where its check throws', async () => {
    const slow = () => {
      const end = performance.now() + 2;
      while (performance.now() < end);
      return 1;
    };
    const stop = () => {
      throw new Error('enough');
    };
    await expect(bootstrap(1, { slow }, { seed: 1, check: stop })).rejects.toThrow('enough');
  });
});

describe('intervals of shares', () => {
  it('are Wilson’s: known values, and an interval where all or none are right', () => {
    // as R's prop.test(correct = FALSE) gives them, and Newcombe 1998 the last
    for (const [hits, n, low, high] of [
      [8, 10, 0.4902, 0.9433],
      [5, 10, 0.2366, 0.7634],
      [81, 263, 0.2553, 0.3662],
    ] as const) {
      expect(wilson(hits, n).low).toBeCloseTo(low, 4);
      expect(wilson(hits, n).high).toBeCloseTo(high, 4);
    }
    // n / (n + z²) and its mirror image
    expect(wilson(29, 29)).toEqual({ low: expect.closeTo(0.883, 4), high: 1 });
    expect(wilson(0, 29)).toEqual({ low: 0, high: expect.closeTo(0.117, 4) });
  });

  it('stay between 0 and 1 around the share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.nat(2000), (n, some) => {
        const hits = some % (n + 1);
        const { low, high } = wilson(hits, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(hits / n);
        expect(high).toBeGreaterThanOrEqual(hits / n);
      }),
    );
  });

  it('need no draws, and count only the examples that they are of', async () => {
    const { all, some } = await bootstrap(
      4,
      { all: proportion([true, true, true, true]), some: proportion([1, 0, 1, 0], [1, 1, 1, 0]) },
      { seed: 1, resamples: 0 },
    );
    expect(all).toEqual({ value: 1, ...wilson(4, 4), n: 4 });
    expect(some).toEqual({ value: 2 / 3, ...wilson(2, 3), n: 4 });
  });

  it('of a class are of its own examples', () => {
    const { recall, precision } = classStatistics([0, 0, 0, 1], [0, 0, 1, 1], 2).perClass[0]!;
    expect(recall.interval?.()).toEqual(wilson(2, 3));
    expect(precision.interval?.()).toEqual(wilson(2, 2));
  });
});
