// In front of a class: one panel at a time, by keys; a step is followed through both models, a run pauses at a mark; and the instructor's
// pack of the lessons.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './test';

const POINTS =
  '#task=points&dataset=spirals&teacher=mlp-64x64&student=mlp-8&evalEvery=50&teacherEpochs=5&steps=400&learningRate=0.02';

test('a lecturer goes from panel to panel by keys, follows an example through a step, and pauses at a mark', async ({
  retort,
  page,
}) => {
  await retort.open(POINTS);
  await page.getByRole('button', { name: 'Present', exact: true }).click();
  const stage = page.getByRole('region', { name: 'Presentation' });
  const where = stage.getByRole('status').last();
  await expect(where).toHaveText('Experiment, 1 of 8');
  await expect(retort.chat).toBeHidden();
  await page.keyboard.press('PageDown');
  await expect(where).toHaveText('Training, 2 of 8');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('n');
  await expect(stage.getByRole('list', { name: 'How step 1 flows' })).toBeVisible({ timeout: 120_000 });
  const example = stage.getByRole('region', { name: 'One example’s way' });
  await expect(example.getByRole('row')).toHaveCount(4); // the head, and three classes
  await expect(example).toContainText('T²·KL');
  await example.getByRole('button', { name: 'Another example' }).click();
  await expect(example).toContainText('Example 37');
  expect((await new AxeBuilder({ page }).include('.presentation').analyze()).violations).toEqual([]);

  // a list of the keys, which Escape closes and nothing else
  await page.getByRole('region', { name: 'Presentation' }).focus();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys of the presentation' });
  await expect(keys).toContainText('Highlight what the pointer is on');
  expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await expect(stage).toBeVisible();

  await example.hover();
  await page.keyboard.press('h');
  await expect(page.locator('.spotlight')).toBeVisible();
  expect((await new AxeBuilder({ page }).include('.presentation').analyze()).violations).toEqual([]);
  await page.keyboard.press('h');
  await expect(page.locator('.spotlight')).toBeHidden();

  await page.keyboard.press('m');
  await expect(where).toContainText('Pauses after step 50');
  await page.keyboard.press(' ');
  await expect(stage.getByRole('list', { name: 'How step 50 flows' })).toBeVisible({ timeout: 120_000 });
  await page.keyboard.press('Escape');
  await expect(stage).toBeHidden();
  await expect(retort.training).toContainText('Paused');
  expect(await retort.step()).toBe(50);
});

test('a quick task keeps the pace that was set before it began', async ({ retort, page }) => {
  await retort.open(POINTS);
  await retort.training.getByText('How a step flows').click();
  await retort.training.getByRole('radio', { name: 'A step in 2 s' }).check();
  await retort.button('Distill').click();
  await retort.waitForStep(1);
  await retort.training.getByRole('radio', { name: 'Full speed' }).check();
  await retort.waitForEnd();
  await page.reload();
  await expect(retort.experiment).toBeVisible();
});

test('the instructor’s pack has every lesson’s notes, timing, questions and answers, and the glossary', async ({
  retort,
  page,
}) => {
  await retort.open();
  await page.getByRole('button', { name: 'Lessons' }).click();
  await page.getByRole('button', { name: 'Instructor’s pack' }).click();
  const pack = page.getByRole('region', { name: 'Instructor’s pack' });
  const sheet = pack.getByRole('region', { name: 'Is it the softness, or the labels?' });
  await expect(sheet).toContainText(/About \d+ minutes/);
  await expect(sheet).toContainText('Ask before the run');
  await expect(sheet).toContainText('Ask after the run');
  await expect(pack).toContainText('not always better');
  expect((await new AxeBuilder({ page }).include('.pack').analyze()).violations).toEqual([]);
  // on paper there is the pack alone
  await page.emulateMedia({ media: 'print' });
  await expect(pack.getByRole('button', { name: 'Close the pack' })).toBeHidden();
  await expect(sheet).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await pack.getByRole('button', { name: 'Close the pack' }).click();
  await expect(retort.experiment).toBeVisible();
});
