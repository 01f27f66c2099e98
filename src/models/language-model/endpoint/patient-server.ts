// One server, asked patiently: within the budget, again after a while where it is busy, fails or cannot be reached, and never for longer
// than its answers may take. Knows JSON, not what is in it.

import { throwIfCancelled } from '../../../lib/cancelled';
import { type ErrorCode, RetortError } from '../../../lib/errors';
import type { Endpoint } from '../../../protocol/language-model';
import type { Budget } from './budget';
import type { Courier } from './courier';
import type { Brought, Errand } from './messages';

/** What can be wrong with a server's answer. */
export const SERVER_FAULTS = ['429', '500', 'slow', 'endless', 'unreachable', 'refused', 'broken'] as const;
export type ServerFault = (typeof SERVER_FAULTS)[number];

export class ServerError extends RetortError {
  constructor(
    readonly fault: ServerFault,
    code: ErrorCode,
    message: string,
  ) {
    super(code, message);
  }
}

/** Times that a question is put, the first one included. */
const TRIES = 6;
/** Milliseconds after the first failure; twice as many after each other one. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
/** Nobody waits for longer than this where a server asks for it. */
const MOST_PATIENCE = 120_000;

export interface PatientOptions {
  endpoint: Pick<Endpoint, 'address' | 'consent' | 'seconds'>;
  key: string;
  courier: Courier;
  budget: Budget;
  /** Resolves after so many milliseconds, or at once at the signal. */
  wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
  tries?: number;
}

const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal?.aborted) done();
    else signal?.addEventListener('abort', done);
  });

export class PatientServer {
  /** When the server may be asked again, which all who wait heed. */
  #notBefore = 0;

  constructor(private readonly options: PatientOptions) {}

  /** The errand to a path below the address. */
  errand(path: string, body: object | null): Errand {
    const { endpoint, key } = this.options;
    return {
      url: `${endpoint.address.replace(/\/+$/, '')}${path}`,
      body: body && JSON.stringify(body),
      key,
      consent: endpoint.consent,
      patience: endpoint.seconds * 1000,
    };
  }

  /** The answer's JSON. Throws ServerError, RetortError('budget-spent'), ('consent-missing') or ('cancelled'). */
  async ask(path: string, body: object | null, signal?: AbortSignal): Promise<unknown> {
    const { courier, budget, wait = sleep, tries = TRIES } = this.options;
    const errand = this.errand(path, body);
    for (let attempt = 1; ; attempt++) {
      const pause = this.#notBefore - Date.now();
      if (pause > 0) await wait(pause, signal);
      throwIfCancelled(signal);
      budget.admit();
      let read: { json: unknown } | { error: RetortError; retry: number | null };
      let used: ReturnType<typeof usageOf> = null;
      try {
        read = readAnswer(await courier.fetch(errand, signal), errand);
        throwIfCancelled(signal);
        if ('json' in read) used = usageOf(read.json);
      } finally {
        budget.settle(used);
      }
      if ('json' in read) return read.json;
      const { error, retry } = read;
      if (retry === null || attempt >= tries || retry > MOST_PATIENCE) throw error;
      const backOff = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1)) * (0.75 + Math.random() / 2);
      const until = Date.now() + Math.max(retry, backOff);
      // who is asked to wait waits for all; what failed for one question is tried again with that one
      if (error instanceof ServerError && error.fault === '429')
        this.#notBefore = Math.max(this.#notBefore, until);
      else await wait(until - Date.now(), signal);
    }
  }
}

const usageOf = (json: unknown): { read: number; written: number } | null => {
  const usage = (json as { usage?: { prompt_tokens?: unknown; completion_tokens?: unknown } | null } | null)
    ?.usage;
  const count = (value: unknown) => (typeof value === 'number' && value > 0 ? value : 0);
  return usage ? { read: count(usage.prompt_tokens), written: count(usage.completion_tokens) } : null;
};

/** @returns retry: milliseconds to wait at least before another try; null where none helps. */
function readAnswer(
  brought: Brought,
  { url }: Errand,
): { json: unknown } | { error: RetortError; retry: number | null } {
  const { origin } = new URL(url);
  if ('failed' in brought) {
    switch (brought.failed) {
      case 'no-consent':
        return {
          error: new RetortError(
            'consent-missing',
            `${brought.why} Open “LLM teacher…” and agree first, or choose another teacher.`,
          ),
          retry: null,
        };
      case 'unreachable':
        return {
          error: new ServerError(
            'unreachable',
            'endpoint-unreachable',
            `${origin} cannot be reached. See that the server runs and lets this page in (“LLM teacher…”, “Test”), and start again: what was answered is kept.`,
          ),
          retry: 0,
        };
      case 'slow':
      case 'endless':
        return {
          error: new ServerError(
            brought.failed,
            'endpoint-slow',
            `${origin} did not finish an answer. ${brought.why} Raise “Seconds for an answer”, ask less at once, or choose a faster model; what was answered is kept.`,
          ),
          retry: brought.failed === 'slow' ? 0 : null,
        };
      default:
        return brought.failed satisfies never;
    }
  }
  const { status, text, retryAfter } = brought;
  if (status === 429)
    return {
      error: new ServerError(
        '429',
        'endpoint-busy',
        `${origin} takes no more questions for now (429). Ask less at once, or start again later: what was answered is kept.`,
      ),
      retry: retryAfter ?? 0,
    };
  if (status >= 500)
    return {
      error: new ServerError(
        '500',
        'endpoint-busy',
        `${origin} failed (${status}: ${said(text)}). See what the server writes, and start again: what was answered is kept.`,
      ),
      retry: retryAfter ?? 0,
    };
  if (status >= 400)
    return {
      error: new ServerError('refused', 'endpoint-refused', refusal(status, origin, text)),
      retry: null,
    };
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    return { error: brokenAnswer(origin, 'It is no JSON.'), retry: null };
  }
}

function refusal(status: number, origin: string, text: string): string {
  const why = said(text);
  if (status === 401 || status === 403)
    return `${origin} refuses the key (${status}: ${why}). Enter it again under “LLM teacher…”: the page forgets it when it is closed.`;
  if (status === 404)
    return `${origin} knows no such address or model (404: ${why}). Check both under “LLM teacher…”.`;
  return `${origin} does not take the question (${status}: ${why}). Check model and prompts under “LLM teacher…”.`;
}

export const brokenAnswer = (origin: string, why: string): ServerError =>
  new ServerError(
    'broken',
    'endpoint-broken',
    `${origin} answered in another form than OpenAI’s. ${why} Check that the address ends where its API begins, mostly in /v1.`,
  );

/** The server's own words, where it has some. */
function said(text: string): string {
  const shortened = (words: string): string => words.replace(/\s+/g, ' ').trim().slice(0, 200) || 'no words';
  try {
    const parsed = JSON.parse(text) as { error?: { message?: unknown } | string; message?: unknown };
    const message =
      typeof parsed.error === 'object' ? parsed.error?.message : (parsed.error ?? parsed.message);
    return shortened(typeof message === 'string' ? message : text);
  } catch {
    return shortened(text);
  }
}
