import { describe, expect, it } from 'vitest';
import { upTo } from '../lib/up-to';
import { createSampler } from './batches';
import { curriculumSampler, revealedShare } from './curriculum';

const steps = 100;
const TOTAL = 60;
/** Row 59 is the easiest. */
const difficulty = upTo(TOTAL).map((row) => -row);
const make = (
  curriculum: Record<string, string | number> = {},
  more: Partial<Parameters<typeof createSampler>[0]> = {},
) =>
  curriculumSampler(
    { total: TOTAL, labelled: upTo(TOTAL), batchSize: 6, seed: 3, ...more },
    { settings: { curriculum: { by: 'length', start: 0.2, whole: 0.5, ...curriculum } }, steps },
    { length: () => difficulty },
  );

describe('a curriculum', () => {
  it('reveals in ten parts, from the share at the start to all', () => {
    const reveal = { start: 0.2, whole: 0.5, steps };
    const shares = [0, 4, 5, 25, 49, 50, 99].map((step) => revealedShare(step, reveal));
    for (const [i, share] of [0.2, 0.2, 0.28, 0.6, 0.92, 1, 1].entries())
      expect(shares[i]).toBeCloseTo(share, 12);
  });

  it('draws the easiest rows alone at first, each before any again, and all in the end', async () => {
    const draw = await make();
    const first = [...draw(0, 0.5), ...draw(1, 0.5)];
    expect([...first].sort((a, b) => a - b)).toEqual(upTo(12).map((i) => 48 + i));
    for (let step = 0; step < 50; step++) {
      const revealed = Math.floor(revealedShare(step, { start: 0.2, whole: 0.5, steps }) * TOTAL);
      for (const row of draw(step, 0.5)) expect(row).toBeGreaterThanOrEqual(TOTAL - revealed);
    }
    const late = new Set(upTo(10).flatMap((i) => draw(50 + i, 0.5)));
    expect(late.size).toBe(TOTAL);
  });

  it('draws by the step alone, in whatever order it is asked', async () => {
    const [a, b] = [await make(), await make()];
    const forwards = upTo(steps).map((step) => a(step, 0.5));
    const backwards = upTo(steps).map((_, i) => b(steps - 1 - i, 0.5));
    expect(backwards.toReversed()).toEqual(forwards);
  });

  it('is one order for student and baseline where all rows have labels', async () => {
    const draw = await make();
    for (let step = 0; step < steps; step++) expect(draw(step, 1)).toEqual(draw(step, 0.3));
  });

  it('reveals rows with labels by the same share of them', async () => {
    const labelled = upTo(TOTAL).filter((row) => row % 4 === 0);
    const draw = await make({}, { labelled });
    expect(new Set([0, 1, 2].flatMap((step) => draw(step, 1)))).toEqual(new Set([48, 52, 56]));
  });

  it('is dealt out by length within a part, too', async () => {
    const draw = await make({ start: 1 }, { lengthOf: (row) => row % 10 });
    const spread = upTo(5).map((step) => {
      const lengths = draw(step, 0.5).map((row) => row % 10);
      return Math.max(...lengths) - Math.min(...lengths);
    });
    expect(Math.max(...spread)).toBeLessThan(5);
  });

  it('changes nothing where there is none', async () => {
    const options = { total: TOTAL, labelled: [1, 2, 3], batchSize: 8, seed: 9 };
    const draw = await curriculumSampler(options, { settings: {}, steps }, {});
    const plain = createSampler(options);
    for (const lambda of [0.5, 1]) expect(draw(7, lambda)).toEqual(plain(7, lambda));
  });

  it('names the remedy for a first part without rows, and for a difficulty that the data has not', async () => {
    await expect(make({ start: 0.05 }, { labelled: [1, 2, 3] })).rejects.toThrow(
      'none of the 3 rows with labels. Raise its share at the start to 34 % or more',
    );
    await expect(make({ by: 'planSteps' })).rejects.toThrow(/Choose another order/);
  });
});
