// Makes the real worker. Apart from bridge.ts so that tests can hand the bridge a worker of their own.

/** What the bridge needs of a worker. */
export interface WorkerLike {
  postMessage(message: unknown, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export function spawnWorker(): WorkerLike {
  return new Worker(new URL('../worker/entry.ts', import.meta.url), { type: 'module', name: 'retort' });
}
