// Metric curves outside React: per arm at most 400 points however long the run. Each point is the mean of `stride` steps; when
// the buffer is full, neighbours are merged and the stride doubles, so the whole run stays visible and the mean is exact.
// Not a store: a step changes numbers here and one version counter elsewhere, and no component re-renders for it.

export const MOST_POINTS = 400;

/** What a curve can show. */
export const METRICS = ['loss', 'ce', 'kl'] as const;
export type Metric = (typeof METRICS)[number];

/** One point: the mean of the steps from the one after the point before up to `step`. */
export interface SeriesPoint extends Record<Metric, number> {
  /** The last step in it. */
  step: number;
  /** How many steps are in it. */
  count: number;
}

function merge(a: SeriesPoint, b: SeriesPoint): SeriesPoint {
  const count = a.count + b.count;
  const mean = (metric: Metric): number => (a[metric] * a.count + b[metric] * b.count) / count;
  return { step: b.step, count, loss: mean('loss'), ce: mean('ce'), kl: mean('kl') };
}

/** The curve of one arm. */
export class Series {
  #points: SeriesPoint[] = [];
  #stride = 1;

  /** Adds a step. A step at or before the last one (a run that went back to a checkpoint) drops what came after it. */
  push(values: Record<Metric, number> & { step: number }): void {
    const { step, loss, ce, kl } = values;
    this.rewind(step - 1);
    const last = this.#points.at(-1);
    const point = { step, count: 1, loss, ce, kl };
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
