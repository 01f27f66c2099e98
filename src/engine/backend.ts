// Chooses and starts the engine's backend: a real GPU through WebGPU, a real GPU through WebGL, WASM, plain JavaScript. A GPU
// in software is many times slower than WASM, so Auto never takes one; a person may. Every start is checked (self-check.ts).

import { getBackend, setBackend } from '@tensorflow/tfjs-core';
import { RetortError } from '../lib/errors';
import { type BackendId, type BackendReason, type Probe, probeBackends } from './backends/probe';
import { start, type Started } from './backends/start';
import { clearConstants } from './constants';
import { switchOffFused } from './kernels/fused';
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
}

/** How the outside is reached; tests put in their own. */
export interface BackendSystem {
  probe: () => Promise<Probe[]>;
  start: (id: BackendId) => Promise<Started>;
  check: () => Promise<boolean>;
  /** Takes fused kernels that are wrong out of use; which ops go on without. */
  switchOffWrongKernels: () => Promise<string[]>;
}

const browser: BackendSystem = {
  probe: probeBackends,
  start,
  check: selfCheck,
  switchOffWrongKernels: async () => (await import('./kernel-check')).switchOffWrongKernels(),
};

/** Auto's candidates in order: what is available and not in software. */
export const autoOrder = (probes: readonly Probe[]): Probe[] =>
  probes.filter(({ available, software }) => available && !software);

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
 * Starts the chosen backend, or the best that works, and makes it current. Calls onNote with each `id:reason` as a backend is
 * passed over. Throws RetortError('backend-unavailable' | 'backend-wrong-answer') if the chosen one, or every one, fails.
 */
export async function startBackend(
  choice: 'auto' | BackendId,
  onNote: (note: string) => void = () => {},
  system: BackendSystem = browser,
): Promise<BackendReport> {
  const probes = await system.probe();
  const notes: string[] = [];
  const note = (id: BackendId, reason: BackendReason) => {
    notes.push(`${id}:${reason}`);
    onNote(`${id}:${reason}`);
  };
  const offers = probes.map(({ id, available, reason }) => ({ id, available, ...(reason && { reason }) }));
  const picked = probes.find(({ id }) => id === choice);
  if (picked && !picked.available) throw refusal(picked.id, picked.reason ?? 'failed');
  if (!picked) for (const { id, reason } of probes) if (reason) note(id, reason);
  const before = getBackend();
  clearConstants();
  for (const { id, adapter, software } of picked ? [picked] : autoOrder(probes)) {
    const result = await attempt(id, system);
    if (typeof result === 'object') {
      if (result.kernelsOff) note(id, 'kernels-off');
      return { id, adapter, software, threads: result.threads, notes, offers };
    }
    note(id, result);
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
