// How many dispatches the norm and a step take on WebGPU, whatever the number of weights. What they compute: ../../adamw.test.ts.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { AdamW } from '../../adamw';
import { globalNorm } from '../../optimizer';
import { dispose, tensor, variable } from '../../tensor';
import { hasWebGpu, useBackend } from '../../testing';

describe.skipIf(!hasWebGpu)('AdamW on webgpu', () => {
  beforeAll(() => useBackend('webgpu'));

  it('takes two dispatches for the norm and one for the step', () => {
    const names = Array.from({ length: 22 }, (_, i) => `w${i}`);
    const made = names.map((name, i) => [name, tensor(new Float32Array(i + 1).fill(i), [i + 1])] as const);
    const grads = Object.fromEntries(made);
    const params = Object.fromEntries(made.map(([name, x]) => [name, variable(x, name)]));
    const optimiser = new AdamW(params, { clipNorm: 1 });
    const programs = vi.spyOn(backend() as WebGPUBackend, 'runWebGPUProgram');
    const norm = globalNorm(grads);
    expect(programs).toHaveBeenCalledTimes(2);
    optimiser.step(grads, 0.01, norm);
    // on the first step the weights share their numbers with what they were made from, and are copied
    const first = programs.mock.calls.length;
    optimiser.step(grads, 0.01, norm);
    expect(programs.mock.calls.length - first).toBe(1);
    programs.mockRestore();
    optimiser.dispose();
    dispose([norm, grads, params]);
  });
});
