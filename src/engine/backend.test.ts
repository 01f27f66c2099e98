// The choice of a backend, with a made-up browser; and the self-check on real backends, right and broken.

import { getKernel, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type BackendSystem, startBackend } from './backend';
import { type BackendId, isSoftware, type Probe } from './backends/probe';
import { switchOffWrongKernels } from './kernel-check';
import { FUSED } from './kernels/names';
import { selfCheck } from './self-check';
import { memory } from './tensor';
import { onEveryBackend, useBackend } from './testing';

const gpu = (id: BackendId, adapter: string): Probe => {
  const software = isSoftware(adapter);
  return { id, available: true, adapter, software, ...(software && { reason: 'software' as const }) };
};
const none = (id: BackendId): Probe => ({
  id,
  available: false,
  adapter: '',
  software: false,
  reason: 'no-adapter',
});
const wasm: Probe = { id: 'wasm', available: true, adapter: 'WebAssembly', software: false };
const cpu: Probe = { id: 'cpu', available: true, adapter: 'JavaScript', software: false };

/** A browser in which some backends do not start and some compute wrongly. */
function browser(
  probes: Probe[],
  faults: Partial<Record<BackendId, 'failed' | 'wrong-answer' | 'wrong-kernel'>> = {},
) {
  const tried: BackendId[] = [];
  const system: BackendSystem = {
    probe: async () => probes,
    start: async (id) => {
      tried.push(id);
      if (faults[id] === 'failed') throw new Error('no');
      return { threads: id === 'wasm' ? 2 : 1 };
    },
    check: async () => faults[tried.at(-1)!] !== 'wrong-answer',
    switchOffWrongKernels: async () => (faults[tried.at(-1)!] === 'wrong-kernel' ? ['swiglu'] : []),
  };
  return { system, tried };
}

const quiet = () => {};

describe('startBackend', () => {
  it('prefers a real GPU through WebGPU, then through WebGL', async () => {
    const both = browser([gpu('webgpu', 'apple metal-3'), gpu('webgl', 'ANGLE (Apple M2)'), wasm, cpu]);
    expect(await startBackend('auto', quiet, both.system)).toMatchObject({
      id: 'webgpu',
      software: false,
      notes: [],
    });
    const one = browser([none('webgpu'), gpu('webgl', 'ANGLE (NVIDIA GeForce RTX 3060)'), wasm, cpu]);
    expect(await startBackend('auto', quiet, one.system)).toMatchObject({
      id: 'webgl',
      notes: ['webgpu:no-adapter'],
    });
  });

  it.each([
    'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)',
    'llvmpipe (LLVM 15.0.6, 256 bits)',
    'mesa lavapipe',
    'ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11)',
  ])('never takes %s by itself, and says so', async (name) => {
    const { system, tried } = browser([gpu('webgpu', name), gpu('webgl', name), wasm, cpu]);
    const heard: string[] = [];
    const report = await startBackend('auto', (note) => heard.push(note), system);
    expect(report).toMatchObject({ id: 'wasm', threads: 2, notes: ['webgpu:software', 'webgl:software'] });
    expect(heard).toEqual(report.notes);
    expect(tried).toEqual(['wasm']);
    expect(report.offers).toContainEqual({ id: 'webgpu', available: true, reason: 'software' });
  });

  it('starts a software GPU that the person picked', async () => {
    const { system } = browser([gpu('webgpu', 'SwiftShader'), gpu('webgl', 'SwiftShader'), wasm, cpu]);
    expect(await startBackend('webgl', quiet, system)).toMatchObject({ id: 'webgl', software: true });
  });

  it('passes over what does not start or computes wrongly', async () => {
    const { system } = browser([gpu('webgpu', 'A'), gpu('webgl', 'B'), wasm, cpu], {
      webgpu: 'wrong-answer',
      webgl: 'failed',
    });
    const report = await startBackend('auto', quiet, system);
    expect(report).toMatchObject({ id: 'wasm', notes: ['webgpu:wrong-answer', 'webgl:failed'] });
  });

  it('says where a backend goes on without some of its kernels', async () => {
    const { system } = browser([wasm, cpu], { wasm: 'wrong-kernel' });
    expect(await startBackend('auto', quiet, system)).toMatchObject({
      id: 'wasm',
      notes: ['wasm:kernels-off'],
    });
  });

  it('refuses a picked backend that is absent or wrong, and all failing, with the way out', async () => {
    const probes = [none('webgpu'), gpu('webgl', 'B'), wasm, cpu];
    const { system } = browser(probes, { webgl: 'wrong-answer', wasm: 'failed', cpu: 'failed' });
    await expect(startBackend('webgpu', quiet, system)).rejects.toMatchObject({
      code: 'backend-unavailable',
      message: expect.stringContaining('Choose Auto'),
    });
    await expect(startBackend('webgl', quiet, system)).rejects.toMatchObject({
      code: 'backend-wrong-answer',
    });
    await expect(startBackend('auto', quiet, system)).rejects.toMatchObject({ code: 'backend-unavailable' });
  });
});

