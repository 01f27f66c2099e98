// Starts one backend, downloading only its code, and tells when its GPU is lost.

import { backend, env, setBackend } from '@tensorflow/tfjs-core';
import type { BackendId } from './probe';

export interface Started {
  threads: number;
}

type LostListener = (backend: BackendId, message: string) => void;

const listeners = new Set<LostListener>();
/** GPUs that are watched already: a backend may be started more than once. */
const watched = new WeakSet<object>();

/** Calls back when the GPU behind a started backend goes away; its tensors are lost then. Returns how to stop. */
export function onDeviceLost(listener: LostListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function lost(id: BackendId, message: string): void {
  for (const listener of listeners) listener(id, message);
}

/** The part of TensorFlow.js's GPU backends that its types keep to themselves. */
interface WithDevice {
  device: { lost: Promise<{ reason: string; message: string }> };
}
interface WithContext {
  gpgpu: { gl: { canvas: EventTarget } };
}

async function startWebGpu(): Promise<boolean> {
  const { startWebGpu: start } = await import('./start-webgpu');
  if (!(await start())) return false;
  const { device } = backend() as unknown as WithDevice;
  if (!watched.has(device)) {
    watched.add(device);
    void device.lost.then(({ reason, message }) => {
      if (reason !== 'destroyed') lost('webgpu', message);
    });
  }
  return true;
}

async function startWebGl(): Promise<boolean> {
  await import('@tensorflow/tfjs-backend-webgl');
  // a software renderer is refused otherwise; whether it is worth having was decided before
  env().set('SOFTWARE_WEBGL_ENABLED', true);
  if (!(await setBackend('webgl'))) return false;
  const { canvas } = (backend() as unknown as WithContext).gpgpu.gl;
  if (!watched.has(canvas)) {
    watched.add(canvas);
    canvas.addEventListener('webglcontextlost', () => lost('webgl', 'The WebGL context was lost.'));
  }
  return true;
}

async function startCpu(): Promise<boolean> {
  await import('@tensorflow/tfjs-backend-cpu');
  return setBackend('cpu');
}

/** Makes a backend current, or throws. */
export async function start(id: BackendId): Promise<Started> {
  let threads = 1;
  let ok: boolean;
  if (id === 'wasm') {
    const { startWasm } = await import('./start-wasm');
    threads = await startWasm();
    ok = threads > 0;
  } else {
    ok = await { webgpu: startWebGpu, webgl: startWebGl, cpu: startCpu }[id]();
  }
  if (!ok) throw new Error(`TensorFlow.js could not start its ${id} backend.`);
  return { threads };
}
