// Opens the benchmark's page in headless Chromium and lets a script command the engines in it. Also reads how much memory
// Chromium's renderer has taken at most (Linux only: /proc).
/* global window -- in page.evaluate() */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { CHROMIUM_FLAGS, ensureChromium } from '../../scripts/chromium.mjs';

const configFile = fileURLToPath(new URL('./vite.config.mjs', import.meta.url));

/** WebGPU in headless Chromium, on whatever Vulkan driver there is; SwiftShader, Chromium's own, where there is none. */
const WEBGPU_FLAGS = ['--enable-unsafe-webgpu', '--enable-features=Vulkan,WebGPU', '--ignore-gpu-blocklist'];

/** Builds and serves the page. @returns open(), which starts a browser of its own each time, and close(). */
export async function serveEngines(port) {
  await build({ configFile });
  const server = await preview({ configFile, preview: { port, strictPort: true } });
  const executablePath = await ensureChromium();

  async function open(device) {
    const args = device === 'webgpu' ? [...CHROMIUM_FLAGS, ...WEBGPU_FLAGS] : CHROMIUM_FLAGS;
    const browser = await chromium.launch({ executablePath, args });
    const page = await browser.newPage();
    await page.goto(`http://localhost:${port}/`);
    await page.waitForFunction(() => typeof window.call === 'function');
    return {
      version: browser.version(),
      /** One command of engine.ts to one engine. */
      call: (engine, command, options) =>
        page.evaluate(([e, c, o]) => window.call(e, c, o), [engine, command, options]),
      rendererMemory: () => rendererMemory(browser),
      close: () => browser.close(),
    };
  }
  return { open, close: () => server.close() };
}

/** Bytes in use and most bytes ever in use of the largest renderer process; undefined where /proc is missing. */
async function rendererMemory(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => {
      try {
        const status = readFileSync(`/proc/${id}/status`, 'utf8');
        const bytes = (key) => 1024 * Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1]);
        return { now: bytes('VmRSS'), peak: bytes('VmHWM') };
      } catch {
        return undefined;
      }
    })
    .filter((size) => size !== undefined);
  return sizes.sort((a, b) => b.peak - a.peak)[0];
}
