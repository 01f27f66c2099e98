// A worker that is asked one thing at a time, and ended where it does not answer: by a time limit, at a signal, or when it has crashed. All of
// its memory goes with it.

import { RetortError } from '../lib/errors';
import { type ErrorFields, errorFrom } from '../protocol/errors';

/** What is needed of a worker. */
export interface AskableWorker<Question, Answer> {
  postMessage(question: Question, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Answer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface AskOptions {
  transfer?: Transferable[];
  /** Ends the worker. */
  signal?: AbortSignal | undefined;
}

export interface AskedWorkerOptions {
  /** Most milliseconds until it answers, or says that it is at it. */
  patience: number;
  /** What is said then. */
  silent(seconds: number): RetortError;
  /** What is said where it ended by itself. */
  crashed(why: string): RetortError;
}

/** What every such worker may say besides its answers; alive: it is at it. */
type Aside = { error: ErrorFields } | { alive: true };

export class AskedWorker<Question, Answer extends object> {
  #ended: RetortError | null = null;
  #asking: Promise<unknown> = Promise.resolve();
  /** Tells whoever waits that nothing will come. */
  #giveUp: ((why: RetortError) => void) | null = null;

  constructor(
    private readonly worker: AskableWorker<Question, Answer>,
    private readonly options: AskedWorkerOptions,
  ) {}

  /** Whether it can be asked no more. */
  get ended(): boolean {
    return this.#ended !== null;
  }

  /** One after the other: answers bear no number. Throws RetortError: what the worker says, that it is silent or crashed, 'cancelled'. */
  ask(question: Question, options: AskOptions = {}): Promise<Exclude<Answer, Aside>> {
    const answered = this.#asking.catch(() => undefined).then(() => this.#ask(question, options));
    this.#asking = answered;
    return answered;
  }

  /** Whoever waits is told why. */
  end(why = cancelled()): void {
    this.worker.terminate();
    this.#ended ??= why;
    this.#giveUp?.(this.#ended);
  }

  #ask(question: Question, { transfer = [], signal }: AskOptions): Promise<Exclude<Answer, Aside>> {
    const { worker, options } = this;
    return new Promise((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const settle = (how: () => void) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        this.#giveUp = null;
        how();
      };
      const fail = (why: RetortError) => this.end(why);
      const onAbort = () => fail(cancelled());
      const wait = () => {
        clearTimeout(timer);
        timer = setTimeout(() => fail(options.silent(options.patience / 1000)), options.patience);
      };
      this.#giveUp = (why) => settle(() => reject(why));
      if (this.#ended) return fail(this.#ended);
      if (signal?.aborted) return onAbort();
      wait();
      signal?.addEventListener('abort', onAbort);
      worker.onmessage = ({ data }) => {
        const said: Answer | Aside = data;
        if ('alive' in said) return wait();
        settle(() =>
          'error' in said
            ? reject(errorFrom(said.error as ErrorFields))
            : resolve(said as Exclude<Answer, Aside>),
        );
      };
      worker.onerror = ({ message }) => fail(options.crashed(message));
      worker.postMessage(question, transfer);
    });
  }
}

const cancelled = (): RetortError => new RetortError('cancelled', 'Stopped. Start again when you like.');
