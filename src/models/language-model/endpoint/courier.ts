// Errands to other origins, through the worker that may reach them; it is begun at the first one.

import { RetortError } from '../../../lib/errors';
import type { Brought, BroughtFile, Delivery, Errand, FileErrand, Order, Unreachable } from './messages';

export interface Courier {
  /** Never rejects, but with RetortError('cancelled') at the signal. */
  fetch(errand: Errand, signal?: AbortSignal): Promise<Brought>;
  /** Throws as fetch() does. */
  fetchFile(
    errand: FileErrand,
    signal: AbortSignal,
    onProgress: (done: number, total: number) => void,
  ): Promise<BroughtFile>;
  /** Why nothing comes from there. */
  diagnose(errand: Errand): Promise<Unreachable>;
}

const cancelled = (): RetortError => new RetortError('cancelled', 'Stopped. Start again when you like.');

export class WorkerCourier implements Courier {
  #worker: Worker | null = null;
  #last = 0;
  readonly #waiting = new Map<number, (delivery: Delivery) => void>();

  fetch(errand: Errand, signal?: AbortSignal): Promise<Brought> {
    return this.#send({ errand }, signal, (delivery) => ('brought' in delivery ? delivery.brought : null));
  }

  fetchFile(
    file: FileErrand,
    signal: AbortSignal,
    onProgress: (done: number, total: number) => void,
  ): Promise<BroughtFile> {
    return this.#send({ file }, signal, (delivery) => {
      if ('done' in delivery) onProgress(delivery.done, delivery.total);
      return 'file' in delivery ? delivery.file : null;
    });
  }

  diagnose(errand: Errand): Promise<Unreachable> {
    return new Promise((resolve) => {
      this.#order({ diagnose: errand }, (delivery) => {
        if ('unreachable' in delivery) resolve(delivery.unreachable);
      });
    });
  }

  /** @param take what is waited for from a delivery; null where it is not that yet. */
  #send<T>(
    order: { errand: Errand } | { file: FileErrand },
    signal: AbortSignal | undefined,
    take: (delivery: Delivery) => T | null,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(cancelled());
      const id = this.#order(order, (delivery) => {
        const taken = take(delivery);
        if (taken === null) return;
        signal?.removeEventListener('abort', onAbort);
        resolve(taken);
      });
      const onAbort = () => {
        this.#waiting.delete(id);
        this.#order({ callOff: id }, () => undefined);
        reject(cancelled());
      };
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  #order(
    order: { errand: Errand } | { file: FileErrand } | { diagnose: Errand } | { callOff: number },
    heard: (delivery: Delivery) => void,
  ): number {
    this.#worker ??= this.#begin();
    const id = ++this.#last;
    if (!('callOff' in order)) this.#waiting.set(id, heard);
    this.#worker.postMessage({ id, ...order } satisfies Order);
    return id;
  }

  #begin(): Worker {
    const worker = new Worker(new URL('./entry-endpoint.ts', import.meta.url), {
      type: 'module',
      name: 'endpoint',
    });
    worker.onmessage = ({ data }: MessageEvent<Delivery>) => {
      const heard = this.#waiting.get(data.id);
      if (!('done' in data)) this.#waiting.delete(data.id);
      heard?.(data);
    };
    worker.onerror = ({ message }) => {
      // it could not be loaded: whoever waits is told, and the next errand begins another
      worker.terminate();
      this.#worker = null;
      const why = message || 'The part of the page that asks servers could not be loaded.';
      for (const [id, heard] of this.#waiting) {
        heard({ id, brought: { failed: 'unreachable', why } });
        heard({ id, file: { failed: 'unreachable', why } });
      }
      for (const [id, heard] of this.#waiting) heard({ id, unreachable: 'silent' });
      this.#waiting.clear();
    };
    return worker;
  }
}
