// The choice of a backend, with a made-up browser; and the self-check on real backends, right and broken.

import { getKernel, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type BackendSystem, type Measurements, mustMeasure, startBackend } from './backend';
import { type BackendId, isSoftware, type Probe } from './backends/probe';
import { switchOffWrongKernels } from './kernel-check';
import { FUSED } from './kernels/names';
import type { Measured, Trial } from './measure-backends';
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
  const clock = { now: 0 };
  const system: BackendSystem = {
    probe: async () => probes,
    start: async (id) => {
      tried.push(id);
      if (faults[id] === 'failed') throw new Error('no');
      return { threads: id === 'wasm' ? 2 : 1 };
    },
    check: async () => faults[tried.at(-1)!] !== 'wrong-answer',
    switchOffWrongKernels: async () => (faults[tried.at(-1)!] === 'wrong-kernel' ? ['swiglu'] : []),
    now: () => clock.now,
  };
  return { system, tried, clock };
}

describe('startBackend', () => {
  it('prefers a real GPU through WebGPU, then through WebGL', async () => {
    const both = browser([gpu('webgpu', 'apple metal-3'), gpu('webgl', 'ANGLE (Apple M2)'), wasm, cpu]);
    expect(await startBackend('auto', {}, both.system)).toMatchObject({
      id: 'webgpu',
      software: false,
      notes: [],
    });
    const one = browser([none('webgpu'), gpu('webgl', 'ANGLE (NVIDIA GeForce RTX 3060)'), wasm, cpu]);
    expect(await startBackend('auto', {}, one.system)).toMatchObject({
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
    const report = await startBackend('auto', { onNote: (note) => heard.push(note) }, system);
    expect(report).toMatchObject({ id: 'wasm', threads: 2, notes: ['webgpu:software', 'webgl:software'] });
    expect(heard).toEqual(report.notes);
    expect(tried).toEqual(['wasm']);
    expect(report.offers).toContainEqual({ id: 'webgpu', available: true, reason: 'software' });
  });

  it('starts a software GPU that the person picked', async () => {
    const { system } = browser([gpu('webgpu', 'SwiftShader'), gpu('webgl', 'SwiftShader'), wasm, cpu]);
    expect(await startBackend('webgl', {}, system)).toMatchObject({ id: 'webgl', software: true });
  });

  it('passes over what does not start or computes wrongly', async () => {
    const { system } = browser([gpu('webgpu', 'A'), gpu('webgl', 'B'), wasm, cpu], {
      webgpu: 'wrong-answer',
      webgl: 'failed',
    });
    const report = await startBackend('auto', {}, system);
    expect(report).toMatchObject({ id: 'wasm', notes: ['webgpu:wrong-answer', 'webgl:failed'] });
  });

  it('says where a backend goes on without some of its kernels', async () => {
    const { system } = browser([wasm, cpu], { wasm: 'wrong-kernel' });
    expect(await startBackend('auto', {}, system)).toMatchObject({
      id: 'wasm',
      notes: ['wasm:kernels-off'],
    });
  });

  it('refuses a picked backend that is absent or wrong, and all failing, with the way out', async () => {
    const probes = [none('webgpu'), gpu('webgl', 'B'), wasm, cpu];
    const { system } = browser(probes, { webgl: 'wrong-answer', wasm: 'failed', cpu: 'failed' });
    await expect(startBackend('webgpu', {}, system)).rejects.toMatchObject({
      code: 'backend-unavailable',
      message: expect.stringContaining('Choose Auto'),
    });
    await expect(startBackend('webgl', {}, system)).rejects.toMatchObject({
      code: 'backend-wrong-answer',
    });
    await expect(startBackend('auto', {}, system)).rejects.toMatchObject({ code: 'backend-unavailable' });
  });
});

describe('Auto with several real backends', () => {
  const probes = [gpu('webgpu', 'nvidia ampere'), gpu('webgl', 'ANGLE (NVIDIA)'), wasm, cpu];

  /** Steps that take so many milliseconds on each backend; `throws` names one that cannot take any. */
  function trial(
    { tried, clock }: ReturnType<typeof browser>,
    ms: Partial<Record<BackendId, number>>,
    throws?: BackendId,
  ) {
    const taken: Partial<Record<BackendId, number>> = {};
    let open = 0;
    const steps: Trial = {
      sizes: 'points mlp-4 32',
      begin() {
        const id = tried.at(-1)!;
        open++;
        return {
          async steps(count) {
            if (id === throws) throw new Error('no memory');
            taken[id] = (taken[id] ?? 0) + count;
            clock.now += count * ms[id]!;
          },
          end: () => void open--,
        };
      },
    };
    return { steps, taken, open: () => open };
  }

  it('takes the one on which a few steps of the run are fastest, and tells both figures', async () => {
    const made = browser(probes);
    const { steps, taken, open } = trial(made, { webgpu: 6, webgl: 30, wasm: 2 });
    const report = await startBackend('auto', { trial: steps }, made.system);
    expect(report).toMatchObject({ id: 'wasm', threads: 2, notes: [] });
    expect(report.measured).toEqual([
      { id: 'wasm', ms: 2 },
      { id: 'webgpu', ms: 6 },
      { id: 'webgl', ms: 30 },
    ]);
    expect(taken['cpu']).toBeUndefined(); // plain JavaScript is no rival
    expect(open()).toBe(0);
    expect(made.tried.at(-1)).toBe('wasm'); // which is the current one
  });

  it('has a GPU where that is faster, and does not wait long for a slow one', async () => {
    const made = browser(probes);
    const { steps, taken } = trial(made, { webgpu: 20, webgl: 5000, wasm: 300 });
    const report = await startBackend('auto', { trial: steps }, made.system);
    expect(report.id).toBe('webgpu');
    expect(taken['webgl']).toBe(2);
  });

  it('measures nothing where one is real, where one was picked, or where no run is known', async () => {
    for (const [choice, offered, given] of [
      ['auto', [gpu('webgpu', 'SwiftShader'), gpu('webgl', 'SwiftShader'), wasm, cpu], true],
      ['auto', [none('webgpu'), none('webgl'), wasm, cpu], true],
      ['webgpu', probes, true],
      ['auto', probes, false],
    ] as const) {
      const made = browser([...offered]);
      const { steps, taken } = trial(made, {});
      const report = await startBackend(choice, { trial: given ? steps : null }, made.system);
      expect([taken, report.measured]).toEqual([{}, undefined]);
      expect(report.id).toBe(offered === probes ? 'webgpu' : 'wasm');
    }
  });

  it('leaves out what does not start or cannot take a step, and says why it did not start', async () => {
    const made = browser(probes, { webgl: 'failed' });
    const { steps, open } = trial(made, { wasm: 50 }, 'webgpu');
    const report = await startBackend('auto', { trial: steps }, made.system);
    expect(report).toMatchObject({ id: 'wasm', measured: [{ id: 'wasm', ms: 50 }], notes: ['webgl:failed'] });
    expect(open()).toBe(0);
  });

  it('remembers the figures for this hardware and these sizes', async () => {
    const kept = new Map<string, readonly Measured[]>();
    const measurements: Measurements = {
      load: async (key) => kept.get(key) && [...kept.get(key)!],
      save: async (key, measured) => void kept.set(key, measured),
    };
    const first = browser(probes);
    await startBackend(
      'auto',
      { trial: trial(first, { webgpu: 6, webgl: 30, wasm: 2 }).steps, measurements },
      first.system,
    );
    const again = browser(probes);
    const second = trial(again, {});
    const report = await startBackend('auto', { trial: second.steps, measurements }, again.system);
    expect(report).toMatchObject({
      id: 'wasm',
      measured: [{ id: 'wasm', ms: 2 }, { id: 'webgpu' }, { id: 'webgl' }],
    });
    expect([second.taken, again.tried]).toEqual([{}, ['wasm']]);
    // another GPU, or other sizes
    const other = browser([gpu('webgpu', 'apple metal-3'), ...probes.slice(1)]);
    const third = trial(other, { webgpu: 1, webgl: 30, wasm: 2 });
    expect((await startBackend('auto', { trial: third.steps, measurements }, other.system)).id).toBe(
      'webgpu',
    );
    const larger = browser(probes);
    const fourth = trial(larger, { webgpu: 9, webgl: 30, wasm: 40 });
    const sizes = { ...fourth.steps, sizes: 'agent transformer-4x128 32' };
    expect((await startBackend('auto', { trial: sizes, measurements }, larger.system)).id).toBe('webgpu');
  });

  it('goes on to the next where the fastest of before no longer starts, and without storage', async () => {
    const measurements: Measurements = {
      load: async () => [
        { id: 'webgl', ms: 1 },
        { id: 'wasm', ms: 2 },
      ],
      save: () => Promise.reject(new Error('no storage')),
    };
    const made = browser(probes, { webgl: 'failed' });
    const report = await startBackend('auto', { trial: trial(made, {}).steps, measurements }, made.system);
    expect(report).toMatchObject({ id: 'wasm', notes: ['webgl:failed'] });
    const broken: Measurements = { ...measurements, load: () => Promise.reject(new Error('no storage')) };
    const other = browser(probes);
    const steps = trial(other, { webgpu: 6, webgl: 30, wasm: 2 }).steps;
    expect((await startBackend('auto', { trial: steps, measurements: broken }, other.system)).id).toBe(
      'wasm',
    );
  });

  it('tells from the offers whether there is anything to measure', () => {
    const offer = (id: BackendId, available: boolean, reason?: 'software') => ({
      id,
      available,
      ...(reason && { reason }),
    });
    expect(mustMeasure([offer('webgpu', true), offer('wasm', true), offer('cpu', true)])).toBe(true);
    expect(mustMeasure([offer('webgpu', true, 'software'), offer('wasm', true), offer('cpu', true)])).toBe(
      false,
    );
    expect(mustMeasure([offer('webgpu', false), offer('wasm', true), offer('cpu', true)])).toBe(false);
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
