// For tests, this folder's and others': a worker that does nothing by itself, and Web Locks as far as the bridge uses them.
// Not part of the page.

import type { ErrorFields } from '../protocol/errors';
import type { Command, Commands, Events } from '../protocol/messages';
import type { Replies } from '../protocol/replies';
import type { WorkerLike } from './spawn';

export class FakeWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  readonly received: Command[] = [];
  terminated = false;
  readonly #answered = new Set<number>();

  postMessage(message: unknown): void {
    this.received.push(message as Command);
  }

  terminate(): void {
    this.terminated = true;
  }

  /** An event, as the worker would post it. */
  say<K extends keyof Events>(name: K, payload: Events[K]): void {
    this.sayAnything({ name, payload });
  }

  /** Answers the first command of a name that waits for it. */
  answer<K extends keyof Commands>(name: K, ok: Replies[K]): void {
    this.sayAnything({ reply: this.#waiting(name), ok });
  }

  /** Says that the first command of a name that waits for an answer was not carried out. */
  refuse(name: keyof Commands, error: ErrorFields): void {
    this.sayAnything({ reply: this.#waiting(name), error });
  }

  #waiting(name: keyof Commands): number {
    const command = this.received.find((one) => one.name === name && !this.#answered.has(one.id));
    if (!command) throw new Error(`no ${name} waits for an answer`);
    this.#answered.add(command.id);
    return command.id;
  }

  sayAnything(data: unknown): void {
    this.onmessage?.({ data } as MessageEvent);
  }

  crash(message: string): void {
    this.onerror?.({ message } as ErrorEvent);
  }

  /** Payloads of the commands of a name, in order. */
  commands<K extends keyof Commands>(name: K): Commands[K][] {
    return this.received
      .filter((command) => command.name === name)
      .map(({ payload }) => payload as Commands[K]);
  }
}

export class FakeLocks {
  readonly #waiting = new Map<string, () => unknown>();

  request(name: string, { signal }: LockOptions, callback: () => unknown): Promise<unknown> {
    this.#waiting.set(name, callback);
    return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));
  }

  /** The holder is gone. */
  release(name: string): void {
    this.#waiting.get(name)?.();
  }
}
