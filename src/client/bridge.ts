// The page's half of the worker bridge: spawn, send (a promise of the answer), listen, notice a crash, respawn. Both directions
// are parsed. What to tell the new worker is up to whoever listens to onCrash (state/), since only they know what was going on.

import { errorOf, RetortError } from '../lib/errors';
import { errorFields, errorFrom } from '../protocol/errors';
import type { Command, Commands, Event, Events } from '../protocol/messages';
import { parseAnswer, parseEvent, parseReply } from '../protocol/parse';
import type { Answer, Replies } from '../protocol/replies';
import { isTeacher } from '../protocol/training';
import { spawnWorker, type WorkerLike } from './spawn';
import { watchVitalSigns, type VitalSigns, type VitalSignsOptions } from './vital-signs';

type Listener<K extends keyof Events> = (payload: Events[K]) => void;

export interface BridgeOptions {
  /** Address that relative paths of models start from; by default the document's. */
  base?: string;
  spawn?: () => WorkerLike;
  locks?: VitalSignsOptions['locks'];
  interval?: number;
  patience?: number;
}

/** Crashes in a row, without a finished step in between, after which the bridge gives up. */
const MOST_RESTARTS = 3;

/** A command that waits for its answer. */
interface Pending {
  name: keyof Commands;
  resolve(reply: never): void;
  reject(error: RetortError): void;
}

export class Bridge {
  #listeners = new Map<keyof Events, Set<(payload: never) => void>>();
  #crashListeners = new Set<(error: RetortError, restarted: boolean) => void>();
  #worker: WorkerLike | null = null;
  #signs: VitalSigns | null = null;
  /** By id; all of them with the worker that is there now. */
  #pending = new Map<number, Pending>();
  #lastId = 0;
  #crashes = 0;
  readonly #options: BridgeOptions;

  constructor(options: BridgeOptions = {}) {
    this.#options = options;
  }

  /** Starts the worker where none runs; send does so by itself. */
  start(): void {
    if (this.#worker) return;
    const { base = document.baseURI, spawn = spawnWorker, locks = navigator.locks } = this.#options;
    const worker = spawn();
    this.#worker = worker;
    worker.onmessage = ({ data }) => this.#receive(worker, data);
    worker.onerror = (event) => this.#died(worker, event.message || 'the worker could not be loaded');
    const { interval, patience } = this.#options;
    this.#signs = watchVitalSigns({
      ping: () => void this.send('worker.ping', {}).catch(() => undefined),
      onDeath: (why) => this.#died(worker, why === 'gone' ? 'it ended by itself' : 'it does not answer'),
      locks,
      ...(interval === undefined ? {} : { interval }),
      ...(patience === undefined ? {} : { patience }),
    });
    this.send('worker.hello', { base }).then(
      ({ lifeline }) => {
        if (lifeline !== null && worker === this.#worker) this.#signs?.holdLifeline(lifeline);
      },
      () => undefined, // a worker without a lifeline is still watched by pings
    );
  }

  /**
   * Has the worker carry out a command. Rejects with RetortError: what the worker says went wrong, 'worker-crashed' where it
   * died before it answered, 'cancelled' where the page ended it.
   */
  send<K extends keyof Commands>(
    name: K,
    payload: Commands[K],
    transfer: Transferable[] = [],
  ): Promise<Replies[K]> {
    this.start();
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { name, resolve, reject });
      this.#worker?.postMessage({ id, name, payload } as Command, transfer);
    });
  }

  /** Calls back for each event of a name; returns the way to stop listening. */
  listen<K extends keyof Events>(name: K, listener: Listener<K>): () => void {
    const set = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, set.add(listener));
    return () => set.delete(listener);
  }

  /** Calls back after a crash, when a new worker is there (restarted), or when the bridge gave up. */
  onCrash(listener: (error: RetortError, restarted: boolean) => void): () => void {
    this.#crashListeners.add(listener);
    return () => this.#crashListeners.delete(listener);
  }

  /** Ends the worker for good; a later send starts a new one. */
  terminate(): void {
    this.#end(new RetortError('cancelled', 'The background worker was ended.'));
  }

  /** For tests of the page: ends the worker behind the bridge's back, as a crash would. */
  killWorker(): void {
    this.#worker?.terminate();
  }

  /** @param why what those hear who wait for an answer. */
  #end(why: RetortError): void {
    this.#signs?.stop();
    this.#worker?.terminate();
    this.#worker = null;
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of waiting) reject(why);
  }

  #receive(worker: WorkerLike, data: unknown): void {
    if (worker !== this.#worker) return; // a late word from one that was replaced
    this.#signs?.heard();
    const answer = parseAnswer(data);
    if (answer) return this.#settle(answer);
    let event: Event;
    try {
      event = parseEvent(data);
    } catch (error) {
      this.#emit('error', { ...errorFields(error), during: 'receiving' });
      return;
    }
    // a teacher that is trained before the student comes to the same end each time
    if (event.name === 'train.steps' && event.payload.logs.some(({ arm }) => !isTeacher(arm)))
      this.#crashes = 0;
    this.#emit(event.name, event.payload as never);
  }

  #settle(answer: Answer): void {
    const pending = this.#pending.get(answer.reply);
    if (!pending) return;
    this.#pending.delete(answer.reply);
    if ('error' in answer) return pending.reject(errorFrom(answer.error));
    try {
      pending.resolve(parseReply(pending.name, answer.ok) as never);
    } catch (error) {
      pending.reject(errorOf(error));
    }
  }

  #emit<K extends keyof Events>(name: K, payload: Events[K]): void {
    for (const listener of this.#listeners.get(name) ?? []) (listener as Listener<K>)(payload);
  }

  #died(worker: WorkerLike, why: string): void {
    if (worker !== this.#worker) return;
    const restart = ++this.#crashes <= MOST_RESTARTS;
    const remedy = restart
      ? 'It was restarted; training can go on from the last checkpoint.'
      : 'It crashed several times in a row. Reload the page, or choose another backend.';
    const error = new RetortError('worker-crashed', `The background worker stopped (${why}). ${remedy}`);
    this.#end(error);
    if (restart) this.start();
    for (const listener of this.#crashListeners) listener(error, restart);
  }
}
