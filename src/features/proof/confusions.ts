// Which classes are taken for which. A matrix [K, K] has right classes in rows and answers in columns.

export interface Confused {
  right: number;
  answered: number;
  count: number;
  /** Of the examples of the right class. */
  share: number;
}

/** Mistakes, the most frequent first. */
export function confusions(counts: readonly number[], classes: number): Confused[] {
  const found: Confused[] = [];
  for (let right = 0; right < classes; right++) {
    const row = counts.slice(right * classes, (right + 1) * classes);
    const support = row.reduce((sum, count) => sum + count, 0);
    for (const [answered, count] of row.entries())
      if (answered !== right && count > 0) found.push({ right, answered, count, share: count / support });
  }
  return found.sort((a, b) => b.count - a.count || b.share - a.share);
}

/** How strongly each cell is drawn, 0 to 1: its share of its row, by the square root so that rare mistakes show. */
export function shades(counts: readonly number[], classes: number): number[] {
  return counts.map((count, at) => {
    const start = Math.floor(at / classes) * classes;
    const support = counts.slice(start, start + classes).reduce((sum, other) => sum + other, 0);
    return support === 0 ? 0 : Math.sqrt(count / support);
  });
}
