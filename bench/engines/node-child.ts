// One engine under Node with a WebGPU of its own (npm `webgpu`, Dawn): webgpu-node.mjs starts a process of this for each engine
// (through scripts/run.mjs) and sends it the commands of engine.ts. Ends when its parent goes.

import { createRequire } from 'node:module';
import { answer, type Engine, type Request } from './engine';

interface WebGpuModule {
  create(options: string[]): GPU;
  globals: Record<string, unknown>;
}

/** Puts the browser's WebGPU names where the engines look for them. */
function provideWebGpu(): void {
  const { create, globals } = createRequire(import.meta.url)('webgpu') as WebGpuModule;
  const navigator = { gpu: create([]), hardwareConcurrency: 1, userAgent: 'node' };
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  Object.assign(globalThis, globals);
}

async function engineOf(name: string): Promise<Engine> {
  if (name === 'jax') return (await import('./jax-engine')).jaxEngine();
  if (name === 'stock') {
    createRequire(import.meta.url)('@tensorflow/tfjs'); // registers the gradients, which Node cannot import from tfjs-core's dist
    return (await import('./stock-engine')).stockEngine();
  }
  return (await import('./tf-engine')).tfEngine({ fused: name === 'retort' });
}

/** @param args the engine's name: retort, stock, composed or jax. */
export default async function serveParent(args: string[]): Promise<void> {
  provideWebGpu();
  const engine = await engineOf(args[0]!);
  process.on('message', async (request: Request) => process.send!(await answer(engine, request)));
  process.send!('ready');
  await new Promise((end) => process.once('disconnect', end));
  process.exit();
}
