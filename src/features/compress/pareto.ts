// Which of several models nobody beats: none is at least as good and at least as cheap, and better in one.

export interface Place {
  /** Bytes, or milliseconds: less is better. */
  cost: number;
  /** More is better. */
  score: number;
}

/** Those that nobody beats, the cheapest first; of equals one. */
export function frontier<T extends Place>(places: readonly T[]): T[] {
  const byCost = [...places].sort((a, b) => a.cost - b.cost || b.score - a.score);
  let best = -Infinity;
  return byCost.filter(({ score }) => {
    if (score <= best) return false;
    best = score;
    return true;
  });
}
