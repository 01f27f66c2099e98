// Playwright's test with the page model as a fixture. Any uncaught error in the page fails the story, and so does whatever the
// content security policy keeps the page or one of its workers from.
import { Buffer } from 'node:buffer';
import { type Page, type Worker, test as base, expect } from '@playwright/test';
import { RetortPage } from '../pages/retort-page';

const VIOLATION = 'Against the content security policy:';

/** Runs in the page and in each worker, whose violations the console does not show. */
function tellViolations(prefix: string) {
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    console.error(prefix, effectiveDirective, blockedURI),
  );
}

async function watch(page: Page, tell: (wrong: string) => void) {
  page.on('pageerror', (error) => tell(error.message));
  page.on('console', (message) => {
    if (message.text().startsWith(VIOLATION)) tell(message.text());
  });
  page.on('worker', (worker: Worker) => {
    worker.evaluate(tellViolations, VIOLATION).catch(() => undefined); // gone already
  });
  await page.addInitScript(tellViolations, VIOLATION);
}

export const test = base.extend<{ retort: RetortPage; nothingWrong: void }>({
  retort: ({ page }, use) => use(new RetortPage(page)),
  nothingWrong: [
    async ({ page }, use) => {
      const wrong: string[] = [];
      await watch(page, (what) => wrong.push(what));
      await use();
      expect(wrong).toEqual([]);
    },
    { auto: true },
  ],
});
export { expect };

/** A file as somebody chooses it. */
export const file = (name: string, content: Uint8Array | string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
});

/** Requests of the page that go anywhere but to itself, from now on. */
export function foreignRequests(page: Page, baseURL: string): readonly string[] {
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(baseURL) && !request.url().startsWith('blob:')) foreign.push(request.url());
  });
  return foreign;
}
