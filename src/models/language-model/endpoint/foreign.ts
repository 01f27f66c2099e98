// The one place of the program that asks another origin for anything. It runs in a worker of its own, whose policy alone admits other
// origins (scripts/vite/content-security-policy.ts): a page cannot widen its policy when somebody agrees, so the page and the worker that
// trains keep theirs, which admits none, and this one goes to the origin that was agreed to and nowhere else: no redirects, no cookies,
// no referrer. Only a file may lie elsewhere, where that origin says; nothing but the request for it goes there.

import { isAdmissible, isLoopback, parseAddress } from '../../../protocol/language-model';
import type { Brought, BroughtFile, Errand, FileErrand, Unreachable } from './messages';

/** An answer has some kilobytes; what goes on longer has no end. */
const MOST_CHARACTERS = 4e6;

/** Why it may not be asked; null where it may. */
function forbidden({ url, consent }: Pick<Errand, 'url' | 'consent'>): string | null {
  const address = parseAddress(url);
  if (!address || !isAdmissible(address))
    return 'Only https addresses and servers of this device can be asked.';
  return address.origin === consent ? null : `Nobody has agreed that anything goes to ${address.origin}.`;
}

/** What comes of an answer, as it comes. Throws at the signal, of which an engine may know nothing any more once the answer has begun. */
async function* partsOf({ body }: Response, signal: AbortSignal): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = body?.getReader();
  signal.addEventListener('abort', () => void reader?.cancel().catch(() => undefined)); // it has failed already
  for (let part = await reader?.read(); part && !part.done; part = await reader!.read()) yield part.value;
  signal.throwIfAborted();
}

/** Never rejects. Called off at the signal it comes back as 'slow', which nobody reads. */
export async function fetchForeign(
  errand: Errand,
  signal: AbortSignal,
  get: typeof fetch = (...asked) => fetch(...asked),
): Promise<Brought> {
  const why = forbidden(errand);
  if (why !== null) return { failed: 'no-consent', why };
  const { url, body, key, patience } = errand;
  const ended = new AbortController();
  const end = () => ended.abort();
  const timer = setTimeout(end, patience);
  signal.addEventListener('abort', end);
  let text = '';
  try {
    const response = await get(url, {
      method: body === null ? 'GET' : 'POST',
      body,
      headers: {
        ...(body !== null && { 'Content-Type': 'application/json' }),
        ...(key !== '' && { Authorization: `Bearer ${key}` }),
      },
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: ended.signal,
    });
    const decoder = new TextDecoder();
    for await (const part of partsOf(response, ended.signal)) {
      text += decoder.decode(part, { stream: true });
      if (text.length > MOST_CHARACTERS) {
        end();
        return { failed: 'endless', why: `It had sent ${MOST_CHARACTERS / 1e6} MB and was not done.` };
      }
    }
    return { status: response.status, text, retryAfter: waitOf(response.headers.get('Retry-After')) };
  } catch (error) {
    if (!ended.signal.aborted)
      return { failed: 'unreachable', why: error instanceof Error ? error.message : String(error) };
    return {
      failed: text === '' ? 'slow' : 'endless',
      why: `It was not done after ${patience / 1000} seconds.`,
    };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

/** Milliseconds without a byte after which a file is given up. */
const SILENCE = 60_000;

/** Brings a file, from where the address leads. Never rejects; called off at the signal it comes back as 'slow', which nobody reads. */
export async function fetchFile(
  errand: FileErrand,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
  get: typeof fetch = (...asked) => fetch(...asked),
): Promise<BroughtFile> {
  const why = forbidden(errand);
  if (why !== null) return { failed: 'no-consent', why };
  const ended = new AbortController();
  const end = () => ended.abort();
  signal.addEventListener('abort', end);
  let timer = setTimeout(end, SILENCE);
  try {
    const response = await get(errand.url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: ended.signal,
    });
    if (!response.ok) return { failed: 'refused', why: `It answered ${response.status}.` };
    const total = Number(response.headers.get('Content-Length') ?? 0);
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let done = 0;
    for await (const part of partsOf(response, ended.signal)) {
      clearTimeout(timer);
      timer = setTimeout(end, SILENCE);
      parts.push(part);
      done += part.length;
      if (done > errand.most) {
        end();
        return { failed: 'endless', why: `It has more than ${errand.most / 1e6} MB.` };
      }
      onProgress(done, Math.max(done, total));
    }
    return { blob: new Blob(parts) };
  } catch (error) {
    if (ended.signal.aborted) return { failed: 'slow', why: `Nothing came for ${SILENCE / 1000} seconds.` };
    return { failed: 'unreachable', why: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

/** Milliseconds of a Retry-After header: seconds, or a date. */
function waitOf(header: string | null): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, wait) : null;
}

/** Why nothing came from an address that may be asked. */
export async function diagnose(
  errand: Errand,
  page: { protocol: string } = location,
  get: typeof fetch = (...asked) => fetch(...asked),
): Promise<Unreachable> {
  const address = parseAddress(errand.url);
  if (!address || forbidden(errand) !== null) return 'mixed';
  const loopback = isLoopback(address);
  if (page.protocol === 'https:' && address.protocol === 'http:' && !loopback) return 'mixed';
  if (loopback && page.protocol === 'https:' && (await loopbackRefused())) return 'loopback';
  try {
    // its answer cannot be read, but that there is one can be seen
    await get(errand.url, {
      mode: 'no-cors',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: AbortSignal.timeout(Math.min(errand.patience, 5000)),
    });
    return 'cors';
  } catch {
    // an isolated page is kept from such an answer as from none
    return isolated() ? 'cors-or-silent' : 'silent';
  }
}

const isolated = (): boolean =>
  (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated === true;

/** Whether the person has refused the page the way to servers of this device, where the browser asks at all. */
async function loopbackRefused(): Promise<boolean> {
  for (const name of ['loopback-network', 'local-network-access']) {
    try {
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      return state === 'denied';
    } catch {
      // a browser that does not know it
    }
  }
  return false;
}
