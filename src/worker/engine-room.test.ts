// When a backend is started anew, and when Auto measures: with an engine that only notes what it is asked.

import { expect, it, vi } from 'vitest';
import { parseRunConfig, type RunConfig } from '../catalog/run-config';
import type { BackendReport, Measurements, StartOptions } from '../engine/backend';
import type { Trial } from '../engine/measure-backends';
import { EngineRoom, type EngineModules } from './engine-room';

const run = (changes: Partial<RunConfig> = {}) => parseRunConfig({ task: 'points', ...changes }).config;

/** @param rivals whether there is more than one real backend. */
function room(rivals: boolean) {
  const starts: { choice: string; sizes: string | undefined; measurements: unknown }[] = [];
  const posted: string[] = [];
  const offers: BackendReport['offers'] = [
    { id: 'webgpu', available: true, ...(!rivals && { reason: 'software' as const }) },
    { id: 'wasm', available: true },
  ];
  const modules = {
    backend: {
      startBackend: async (choice: string, { trial, measurements }: StartOptions) => {
        starts.push({ choice, sizes: trial?.sizes, measurements });
        return { id: 'wasm', adapter: '', threads: 1, software: false, notes: [], offers };
      },
      onDeviceLost: () => () => undefined,
      mustMeasure: () => rivals,
    },
    trialOf: ({ batchSize }: RunConfig) => ({ sizes: String(batchSize), begin: vi.fn() }) satisfies Trial,
  } as unknown as EngineModules;
  const measurements: Measurements = { load: vi.fn(), save: vi.fn() };
  const engine = new EngineRoom(
    (name) => void posted.push(name),
    async () => modules,
    measurements,
  );
  return {
    engine,
    starts,
    measurements,
    ready: () => posted.filter((name) => name === 'engine.ready').length,
  };
}

it('has Auto measure the run to come, once for its sizes', async () => {
  const { engine, starts, measurements, ready } = room(true);
  await engine.start('auto'); // before any run is known
  await engine.start('auto', run({ batchSize: 8 }));
  await engine.start('auto', run({ batchSize: 8, seed: 3 }));
  await engine.start('auto', run({ batchSize: 64 }));
  await engine.start('auto');
  expect(starts).toEqual([
    { choice: 'auto', sizes: undefined, measurements },
    { choice: 'auto', sizes: '8', measurements },
    { choice: 'auto', sizes: '64', measurements },
  ]);
  expect(ready()).toBe(5); // the page hears each time what runs
});

it('starts nothing anew where there is no choice', async () => {
  const { engine, starts } = room(false);
  await engine.start('auto');
  await engine.start('auto', run({ batchSize: 8 }));
  await engine.start('auto', run({ batchSize: 64 }));
  expect(starts).toHaveLength(1);
});

it('measures nothing where the person picked a backend', async () => {
  const { engine, starts } = room(true);
  await engine.start('wasm', run());
  await engine.start('wasm', run({ batchSize: 64 }));
  expect(starts.map(({ choice, sizes }) => [choice, sizes])).toEqual([['wasm', undefined]]);
});
