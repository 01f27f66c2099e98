import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './test';

/** The example of a course page, on an origin of its own. */
let server: Server;
let course: string;
test.beforeAll(async ({ baseURL }) => {
  const html = await readFile(new URL('../../docs/embed-example.html', import.meta.url), 'utf8');
  server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end(html.replaceAll('http://localhost:4173/', baseURL!).replaceAll('steps=300', 'steps=60'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  course = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
test.afterAll(() => server.close());

test('a course page of another origin has panels in frames as tall as what is in them', async ({ page }) => {
  await page.goto(course);
  const frame = page.frameLocator('iframe').first();
  await expect(frame.getByRole('region', { name: 'Training' })).toBeVisible();
  await expect(frame.getByRole('region', { name: 'Experiment' })).toBeHidden();
  await expect(frame.getByRole('heading', { name: 'Retort' })).toBeHidden();
  await frame.getByRole('button', { name: 'Distill' }).click();
  await expect(frame.getByText('Finished.')).toBeVisible({ timeout: 120_000 });

  // nothing is cut off, and nothing scrolls inside
  await expect(async () => {
    const outer = await page
      .locator('iframe')
      .first()
      .evaluate((element) => element.clientHeight);
    const inner = await frame.locator('main').evaluate((main) => main.getBoundingClientRect().height);
    expect(Math.abs(outer - inner)).toBeLessThanOrEqual(1);
  }).toPass();

  const proof = page.frameLocator('iframe').nth(1);
  await expect(proof.getByRole('region', { name: 'Proof', exact: true })).toBeVisible();
  const [whole] = await Promise.all([
    page.waitForEvent('popup'),
    frame.getByRole('link', { name: 'Open in Retort' }).click(),
  ]);
  await expect(whole.getByRole('region', { name: 'Experiment' })).toBeVisible();
  expect(whole.url()).not.toContain('embed');
  expect(whole.url()).toContain('student=mlp-8');
});

test('the page stays embedded when its experiment changes; the whole page is nobody’s to frame', async ({
  page,
  request,
}) => {
  await page.goto('./#task=points&embed=experiment,training');
  await page.getByRole('combobox', { name: 'Dataset' }).selectOption('rings');
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Dataset' })).toHaveValue('rings');
  await expect(page.getByRole('region', { name: 'Training' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Chat' })).toBeHidden();

  const policyOf = async (address: string) =>
    (await request.get(address)).headers()['content-security-policy'];
  expect(await policyOf('./?embed=chat')).toContain('frame-ancestors *');
  expect(await policyOf('./?embed=chat')).toContain("default-src 'self'");
  for (const address of ['./', './?embedded=chat', './?a=embed=chat'])
    expect(await policyOf(address), address).toContain("frame-ancestors 'self'");
});

test('panels that there are not are named, and the others are shown', async ({ page }) => {
  await page.goto('./?embed=trainig,chat');
  await expect(page.getByRole('alert')).toContainText('panels that there are not: trainig');
  await expect(page.getByRole('region', { name: 'Chat' })).toBeVisible();
  await page.goto('./?embed=__proto__');
  await expect(page.getByRole('region', { name: 'Experiment' })).toBeVisible(); // the whole page
});
