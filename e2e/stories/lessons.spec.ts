// A lesson beside the playground: foretold, run, read off the reader's own figures, and undone.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './test';

const lessonOf = (page: Page) => page.getByRole('region', { name: 'Lesson', exact: true });

test('a student foretells, runs a lesson, answers, and has the experiment back afterwards', async ({
  retort,
  page,
}) => {
  await retort.open('#task=points&dataset=rings&teacher=mlp-64x64&student=mlp-16x16&steps=50');
  await retort.button('Distill').click();
  await retort.waitForEnd();
  await page.getByRole('button', { name: 'Lessons', exact: true }).click();
  const list = page.getByRole('region', { name: 'Lessons', exact: true });
  await list.getByRole('button', { name: /What a teacher knows besides the answer/ }).click();

  const lesson = lessonOf(page);
  await expect(lesson).toContainText('dark knowledge');
  await expect(retort.select('Dataset')).toHaveValue('blobs');
  await expect(page).toHaveURL(/&lesson=dark-knowledge/);
  const run = lesson.getByRole('button', { name: 'Run the experiment' });
  await expect(run).toBeDisabled();
  await lesson.getByRole('radio', { name: 'Evenly, for wrong is wrong' }).check();
  await run.click();

  const result = lesson.getByRole('region', { name: 'What your run shows' });
  await expect(result).toContainText('It holds.', { timeout: 120_000 });
  await expect(result).toContainText('You had foretold: “Evenly, for wrong is wrong”.');
  await expect(result.getByRole('img')).toHaveCount(3);
  await expect(result).not.toContainText('{{');
  await result.getByRole('radio', { name: 'Each soft label says more' }).check();
  await expect(result).toContainText('Right.');
  const { violations } = await new AxeBuilder({ page }).include('.lesson').analyze();
  expect(violations).toEqual([]);

  await lesson.getByRole('button', { name: 'Leave the lesson' }).click();
  await expect(lesson).toBeHidden();
  await expect(retort.select('Dataset')).toHaveValue('rings');
  await expect(page).toHaveURL(/dataset=rings/);
  await expect(page).not.toHaveURL(/lesson=/);
  await expect(retort.training).toContainText('50 of 50');
  await expect(retort.runs.getByRole('table', { name: 'Runs of this device' }).getByRole('row')).toHaveCount(
    2,
  );
});

test('a lesson is a link, outlives a reload, and is left while it runs', async ({ retort, page }) => {
  await retort.open('#task=points&dataset=rings&student=mlp-8');
  await page.getByRole('button', { name: 'Lessons', exact: true }).click();
  await page.getByRole('button', { name: /Is it the softness, or the labels/ }).click();
  await expect(page).toHaveURL(/&lesson=labels-or-softness/);
  await page.reload();
  const lesson = lessonOf(page);
  await lesson.getByRole('radio', { name: 'Both about the same' }).check();
  await lesson.getByRole('button', { name: 'Run the experiment' }).click();
  await retort.waitForStep(1);
  await lesson.getByRole('button', { name: 'Leave the lesson' }).click();
  await expect(retort.button('Distill')).toBeEnabled();
  await expect(retort.select('Dataset')).toHaveValue('rings');
  await expect(retort.training).toContainText('Ready.');
});

test('on a phone a lesson is a tab of its own', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./#lesson=labels-or-softness');
  const lesson = lessonOf(page);
  await expect(lesson.getByRole('heading', { name: /Is it the softness, or the labels/ })).toBeVisible();
  await page.getByRole('tab', { name: 'Experiment' }).click();
  await expect(lesson).toBeHidden();
  await page.getByRole('tab', { name: 'Lessons' }).click();
  await lesson.getByRole('radio').first().check();
  await expect(lesson.getByRole('button', { name: 'Run the experiment' })).toBeEnabled();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('a link to a lesson that is not here shows those that are', async ({ page }) => {
  await page.goto('./#lesson=of-another-page');
  await expect(page.getByRole('region', { name: 'Lessons', exact: true })).toBeVisible();
});

test('a student is distilled, made smaller in several ways, and measured, with nothing of it kept', async ({
  retort,
  page,
}) => {
  test.setTimeout(300_000); // a teacher and a student of sentences
  await retort.open('#lesson=distil-prune-quantise');
  const lesson = lessonOf(page);
  await lesson.getByRole('radio', { name: '4 bits a weight' }).check();
  await lesson.getByRole('button', { name: 'Run the experiment' }).click();
  const result = lesson.getByRole('region', { name: 'What your run shows' });
  await expect(result).toContainText('It holds.', { timeout: 240_000 });
  await expect(result).not.toContainText('{{');
  const bytes = result.getByRole('table', { name: 'Bytes' });
  await expect(bytes.getByRole('row', { name: /^Student, 32 bits 118 kB/ })).toBeVisible();
  await expect(bytes.getByRole('row', { name: /^4 bits a weight 18\.7 kB/ })).toBeVisible();
  await expect(result.getByRole('table', { name: 'Time for an answer' })).toContainText(' ms');
  await result.getByRole('radio', { name: 'Cut, then healed' }).check();
  await expect(result).toContainText('Not quite');
  const { violations } = await new AxeBuilder({ page }).include('.lesson').analyze();
  expect(violations).toEqual([]);
  await lesson.getByRole('button', { name: 'Leave the lesson' }).click();
  await expect(retort.runs.getByRole('table', { name: 'Runs of this device' })).toBeHidden();
});

test('the lesson on one’s own data leads to the dialog that takes them', async ({ retort, page }) => {
  await retort.open('#task=intents&lesson=your-data');
  const onwards = lessonOf(page).getByRole('region', { name: 'With your own' });
  await onwards.getByRole('button', { name: 'Your own data…' }).click();
  await expect(page.getByRole('dialog', { name: 'Import data' })).toBeVisible();
  await expect(lessonOf(page)).toBeHidden();
  await expect(page).not.toHaveURL(/lesson=/);
});
