import { expect, test } from 'vitest';
import { perThing, timePasses } from './timing';

/** A clock that only passes move, by these milliseconds one after the other, the last one for ever. */
async function timed(...durations: number[]) {
  let [time, passes] = [0, 0];
  const pass = () => (time += durations[Math.min(passes++, durations.length - 1)]!);
  const timing = await timePasses(pass, () => time);
  return { timing, passes };
}

test('short passes are repeated until they say something: median and quartiles', async () => {
  const { timing, passes } = await timed(4, 5, 100, 3, 4, 4);
  expect(passes).toBeGreaterThan(50);
  expect(timing).toEqual({ ms: 4, low: 4, high: 4 }); // one slow pass changes nothing
  expect((await timed(80, 90, 100, 110, 120)).timing).toEqual({ ms: 100, low: 90, high: 110 });
});

test('long passes are done few times', async () => {
  expect((await timed(2000)).passes).toBe(1);
  expect((await timed(400)).passes).toBe(4);
});

test('a pass over many things is shared out', () => {
  expect(perThing({ ms: 10, low: 8, high: 20 }, 10)).toEqual({ ms: 1, low: 0.8, high: 2 });
});
