// Chooses and starts the engine's backend: a real GPU through WebGPU, a real GPU through WebGL, WASM, plain JavaScript. Where Auto
// has several real ones and knows the run to come, a few of its steps decide, since a small network is faster without a GPU. A GPU
// in software is many times slower than WASM, so Auto never takes one; a person may. Every start is checked (self-check.ts).

import { getBackend, setBackend } from '@tensorflow/tfjs-core';
import { RetortError } from '../lib/errors';
import { type BackendId, type BackendReason, type Probe, probeBackends } from './backends/probe';
import { start, type Started } from './backends/start';
import { clearConstants } from './constants';
import { switchOffFused } from './kernels/fused';
import { measureBackends, type Measured, type Trial } from './measure-backends';
import { selfCheck } from './self-check';

export type { BackendId, BackendReason } from './backends/probe';
export { onDeviceLost } from './backends/start';

export interface BackendReport {
  id: BackendId;
  /** The GPU's name, or what computes instead. */
  adapter: string;
  threads: number;
  /** A GPU played by the processor; only where the person picked it. */
  software: boolean;
  /** Backends passed over on the way, as `id:reason`; `id:kernels-off` where the one that runs does without some kernels. */
  notes: string[];
  offers: { id: BackendId; available: boolean; reason?: BackendReason }[];
  /** What a few steps of the run's sizes took, the fastest first; only where Auto had several real ones to choose from. */
  measured?: Measured[];
}

/** Keeps figures over runs and visits. A key holds the hardware and the sizes; a new browser is a new key, too, of its owner's. */
export interface Measurements {
  load(key: string): Promise<Measured[] | undefined>;
  save(key: string, measured: readonly Measured[]): Promise<void>;
}

export interface StartOptions {
  /** Hears each `id:reason` as a backend is passed over. */
  onNote?: (note: string) => void;
  /** Steps of the run to come, for Auto. */
  trial?: Trial | null;
  measurements?: Measurements;
}

/** How the outside is reached; tests put in their own. */
export interface BackendSystem {
  probe: () => Promise<Probe[]>;
  start: (id: BackendId) => Promise<Started>;
  check: () => Promise<boolean>;
  /** Takes fused kernels that are wrong out of use; which ops go on without. */
  switchOffWrongKernels: () => Promise<string[]>;
  /** Milliseconds. */
  now: () => number;
}

const browser: BackendSystem = {
  probe: probeBackends,
  start,
  check: selfCheck,
  switchOffWrongKernels: async () => (await import('./kernel-check')).switchOffWrongKernels(),
  now: () => performance.now(),
};

/** Auto's candidates in order: what is available and not in software. */
export const autoOrder = (probes: readonly Probe[]): Probe[] =>
  probes.filter(({ available, software }) => available && !software);

/** Of these, the ones between which only a measurement can choose: plain JavaScript is what is left where nothing else works. */
const rivals = (candidates: readonly Probe[]): Probe[] => candidates.filter(({ id }) => id !== 'cpu');

/** Whether Auto has a choice that only measuring makes, from the offers of a report. */
export const mustMeasure = (
  offers: readonly { id: BackendId; available: boolean; reason?: string | undefined }[],
): boolean => offers.filter(({ id, available, reason }) => id !== 'cpu' && available && !reason).length > 1;

/** What is remembered of these backends and sizes, or measured now. */
async function figuresOf(
  candidates: readonly Probe[],
  trial: Trial,
  measurements: Measurements | undefined,
  use: (id: BackendId) => Promise<boolean>,
  now: () => number,
): Promise<Measured[]> {
  const key = [...candidates.map(({ id, adapter }) => `${id}: ${adapter}`), trial.sizes].join('\n');
  // without storage it is measured each time
  const known = await measurements?.load(key).catch(() => undefined);
  if (known) return known;
  const ids = candidates.map(({ id }) => id);
  const measured = await measureBackends(ids, trial, use, now);
  await measurements?.save(key, measured).catch(() => undefined);
  return measured;
}

type Attempt = (Started & { kernelsOff: boolean }) | BackendReason;

/** Starts and checks one backend, without those of our own kernels that this machine gets wrong; or what is wrong with it. */
async function attempt(id: BackendId, system: BackendSystem): Promise<Attempt> {
  try {
    const started = await system.start(id);
    const off = await system.switchOffWrongKernels();
    if (off.length > 0) console.warn(`Fused kernels are off on ${id}: ${off.join(', ')}.`);
    if (await system.check()) return { ...started, kernelsOff: off.length > 0 };
    switchOffFused(id);
    return (await system.check()) ? { ...started, kernelsOff: true } : 'wrong-answer';
  } catch {
    return 'failed';
  }
}

function refusal(id: BackendId, reason: BackendReason): RetortError {
  return reason === 'wrong-answer'
    ? new RetortError(
        'backend-wrong-answer',
        `The ${id} backend computes wrongly on this device. Choose Auto.`,
      )
    : new RetortError('backend-unavailable', `The ${id} backend cannot start here (${reason}). Choose Auto.`);
}

/**
 * Starts the chosen backend, or the best that works, and makes it current.
 * Throws RetortError('backend-unavailable' | 'backend-wrong-answer') if the chosen one, or every one, fails.
 */
export async function startBackend(
  choice: 'auto' | BackendId,
  { onNote, trial, measurements }: StartOptions = {},
  system: BackendSystem = browser,
): Promise<BackendReport> {
  const probes = await system.probe();
  const notes: string[] = [];
  const note = (id: BackendId, reason: BackendReason) => {
    if (notes.includes(`${id}:${reason}`)) return;
    notes.push(`${id}:${reason}`);
    onNote?.(`${id}:${reason}`);
  };
  const offers = probes.map(({ id, available, reason }) => ({ id, available, ...(reason && { reason }) }));
  const picked = probes.find(({ id }) => id === choice);
  if (picked && !picked.available) throw refusal(picked.id, picked.reason ?? 'failed');
  if (!picked) for (const { id, reason } of probes) if (reason) note(id, reason);
  const before = getBackend();
  const attemptNoted = async (id: BackendId): Promise<Attempt> => {
    clearConstants();
    const result = await attempt(id, system);
    if (typeof result === 'string') note(id, result);
    return result;
  };
  let order = picked ? [picked] : autoOrder(probes);
  let measured: Measured[] | undefined;
  const real = picked ? [] : rivals(order);
  if (trial && real.length > 1) {
    const use = async (id: BackendId) => typeof (await attemptNoted(id)) === 'object';
    measured = await figuresOf(real, trial, measurements, use, system.now);
    const rank = ({ id }: Probe) => measured!.findIndex((one) => one.id === id) + 1 || Infinity;
    order = order.toSorted((a, b) => rank(a) - rank(b) || 0);
  }
  for (const { id, adapter, software } of order) {
    const result = await attemptNoted(id);
    if (typeof result === 'object') {
      const { threads, kernelsOff } = result;
      if (kernelsOff) note(id, 'kernels-off');
      return { id, adapter, software, threads, notes, offers, ...(measured && { measured }) };
    }
    if (picked) {
      if (before) await setBackend(before);
      throw refusal(id, result);
    }
  }
  throw new RetortError(
    'backend-unavailable',
    'No way to compute works in this browser. Try a current Chrome, Edge or Firefox.',
  );
}
