// Notices when a worker is gone. A terminated worker sends no event, so there are two signs: a Web Lock that the worker holds
// while it lives, which the browser hands to the page the moment it dies; and pings, for a worker that hangs.
// Not the restart (bridge.ts).

export interface VitalSignsOptions {
  ping(): void;
  /** Called once. */
  onDeath(why: 'gone' | 'hanging'): void;
  locks?: Pick<LockManager, 'request'> | undefined;
  /** Milliseconds between pings. */
  interval?: number;
  /** Unanswered intervals until a worker counts as hanging; generous, since one step on a slow backend may take 20 s. */
  patience?: number;
}

export interface VitalSigns {
  /** The worker holds the lock of this name from now on. */
  holdLifeline(name: string): void;
  /** Anything came from the worker. */
  heard(): void;
  /** Stops watching; onDeath will not be called any more. */
  stop(): void;
}

export function watchVitalSigns(options: VitalSignsOptions): VitalSigns {
  const { ping, onDeath, locks, interval = 5000, patience = 12 } = options;
  const waiting = new AbortController();
  let silent = 0;
  const die = (why: 'gone' | 'hanging'): void => {
    if (waiting.signal.aborted) return;
    stop();
    onDeath(why);
  };
  // counts ticks, not time: while a laptop sleeps no tick fires, and waking up is no death
  const timer = setInterval(() => {
    if (silent >= patience) return die('hanging');
    silent++;
    ping();
  }, interval);
  const stop = (): void => {
    clearInterval(timer);
    waiting.abort();
  };
  return {
    holdLifeline(name) {
      const { signal } = waiting;
      locks?.request(name, { signal }, () => die('gone')).catch(() => undefined); // aborted: nobody waits any more
    },
    heard: () => void (silent = 0),
    stop,
  };
}
