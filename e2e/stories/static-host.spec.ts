import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './test';

test.use({ serviceWorkers: 'allow' });

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** The built page in a folder of a host that sends no headers but the type. */
let server: Server;
let updated = false;
test.beforeAll(async () => {
  server = createServer(async (request, response) => {
    const path = (request.url ?? '').replace(/^\/retort\//, '').replace(/^$/, 'index.html');
    const body = await readFile(join(DIST, path)).catch(() => null);
    response.writeHead(body ? 200 : 404, {
      'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
    });
    // another byte is another version
    response.end(updated && path === 'service-worker.js' ? `${String(body)}\n// newer` : body);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
});
test.afterAll(() => server.close());

test('a host without headers serves the page, isolated from the second visit on', async ({
  retort,
  page,
}) => {
  const address = `http://localhost:${(server.address() as AddressInfo).port}/retort/`;
  await page.goto(address);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await retort.send('convert 5 km to miles');
  await expect(retort.toolCall('convert')).toContainText('3.107');

  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.goto(`${address}#task=points&teacher=mlp-64x64&student=mlp-16x16&steps=40`);
  await page.reload();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await retort.button('Distill').click();
  await retort.waitForEnd();
});

test('after one visit the playground works offline, and a newer version is taken when the person says so', async ({
  retort,
  page,
  context,
}) => {
  const address = `http://localhost:${(server.address() as AddressInfo).port}/retort/`;
  await page.goto(address);
  await page.evaluate(() => navigator.serviceWorker.ready);

  await context.setOffline(true);
  await page.goto(`${address}#task=points&teacher=mlp-64x64&student=mlp-16x16&steps=40`);
  await page.reload();
  await retort.button('Distill').click();
  await retort.waitForEnd();
  await page.goto(`${address}#task=agent`);
  await page.reload();
  await retort.send('convert 5 km to miles');
  await expect(retort.toolCall('convert')).toContainText('3.107');
  await context.setOffline(false);

  updated = true;
  await page.reload();
  const take = page.getByRole('button', { name: 'Reload with it' });
  await expect(take).toBeVisible();
  await Promise.all([page.waitForEvent('load'), take.click()]);
  await expect(retort.button('Distill')).toBeVisible();
  await expect(take).toBeHidden();
});
