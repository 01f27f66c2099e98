// How a job is cut into parts and handed out: every item once, in whole grains, each part to one taker.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chunkOf, claim, JOB_WORDS, LEFT, readJob, runPart, writeJob } from './job';

it('cuts a range into parts that hold every item once, in whole grains, and takes each part once', () => {
  const range = fc.record({
    items: fc.nat(5000),
    grain: fc.integer({ min: 1, max: 1024 }),
    wanted: fc.integer({ min: 1, max: 24 }),
  });
  fc.assert(
    fc.property(range, ({ items, grain, wanted }) => {
      const chunk = chunkOf(items, grain, wanted);
      const parts = Math.ceil(items / chunk);
      expect(chunk % grain).toBe(0);
      expect(parts).toBeLessThanOrEqual(wanted);
      const words = new Float64Array(JOB_WORDS);
      writeJob(words, 1, { items, chunk, scratch: 1000, byThread: 10, byPart: 1, args: [7] });
      const control = new Int32Array(4);
      control[LEFT] = parts;
      const times = new Uint8Array(items);
      for (let part = claim(control); part >= 0; part = claim(control)) {
        const kernel = (argument: number, start: number, end: number, scratch: number) => {
          expect([argument, scratch]).toEqual([7, 1020 + part]);
          for (let i = start; i < end; i++) times[i]!++;
          return 0;
        };
        runPart(kernel as (...args: number[]) => number, readJob(words), part, 2);
      }
      expect(times.every((n) => n === 1)).toBe(true);
    }),
  );
});
