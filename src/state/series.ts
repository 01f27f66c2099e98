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
  /** Means by the ids of the method's terms; a term that no step of the point had is absent. */
  terms: Readonly<Record<string, number>>;
}

function merge(a: SeriesPoint, b: SeriesPoint): SeriesPoint {
  const count = a.count + b.count;
  const mean = (x: number, y: number): number => (x * a.count + y * b.count) / count;
  const terms = { ...a.terms, ...b.terms };
  for (const [id, x] of Object.entries(a.terms)) if (id in b.terms) terms[id] = mean(x, b.terms[id]!);
  return { step: b.step, count, loss: mean(a.loss, b.loss), terms };
}

/** The curve of one arm. */
export class Series {
  #points: SeriesPoint[] = [];
  #stride = 1;

  /** Adds a step. A step at or before the last one (a run that went back to a checkpoint) drops what came after it. */
  push({ step, loss, terms }: Pick<SeriesPoint, 'step' | 'loss' | 'terms'>): void {
    this.rewind(step - 1);
    const last = this.#points.at(-1);
    const point = { step, count: 1, loss, terms };
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
    const merged: SeriesPoint[] = [];
    for (let i = 0; i < this.#points.length; i += 2) {
      const [a, b] = [this.#points[i]!, this.#points[i + 1]];
      merged.push(b ? merge(a, b) : a);
    }
    this.#points = merged;
    this.#stride *= 2;
  }
}
