// How a range is shared among threads: every item once, in order, in whole grains.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MAX_THREADS, share } from './job';

it('shares every item once, in order, and cuts at whole grains only', () => {
  const range = fc.record({
    items: fc.nat(5000),
    grain: fc.integer({ min: 1, max: 1024 }),
    threads: fc.integer({ min: 1, max: MAX_THREADS }),
  });
  fc.assert(
    fc.property(range, ({ items, grain, threads }) => {
      const parts = Array.from({ length: threads }, (_, thread) => share(items, grain, thread, threads));
      expect(parts[0]![0]).toBe(0);
      expect(parts.at(-1)![1]).toBe(items);
      for (const [i, [start, end]] of parts.entries()) {
        expect(start).toBeLessThanOrEqual(end);
        if (i > 0) expect(start).toBe(parts[i - 1]![1]);
        if (end < items) expect(end % grain).toBe(0);
        // no thread has more than its part and a grain
        expect(end - start).toBeLessThanOrEqual(items / threads + 2 * grain);
      }
    }),
  );
});
