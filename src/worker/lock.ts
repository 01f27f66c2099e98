// One at a time, in the order of asking: a training step, or whoever reads the weights, never both.

export class Lock {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs work when everything asked for before is over; its failure does not concern the next. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
