// The small world that a dialogue of the corpus happens in: a clock, a to-do list, a seed for dice. Kept with the dialogue, so
// that evaluation can run the same tools and get the same results.

import { simulatedEnvironment, type SimulatedEnvironment } from '../agent/sim-environment';
import { createRng } from '../lib/rng';

export interface World {
  /** Milliseconds since the epoch, on a full minute. */
  now: number;
  /** What dice, coins and random numbers are drawn from. */
  seed: number;
  todo: string[];
  /** Only items on the list can be ticked off; else any item can, for nobody tells the corpus what was added before. */
  strict?: true;
}

/** A fresh environment of this world. */
export function worldEnvironment(world: World): SimulatedEnvironment {
  return simulatedEnvironment(createRng(world.seed), {
    now: world.now,
    timeZone: 'UTC',
    todo: world.todo,
    anyItem: !world.strict,
  });
}
