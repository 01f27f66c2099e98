// The page of the benchmark: a worker for each engine, and one function for the script that drives it from outside.

import type { Command, Reply } from './engine';

const workers = {
  retort: () => new Worker(new URL('./retort.worker.ts', import.meta.url), { type: 'module' }),
  stock: () => new Worker(new URL('./stock.worker.ts', import.meta.url), { type: 'module' }),
  composed: () => new Worker(new URL('./composed.worker.ts', import.meta.url), { type: 'module' }),
  jax: () => new Worker(new URL('./jax.worker.ts', import.meta.url), { type: 'module' }),
};

export type EngineName = keyof typeof workers;

const running = new Map<EngineName, Worker>();
let requests = 0;

/** Sends a command to an engine, which is started with the first, and waits for its answer. */
function call(engine: EngineName, command: Command, options?: unknown): Promise<unknown> {
  const worker = running.get(engine) ?? workers[engine]();
  running.set(engine, worker);
  const id = ++requests;
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(`${engine}: ${event.message}`));
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      if (data.id !== id) return;
      if ('error' in data) reject(new Error(`${engine}, ${command}: ${data.error}`));
      else resolve(data.value);
    };
    worker.postMessage({ id, command, options });
  });
}

declare global {
  interface Window {
    call: typeof call;
  }
}
window.call = call;
