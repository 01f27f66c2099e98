// What the page says of a run's progress.

/** Number of the last finished step; 0 where no progress is told. */
export const stepOf = (text: string | null): number =>
  Number(/\bstep\s+([\d,]+)\s+of/i.exec(text ?? '')?.[1]?.replace(/,/g, '') ?? 0);
