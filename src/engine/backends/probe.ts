// What this browser offers, before anything is downloaded: which backends could start, on which adapter, and whether that is
// real hardware. Not whether they compute rightly (self-check.ts).

export const BACKEND_IDS = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;
export type BackendId = (typeof BACKEND_IDS)[number];

/** Why a backend cannot be had, was passed over or runs slower. Codes: the page turns them into sentences. */
export type BackendReason = 'no-api' | 'no-adapter' | 'software' | 'failed' | 'wrong-answer' | 'kernels-off';

export interface Probe {
  id: BackendId;
  available: boolean;
  /** The GPU's or renderer's name; empty where there is none. */
  adapter: string;
  /** A GPU in software: available, but slower than WASM. */
  software: boolean;
  reason?: BackendReason;
}

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|software/i;

/** Whether a renderer's or adapter's name is that of a GPU played by the processor. */
export const isSoftware = (name: string): boolean => SOFTWARE.test(name);

const absent = (id: BackendId, reason: BackendReason): Probe => ({
  id,
  available: false,
  adapter: '',
  software: false,
  reason,
});

function present(id: BackendId, adapter: string, fallback = false): Probe {
  const software = fallback || isSoftware(adapter);
  return { id, available: true, adapter, software, ...(software && { reason: 'software' as const }) };
}

/** The adapter that TensorFlow.js will ask for, too. */
export async function probeWebGpu(): Promise<Probe> {
  const gpu = typeof navigator === 'undefined' ? undefined : navigator.gpu;
  if (!gpu) return absent('webgpu', 'no-api');
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (!adapter) return absent('webgpu', 'no-adapter');
  // older browsers have neither info nor, later, adapter.isFallbackAdapter
  const info: Partial<GPUAdapterInfo> | undefined = adapter.info;
  const name = [info?.vendor, info?.architecture, info?.device, info?.description].filter(Boolean).join(' ');
  const fallback = info?.isFallbackAdapter ?? (adapter as { isFallbackAdapter?: boolean }).isFallbackAdapter;
  return present('webgpu', name, fallback ?? false);
}

function probeWebGl(): Probe {
  if (typeof OffscreenCanvas === 'undefined') return absent('webgl', 'no-api');
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return absent('webgl', 'no-adapter');
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return present('webgl', renderer);
}

const probes: Record<BackendId, () => Probe | Promise<Probe>> = {
  webgpu: probeWebGpu,
  webgl: probeWebGl,
  wasm: () =>
    typeof WebAssembly === 'undefined' ? absent('wasm', 'no-api') : present('wasm', 'WebAssembly'),
  cpu: () => present('cpu', 'JavaScript'),
};

/** All four, in the order in which Auto tries them. A probe that throws counts as failed. */
export function probeBackends(): Promise<Probe[]> {
  return Promise.all(
    BACKEND_IDS.map(async (id) => {
      try {
        return await probes[id]();
      } catch {
        return absent(id, 'failed');
      }
    }),
  );
}
