// Two tabs of one browser and one run: one is at it, the other says so, and has it once the first is closed.
import { RetortPage } from '../pages/retort-page';
import { expect, test } from './test';

const LONG =
  '#task=points&dataset=spirals&teacher=mlp-64x64&student=mlp-8&steps=5000&evalEvery=1000&batchSize=64';

test('a run of another tab is told as such; when that tab is closed it can go on here', async ({
  retort,
  page,
  context,
}) => {
  await retort.open(LONG);
  await retort.button('Distill').click();
  const other = new RetortPage(await context.newPage());
  // it is listed once its first checkpoint is stored
  await expect(async () => {
    await other.open();
    await expect(other.runs).toContainText('under way in another tab', { timeout: 3000 });
  }).toPass();
  await expect(other.runs.getByRole('button', { name: /^Open again: Spirals/ })).toBeDisabled();
  await expect(other.runs.getByRole('button', { name: /^Continue: Spirals/ })).toHaveCount(0);
  await page.close();
  await expect(other.runs).toContainText('interrupted');
  await other.runs.getByRole('button', { name: /^Continue: Spirals/ }).click();
  await other.button('Resume').click();
  const left = await other.step();
  expect(left).toBeGreaterThan(0);
  await other.waitForStep(left + 1);
  await other.button('Stop').click();
});
