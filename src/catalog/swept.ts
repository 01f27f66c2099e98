/** Fields of a run that a sweep can vary, in the page or over a class. */
export const SWEPT = ['temperature', 'lambda', 'learningRate', 'labelShare', 'student'] as const;
export type Swept = (typeof SWEPT)[number];
/** More cells than these nobody waits for, nor reads. */
export const MOST_CELLS = 36;
