// Playwright's runner with a browser that is not Playwright's: a fixture that opens it once, and a fresh visit for each story.
// Where the browser is absent and cannot be installed, its stories are shown as skipped.
import { writeFile } from 'node:fs/promises';
import { test as base } from '@playwright/test';
import { startFirefox } from './firefox';
import { RetortVisit } from './retort-visit';
import type { Engine } from './visitor';
import { startWebKit } from './webkit';

export type EngineName = keyof typeof ENGINES;
const ENGINES = { firefox: startFirefox, webkit: startWebKit };

/** Downloading and installing a browser included. */
const START = 600_000;

export const test = base.extend<{ retort: RetortVisit }, { engine: EngineName; browserOf: Engine | null }>({
  engine: ['firefox', { option: true, scope: 'worker' }],
  browserOf: [
    async ({ engine }, use) => {
      const running = await ENGINES[engine]();
      await use(running);
      await running?.close();
    },
    { scope: 'worker', timeout: START },
  ],
  retort: async ({ engine, browserOf, baseURL }, use, testInfo) => {
    testInfo.skip(browserOf === null, `${engine} is not installed, and cannot be without root and apt-get`);
    const visitor = await browserOf!.visit();
    await use(new RetortVisit(visitor, baseURL!));
    const errors = await visitor.errors();
    if (testInfo.status !== testInfo.expectedStatus)
      await writeFile(testInfo.outputPath('page.png'), await visitor.screenshot());
    await visitor.leave();
    base.expect(errors).toEqual([]);
  },
});
