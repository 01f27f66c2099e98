// Learning-rate schedules: a factor for each step, times the rate that the person has set. Linear warm-up, then a cosine
// to a tenth (Loshchilov, Hutter 2017, arXiv 1608.03983) for the transformer; constant for the seconds-long MLP runs.

/** Factor of the learning rate at a step counted from 0. */
export type Schedule = (step: number) => number;

/** Of a teacher trained in the page: Muon's steps are of one size at any width (pytorch/README.md). */
export const TEACHER_LEARNING_RATE = 4e-3;

export const constant: Schedule = () => 1;

const WARM_UP = 0.05;
const FLOOR = 0.1;

/** Rises over the first 5 % of the steps, then falls along a cosine to 10 %. */
export function warmUpCosine(steps: number): Schedule {
  const warm = Math.max(1, Math.round(WARM_UP * steps));
  return (step) => {
    if (step < warm) return (step + 1) / warm;
    const progress = Math.min(1, (step - warm) / Math.max(1, steps - 1 - warm));
    return FLOOR + (1 - FLOOR) * 0.5 * (1 + Math.cos(Math.PI * progress));
  };
}
