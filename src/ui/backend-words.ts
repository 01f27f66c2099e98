// Backends by the names people know, and why one is not to be had, in a person's words.

import { useTranslation } from 'react-i18next';

export const BACKEND_NAMES: Readonly<Record<string, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'CPU',
};

const REASONS = ['no-api', 'no-adapter', 'software', 'failed', 'wrong-answer', 'kernels-off'] as const;

export function useBackendWords() {
  const { t } = useTranslation();
  const reason = (code: string | undefined): string =>
    t(`backendReason.${REASONS.find((known) => known === code) ?? 'failed'}`);
  return {
    /** From the engine's code, "no-adapter". */
    reason,
    /** From the engine's note, "webgpu:no-adapter", to "WebGPU: no GPU found". */
    note: (text: string): string => {
      const [id = '', code] = text.split(':');
      return `${BACKEND_NAMES[id] ?? id}: ${reason(code)}`;
    },
  };
}
