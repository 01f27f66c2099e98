// Which backend is fastest for a run, found out: a few training steps of its sizes on each that could do it. What is trained is
// the caller's; here are the turns, the clock and what is left out.

import type { BackendId } from './backends/probe';

/** A few training steps on whatever backend is current. */
export interface Trial {
  /** What the figures hold for: the run's sizes. */
  readonly sizes: string;
  /** Makes what is trained, on the current backend. */
  begin(): TrialRun;
}

export interface TrialRun {
  /** Takes steps; resolves when the device has computed the last. */
  steps(count: number): Promise<void>;
  /** Frees everything. */
  end(): void;
}

export interface Measured {
  id: BackendId;
  /** Milliseconds a step. */
  ms: number;
}

/** Steps in a turn, and turns, the quickest of which counts: what else the machine does only adds. */
const [STEPS, TURNS] = [4, 3];
/** A backend whose one step takes so many milliseconds is known well enough by that. */
const SLOW = 400;

async function stepTime(trial: Trial, now: () => number): Promise<number> {
  const run = trial.begin();
  const timed = async (count: number): Promise<number> => {
    const began = now();
    await run.steps(count);
    return (now() - began) / count;
  };
  try {
    await run.steps(1); // compiles shaders, makes tables
    let best = await timed(1);
    for (let turn = 0; turn < TURNS && best < SLOW; turn++) best = Math.min(best, await timed(STEPS));
    return best;
  } finally {
    run.end();
  }
}

/**
 * The candidates that work, the fastest first. The last one tried is current then.
 * @param use makes a backend current; whether it works.
 */
export async function measureBackends(
  candidates: readonly BackendId[],
  trial: Trial,
  use: (id: BackendId) => Promise<boolean>,
  now: () => number = () => performance.now(),
): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const id of candidates) {
    try {
      if (await use(id)) measured.push({ id, ms: await stepTime(trial, now) });
    } catch (error) {
      console.warn(`${id} could not take a training step.`, error);
    }
  }
  return measured.sort((a, b) => a.ms - b.ms);
}
