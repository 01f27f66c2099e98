// How long something takes on this machine, which does other things as well: the median of many passes, and the quartiles that
// half of the passes lie between. Not a benchmark: good enough for "about four times as fast".

import { throwIfCancelled } from '../lib/cancelled';
import { nextTask } from '../lib/next-task';
import { percentiles } from '../lib/percentiles';

/** Of one pass, in milliseconds. */
export interface Timing {
  /** The median. */
  ms: number;
  /** The quartiles. */
  low: number;
  high: number;
}

/** Passes at least, and milliseconds that go into them: at least, where passes are short, and at most, where they are long. */
const PASSES = 5;
const LEAST_MS = 400;
const MOST_MS = 1500;

/** @param pass has been done before, so that nothing is loaded or compiled by it. @param now a clock, in milliseconds. */
export async function timePasses(
  pass: () => unknown,
  now: () => number = () => performance.now(),
): Promise<Timing> {
  const times: number[] = [];
  const began = now();
  for (let spent = 0; spent < MOST_MS && (times.length < PASSES || spent < LEAST_MS); spent = now() - began) {
    const start = now();
    await pass();
    times.push(now() - start);
  }
  const [low, ms, high] = percentiles(times, [0.25, 0.5, 0.75]) as [number, number, number];
  return { ms, low, high };
}

/** The time of one of the `count` things that a pass does. */
export const perThing = ({ ms, low, high }: Timing, count: number): Timing => ({
  ms: ms / count,
  low: low / count,
  high: high / count,
});

/** Rounds in which each has its turn. */
const ROUNDS = 9;

/**
 * The median pass of each, in milliseconds, taken in turns: what else the machine does meets all alike.
 * @param passes have been done before, so that nothing is loaded or compiled by them.
 */
export async function timeInTurns<Name>(
  passes: ReadonlyMap<Name, () => unknown>,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (done: number, total: number) => void } = {},
  now: () => number = () => performance.now(),
): Promise<Map<Name, number>> {
  const times = new Map<Name, number[]>([...passes.keys()].map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, pass] of passes) {
      const start = now();
      await pass();
      times.get(name)!.push(now() - start);
    }
    onProgress?.(round + 1, ROUNDS);
    throwIfCancelled(signal);
    await nextTask();
  }
  return new Map([...times].map(([name, all]) => [name, percentiles(all, [0.5])[0]!]));
}
