// How long something under way will take, by how fast it went of late: what was remembered from before goes fast at first, and says
// nothing of the rest.

/** How far it was, and when, in milliseconds. */
export interface Mark {
  at: number;
  done: number;
}

/** Marks this far back count, where there are such. */
const WINDOW = 20_000;
/** Nothing is said before so long. */
const SETTLED = 4000;

/** The marks that still count, with a new one. Going back, it begins anew. */
export function withMark(marks: readonly Mark[], mark: Mark): Mark[] {
  const last = marks.at(-1);
  if (last && mark.done < last.done) return [mark];
  const first = marks.findLastIndex(({ at }) => at <= mark.at - WINDOW);
  const kept = marks.slice(Math.max(0, first));
  // two a second are enough
  const thinned = kept.length > 1 && mark.at - kept.at(-2)!.at < 500 ? kept.slice(0, -1) : kept;
  return [...thinned, mark];
}

/** Seconds; null where nobody can tell yet. */
export function secondsLeft(marks: readonly Mark[], total: number): number | null {
  const [first, last] = [marks[0], marks.at(-1)];
  if (!first || !last || last.at - first.at < SETTLED || last.done <= first.done) return null;
  return (((last.at - first.at) / (last.done - first.done)) * (total - last.done)) / 1000;
}
