// Metric curves outside React: per arm at most 400 points however long the run. Each point is the mean of `stride` steps; when
// the buffer is full, neighbours are merged and the stride doubles, so the whole run stays visible and the mean is exact.
// Not a store: a step changes numbers here and one version counter elsewhere, and no component re-renders for it.

export const MOST_POINTS = 400;

/** One point: the mean of the steps from the one after the point before up to `step`. */
export interface SeriesPoint {
  /** The last step in it. */
  step: number;
  /** How many steps are in it. */
  count: number;
  loss: number;
  /** From the arm's first step up to `step`: tokens or rows that carried loss, and milliseconds; unknown of runs kept without them. */
  tokens?: number | undefined;
  ms?: number | undefined;
  /** Means, over the steps that had it, by the ids of the method's terms; a term that no step of the point had is absent. */
  terms: Readonly<Record<string, number>>;
}

/** A point and how many of its steps had each term. */
interface Gathered extends SeriesPoint {
  counts: Readonly<Record<string, number>>;
}

function merge(a: Gathered, b: Gathered): Gathered {
  const count = a.count + b.count;
  const [terms, counts] = [
    { ...a.terms, ...b.terms },
    { ...a.counts, ...b.counts },
  ];
  for (const [id, mean] of Object.entries(a.terms)) {
    if (!(id in b.terms)) continue;
    counts[id] = a.counts[id]! + b.counts[id]!;
    terms[id] = (mean * a.counts[id]! + b.terms[id]! * b.counts[id]!) / counts[id];
  }
  const loss = (a.loss * a.count + b.loss * b.count) / count;
  return { ...b, count, loss, terms, counts };
}

/** What a step adds to a total. */
const added = (total: number | undefined, more: number | undefined): number | undefined =>
  more === undefined ? undefined : (total ?? 0) + more;

/** The curve of one arm. */
export class Series {
  #points: Gathered[] = [];
  #stride = 1;

  /** Adds a step, with its own tokens and milliseconds. A step at or before the last one (a run that went back to a checkpoint) drops what came after it. */
  push({ step, loss, terms, tokens, ms }: Omit<SeriesPoint, 'count'>): void {
    this.rewind(step - 1);
    const last = this.#points.at(-1);
    const counts = Object.fromEntries(Object.keys(terms).map((id) => [id, 1]));
    const totals = { tokens: added(last?.tokens, tokens), ms: added(last?.ms, ms) };
    const point = { step, count: 1, loss, ...totals, terms, counts };
    if (last && last.count < this.#stride) this.#points[this.#points.length - 1] = merge(last, point);
    else if (this.#points.length < MOST_POINTS) this.#points.push(point);
    else {
      this.#halve();
      this.#points.push(point);
    }
  }

  /** Forgets points that end after a step. */
  rewind(step: number): void {
    while ((this.#points.at(-1)?.step ?? -Infinity) > step) this.#points.pop();
  }

  /** Oldest first; the last one may still be gathering steps. */
  get points(): readonly SeriesPoint[] {
    return this.#points;
  }

  #halve(): void {
    const merged: Gathered[] = [];
    for (let i = 0; i < this.#points.length; i += 2) {
      const [a, b] = [this.#points[i]!, this.#points[i + 1]];
      merged.push(b ? merge(a, b) : a);
    }
    this.#points = merged;
    this.#stride *= 2;
  }
}
