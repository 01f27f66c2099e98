// At which steps of a run the models are checked on held-out data: at every multiple of "Evaluate every" and at the last step,
// and where that is long in coming at a few early steps, so that a person sees soon whether it learns. Early checks are quick:
// one forward pass, nothing is written by the models for them.

const EARLY = [25, 50, 100, 200] as const;

export interface CheckPlan {
  /** Steps between two whole checks. */
  every: number;
  /** Of the run. */
  steps: number;
}

export type Check = 'none' | 'quick' | 'whole';

/** What is due after a step, counted from 1. */
export function checkAt(step: number, { every, steps }: CheckPlan): Check {
  if (step % every === 0 || step >= steps) return 'whole';
  return step < every && EARLY.some((early) => early === step) ? 'quick' : 'none';
}

/** The first step with a check. */
export function firstCheck({ every, steps }: CheckPlan): number {
  return Math.min(EARLY[0], every, steps);
}
