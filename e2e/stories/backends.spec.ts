// The same ten steps on every backend, GPUs played in software: the curves must agree with plain JavaScript's. This guards the
// backends in the page itself: their start, kernels of our own in WGSL, threads. A Chromium that does not play a GPU fails it: the
// flags below ask for one.
import { readFile } from 'node:fs/promises';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/chromium.mjs';
import type { RetortPage } from '../pages/retort-page';
import { expect, test } from './test';

const GPU_FLAGS = [
  ...['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-features=Vulkan'],
  ...['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
];
test.use({
  launchOptions: { executablePath: findChromium(), args: [...CHROMIUM_FLAGS, ...GPU_FLAGS] },
});

const EXPERIMENTS = {
  // the textbook's teacher is never trained, so that only the student's own steps can differ
  'a linear student': '#task=points&dataset=textbook&teacher=mlp-linear&student=mlp-linear&steps=10',
  // λ = 1 asks no teacher: a software GPU would take minutes for one of two million parameters
  'a small transformer': '#task=agent&student=transformer-1x48&lambda=1&batchSize=2&steps=10&evalEvery=1000',
} as const;

/** Losses of a finished run on a backend, from its run file. */
async function losses(retort: RetortPage, experiment: string, backend: string): Promise<number[]> {
  const { page } = retort;
  await page.goto('about:blank');
  await retort.open(`${experiment}&backend=${backend}`);
  await retort.button('Distill').click();
  await retort.waitForStep(10, 600_000); // a GPU in software compiles its shaders on the processor
  await expect(retort.status).toContainText(new RegExp(backend, 'i'));
  const [download] = await Promise.all([page.waitForEvent('download'), retort.button('Export run').click()]);
  const run = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(run.environment.backend).toBe(backend);
  return run.series.loss.slice(0, 10);
}

for (const [name, experiment] of Object.entries(EXPERIMENTS)) {
  test(`ten steps of ${name} agree on WASM, WebGL and WebGPU`, async ({ retort, page }) => {
    test.setTimeout(1_500_000);
    const expected = await losses(retort, experiment, 'cpu');
    expect(expected).toHaveLength(10);
    const offers = await page.evaluate(async () => ({
      webgl: new OffscreenCanvas(1, 1).getContext('webgl2') !== null,
      webgpu: !!(await (navigator as { gpu?: { requestAdapter(): Promise<unknown> } }).gpu?.requestAdapter()),
    }));
    expect(offers).toEqual({ webgl: true, webgpu: true });
    for (const backend of ['wasm', 'webgl', 'webgpu'] as const) {
      const got = await losses(retort, experiment, backend);
      expect(got).toHaveLength(10);
      // float32 sums in another order differ by about 1e-6 a step; ten steps of Adam carry that on. As in train.test.ts
      got.forEach((loss, step) =>
        expect(Math.abs(loss - expected[step]!), `${backend}, step ${step + 1}`).toBeLessThan(5e-5),
      );
    }
  });
}
