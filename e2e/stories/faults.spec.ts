import { expect, test } from './test';

test('killing the worker ends in a restarted worker and a message', async ({ retort, page }) => {
  await page.addInitScript(() => (window.__retort = {}));
  await retort.open('#task=points&teacher=mlp-64x64&student=mlp-16x16&steps=5000&evalEvery=5');
  await retort.button('Distill').click();
  await retort.waitForStep(10);
  await page.evaluate(() => window.__retort?.killWorker?.());
  await expect(page.getByRole('alert').filter({ hasText: /restarted/i })).toBeVisible();
  await retort.button('Resume').click();
  const before = await retort.step();
  await retort.waitForStep(before + 5);
});

test('a file that is no model gets a message with the way out', async ({ retort, page }) => {
  await retort.open();
  await retort.experiment
    .getByLabel(/your own teacher/i)
    .setInputFiles([
      { name: 'model.safetensors', mimeType: 'application/octet-stream', buffer: Buffer.from('nonsense') },
    ]);
  await expect(page.getByRole('alert')).toContainText(/config\.json/);
  await retort.send('flip a coin');
  await expect(retort.toolCall('coin')).toBeVisible();
});
