import { readFile } from 'node:fs/promises';
import { expect, test } from './test';

test('a student distils spirals, watches the curves and exports the run', async ({ retort, page }) => {
  await retort.open();
  await retort.select('Task').selectOption('points');
  await retort.experiment.getByText('More settings').click();
  await retort.experiment.getByRole('spinbutton', { name: 'Steps' }).fill('5000'); // more than it takes before the Stop below
  await retort.button('Distill').click();
  await retort.waitForStep(40);
  await expect(retort.chart('Loss curves')).toBeVisible();
  for (const who of ['Teacher', 'Student'])
    await expect(page.getByRole('img', { name: new RegExp(who) })).toBeVisible();
  await retort.button('Stop').click();
  const [download] = await Promise.all([page.waitForEvent('download'), retort.button('Export run').click()]);
  const run = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(run.format).toBe('retort-run/1');
  expect(run.config.task).toBe('points');
  expect(run.series.step.length).toBeGreaterThan(10);
  expect(run.series.loss.every(Number.isFinite)).toBe(true);
});

test('pause, step and resume do what they say; the temperature moves while it trains', async ({ retort }) => {
  await retort.open('#task=points&teacher=mlp-64x64&student=mlp-16x16&steps=5000');
  await retort.button('Distill').click();
  await retort.waitForStep(5);
  await retort.button('Pause').click();
  await expect(retort.button('Resume')).toBeEnabled();
  const paused = await retort.step();
  await retort.button('Step').click();
  await expect.poll(() => retort.step()).toBe(paused + 1);
  await retort.button('Resume').click();
  await retort.slider('Temperature (T)').fill('6');
  await retort.waitForStep(paused + 10);
  await expect(retort.training).toContainText('T = 6');
  await retort.button('Stop').click();
  await expect(retort.button('Distill')).toBeEnabled();
});
