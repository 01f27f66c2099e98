// The page's half of the worker bridge: spawn, send, listen, notice a crash, respawn. Both directions are parsed. What to
// tell the new worker is up to whoever listens to onRestart (state/), since only they know what was going on.

import { type ErrorCode, RetortError } from '../lib/errors';
import type { Commands, Envelope, Events } from '../protocol/messages';
import { parseEvent } from '../protocol/parse';
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

/** Crashes in a row, without a sign of life in between, after which the bridge gives up. */
const MOST_RESTARTS = 3;

export class Bridge {
  #listeners = new Map<keyof Events, Set<(payload: never) => void>>();
  #crashListeners = new Set<(error: RetortError, restarted: boolean) => void>();
  #worker: WorkerLike | null = null;
  #signs: VitalSigns | null = null;
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
      ping: (id) => this.#post(worker, { name: 'worker.ping', payload: { id } }, []),
      onDeath: (why) => this.#died(worker, why === 'gone' ? 'it ended by itself' : 'it does not answer'),
      locks,
      ...(interval === undefined ? {} : { interval }),
      ...(patience === undefined ? {} : { patience }),
    });
    this.#post(worker, { name: 'worker.hello', payload: { base } }, []);
  }

  send<K extends keyof Commands>(name: K, payload: Commands[K], transfer: Transferable[] = []): void {
    this.start();
    if (this.#worker) this.#post(this.#worker, { name, payload } as Envelope<Commands>, transfer);
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
    this.#signs?.stop();
    this.#worker?.terminate();
    this.#worker = null;
  }

  /** For tests of the page: ends the worker behind the bridge's back, as a crash would. */
  killWorker(): void {
    this.#worker?.terminate();
  }

  #post(worker: WorkerLike, message: Envelope<Commands>, transfer: Transferable[]): void {
    worker.postMessage(message, transfer);
  }

  #receive(worker: WorkerLike, data: unknown): void {
    if (worker !== this.#worker) return; // a late word from one that was replaced
    this.#signs?.heard();
    let event: Envelope<Events>;
    try {
      event = parseEvent(data);
    } catch (error) {
      if (!(error instanceof RetortError)) throw error;
      this.#emit('error', { code: error.code, message: error.message, during: 'receiving' });
      return;
    }
    if (event.name === 'worker.ready') {
      if (event.payload.lifeline !== null) this.#signs?.holdLifeline(event.payload.lifeline);
    } else if (event.name !== 'worker.pong') this.#crashes = 0; // it did something useful
    this.#emit(event.name, event.payload as never);
  }

  #emit<K extends keyof Events>(name: K, payload: Events[K]): void {
    for (const listener of this.#listeners.get(name) ?? []) (listener as Listener<K>)(payload);
  }

  #died(worker: WorkerLike, why: string): void {
    if (worker !== this.#worker) return;
    this.terminate();
    const restart = ++this.#crashes <= MOST_RESTARTS;
    if (restart) this.start();
    const code: ErrorCode = 'worker-crashed';
    const remedy = restart
      ? 'It was restarted; training can go on from the last checkpoint.'
      : 'It crashed several times in a row. Reload the page, or choose another backend.';
    const error = new RetortError(code, `The background worker stopped (${why}). ${remedy}`);
    for (const listener of this.#crashListeners) listener(error, restart);
  }
}
