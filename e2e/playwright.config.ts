// Users' stories against the built page: all of them in a real Chromium, the main ones in Firefox and WebKit too.
import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureChromium } from '../scripts/chromium.mjs';
import type { EngineName } from './engines/test';

/** Another one, where two checkouts tell their stories at a time. */
const PORT = Number(process.env.RETORT_PORT ?? 4174);

export default defineConfig<object, { engine: EngineName }>({
  outputDir: '../test-results',
  timeout: 180_000,
  expect: { timeout: 30_000 },
  workers: 1,
  forbidOnly: !!process.env.CI,
  reporter: [['list']],
  projects: [
    { name: 'chromium', testDir: 'stories' },
    // a session of theirs is lost now and then, and the report says where a second one was needed
    { name: 'firefox', testDir: 'engines', retries: 1, use: { engine: 'firefox', trace: 'off' } },
    { name: 'webkit', testDir: 'engines', retries: 1, use: { engine: 'webkit', trace: 'off' } },
  ],
  use: {
    baseURL: `http://localhost:${PORT}/`,
    locale: 'en-US',
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block', // each story would keep the whole page anew; those about it allow it
    trace: 'retain-on-failure',
    launchOptions: { executablePath: await ensureChromium(), args: CHROMIUM_FLAGS },
  },
  webServer: {
    command: `npx vite build && npx vite preview --strictPort --port ${PORT}`,
    cwd: '..',
    url: `http://localhost:${PORT}/`,
    timeout: 180_000,
    reuseExistingServer: !process.env.CI,
  },
});
