// Which tab writes a run: the one that holds the run's Web Lock, which the browser gives back when the tab is gone. No run waits for a
// lock. Where a browser has no locks, each tab is as if alone.

const PREFIX = 'retort-run-';

export class RunLock {
  #held: { run: string; release: () => void } | null = null;
  readonly #watched = new Set<string>();

  /** @param locks of the browser; undefined where it has none. */
  constructor(private readonly locks: LockManager | undefined) {}

  /** Makes this tab the one that writes a run, and no other. False where another tab is. */
  take(run: string): Promise<boolean> {
    if (this.#held?.run === run) return Promise.resolve(true);
    this.#letGo();
    const { locks } = this;
    if (!locks) return Promise.resolve(true);
    return new Promise((resolve) => {
      const hold = (lock: Lock | null): Promise<void> | undefined => {
        resolve(lock !== null);
        if (!lock) return undefined;
        this.#letGo(); // of a run that was begun meanwhile
        return new Promise((release) => (this.#held = { run, release }));
      };
      locks.request(PREFIX + run, { ifAvailable: true }, hold).catch(() => resolve(true)); // locks are forbidden here
    });
  }

  /** Leaves a run to others, where this tab is at it. */
  release(run: string): void {
    if (this.#held?.run === run) this.#letGo();
  }

  #letGo(): void {
    this.#held?.release();
    this.#held = null;
  }

  /** The runs that other tabs write. @param ended called when one of them no longer does. */
  async elsewhere(ended: () => void): Promise<ReadonlySet<string>> {
    const { locks } = this;
    if (!locks) return new Set();
    const { held = [] } = await locks.query().catch(() => ({ held: [] as LockInfo[] }));
    const runs = held.flatMap(({ name = '' }) =>
      name.startsWith(PREFIX) && name !== PREFIX + (this.#held?.run ?? '') ? [name.slice(PREFIX.length)] : [],
    );
    for (const run of runs) void this.#watch(run, ended);
    return new Set(runs);
  }

  async #watch(run: string, ended: () => void): Promise<void> {
    if (this.#watched.has(run)) return;
    this.#watched.add(run);
    // shared: several tabs may wait for the same, and none of them is to keep it
    await this.locks?.request(PREFIX + run, { mode: 'shared' }, () => undefined).catch(() => undefined);
    this.#watched.delete(run);
    ended();
  }
}