onEveryBackend('self-check', (backend) => {
  it('accepts a sound backend and leaves nothing behind', async () => {
    await selfCheck();
    const before = memory().numTensors;
    expect(await selfCheck()).toBe(true);
    expect(memory().numTensors).toBe(before);
  });

  const id = backend === 'fused' ? 'wasm' : backend;
  const used =
    backend === 'fused' || backend === 'webgpu'
      ? ['RetortLinear', 'RetortLinearWeight']
      : ['Softmax', 'BatchMatMul', 'Sub'];
  it.each(used)('rejects a backend whose %s is off', async (kernelName) => {
    const sound = getKernel(kernelName, id)!;
    const broken: typeof sound.kernelFunc = (args) => {
      const out = sound.kernelFunc(args);
      const result = Array.isArray(out) ? out[0]! : out;
      const factor = getKernel('Fill', id)!.kernelFunc({
        inputs: {},
        attrs: { shape: [], value: 1.01, dtype: 'float32' },
        backend: args.backend,
      });
      const inputs = { a: result, b: Array.isArray(factor) ? factor[0]! : factor };
      return getKernel('Multiply', id)!.kernelFunc({ inputs, attrs: {}, backend: args.backend });
    };
    unregisterKernel(kernelName, id);
    registerKernel({ ...sound, kernelFunc: broken });
    try {
      expect(await selfCheck()).toBe(false);
    } finally {
      unregisterKernel(kernelName, id);
      registerKernel(sound);
    }
  });
});

onEveryBackend('switchOffWrongKernels', (backend) => {
  it('leaves sound kernels on, and nothing behind', async () => {
    await useBackend(backend);
    await switchOffWrongKernels();
    const before = memory().numTensors;
    expect(await switchOffWrongKernels()).toEqual([]);
    expect(memory().numTensors).toBe(before);
  });

  const fused = backend === 'fused' || backend === 'webgpu';
  it.runIf(fused).each([
    ['swiglu', FUSED.swigluGrad, FUSED.swiglu],
    ['attention', FUSED.attention, FUSED.attentionGrad],
    ['AdamW', FUSED.globalNorm, FUSED.adamw],
  ])('takes the kernels of %s out of use where one throws', async (family, broken, partner) => {
    const id = backend === 'fused' ? 'wasm' : backend;
    const sound = [broken, partner].map((name) => getKernel(name, id)!);
    unregisterKernel(broken, id);
    registerKernel({
      ...sound[0]!,
      kernelFunc: () => {
        throw new Error('This driver cannot.');
      },
    });
    expect(await switchOffWrongKernels()).toEqual([family]);
    expect(getKernel(broken, id)).toBeUndefined();
    expect(getKernel(partner, id)).toBeUndefined();
    expect(await switchOffWrongKernels()).toEqual([]);
    sound.forEach(registerKernel);
  });
});
