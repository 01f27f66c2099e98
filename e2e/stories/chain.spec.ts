import { readFile } from 'node:fs/promises';
import { expect, test } from './test';

test('an assistant between teacher and student: added, distilled, looked at and reported', async ({
  retort,
  page,
}) => {
  await retort.open(
    '#task=points&teacher=mlp-64x64&student=mlp-4&labelShare=0.1&steps=60&evalEvery=20&baseline=true',
  );
  const assistants = retort.experiment.getByRole('group', { name: 'Assistants' });
  await assistants.getByRole('button', { name: 'Add assistant' }).click();
  await assistants.getByRole('button', { name: 'Add assistant' }).click();
  await expect(assistants.getByRole('combobox', { name: 'Assistant 2' })).toBeVisible();
  await assistants.getByRole('button', { name: 'Remove Assistant 2' }).click();
  await assistants.getByRole('combobox', { name: 'Assistant 1' }).selectOption('mlp-16x16');
  await expect(assistants).toContainText('60 steps for the assistant');
  await expect(page).toHaveURL(/assistants=mlp-16x16/);

  // T on a course: its plan is drawn before the run
  await retort.experiment.getByRole('combobox', { name: 'Course of T' }).selectOption('linear');
  await expect(
    page.getByRole('img', { name: 'Course of T: 1 at the first step, 1 at the last' }),
  ).toBeVisible();
  await retort.slider('Temperature (T)').fill('4');

  const seen = new Set<string>();
  await page.exposeFunction('sawStage', (words: string) => void seen.add(words));
  await page.evaluate(() => {
    const saw = (window as unknown as { sawStage(words: string): void }).sawStage;
    new MutationObserver(() => {
      for (const words of document.body.textContent.match(/Stage \d of \d: distilling assistant \d/g) ?? [])
        saw(words);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  await retort.button('Distill').click();
  await retort.waitForEnd();
  expect([...seen]).toEqual(['Stage 2 of 3: distilling assistant 1']);
  await expect(page.getByRole('img', { name: 'Decision map: Assistant 1' })).toBeVisible();
  await expect(retort.training).toContainText('Assistant 1');

  const cost = retort.proof.getByRole('table').filter({ hasText: 'Parameters' });
  await expect(cost.getByRole('columnheader', { name: 'Assistant 1' })).toBeVisible();

  const [download] = await Promise.all([page.waitForEvent('download'), retort.button('Export run').click()]);
  const run = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(run.config.assistants).toEqual(['mlp-16x16']);
  const steps = (arm: string) =>
    run.series.step.filter((_: number, i: number) => run.series.arm[i] === arm).length;
  for (const arm of ['teacher', 'assistant1', 'student', 'baseline']) expect(steps(arm)).toBeGreaterThan(10);
});
