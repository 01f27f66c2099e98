import { expect, test } from './test';

test('intents: a teacher trains in the page, a student learns from it, and a sentence shows what each makes of it', async ({
  retort,
}) => {
  await retort.open();
  await retort.select('Task').selectOption('intents');
  await expect(retort.select('Data set')).toBeVisible();
  await retort.open(
    '#task=intents&teacher=transformer-1x48&student=transformer-1x32&teacherEpochs=2&steps=60&evalEvery=30&baseline=true',
  );
  await retort.button('Distill').click();
  await retort.waitForStep(60);
  await expect(retort.button('Distill')).toBeEnabled();
  await expect(
    retort.training.getByRole('table', { name: /Accuracy/ }).or(retort.chart('Accuracy')),
  ).toBeVisible();

  await retort.talkTo('Student');
  await retort.send('flip a coin');
  const bars = retort.log.getByRole('table', { name: /Probability of each intent/ });
  for (const who of ['Student', 'Teacher', 'Baseline'])
    await expect(bars.getByRole('columnheader', { name: who })).toBeVisible();
  await expect(bars.getByRole('row')).not.toHaveCount(1);
  await expect(bars.getByRole('cell', { name: /%/ }).first()).toBeVisible();
});

test('a teacher that was trained in the page is kept, and teaches again without being trained', async ({
  retort,
  page,
}) => {
  await retort.open(
    '#task=intents&teacher=transformer-1x48&student=transformer-1x32&teacherEpochs=1&steps=20&evalEvery=10',
  );
  await retort.button('Distill').click();
  await retort.waitForEnd();
  await expect(retort.training.getByRole('textbox', { name: 'Name of the teacher' })).toHaveValue(
    'Nano · built-in sentences',
  );
  await retort.keepTeacher('Wise');

  // it outlives the page
  await page.reload();
  const library = await retort.openData();
  await expect(library.teachers).toContainText(/learnt built-in sentences · 17 labels.*right in the test/);
  await library.use('Wise');
  await expect(retort.select('Teacher').locator('option:checked')).toHaveText(/^Wise · .*%$/);
  await retort.select('Student').selectOption('transformer-1x48');

  await retort.button('Distill').click();
  await retort.waitForEnd();
  await expect(retort.training.getByRole('button', { name: 'Keep this teacher' })).toBeHidden();
  await retort.training.getByText('Show data').first().click();
  const losses = retort.training.getByRole('table', { name: /Loss curves/ });
  await expect(losses.getByRole('columnheader', { name: /^Student/ }).first()).toBeVisible();
  await expect(losses.getByRole('columnheader', { name: /^Teacher/ })).toHaveCount(0);
  await expect(retort.firstRun).toContainText('Teacher Wise');
  await retort.talkTo('Teacher');
  await retort.send('flip a coin');
  await expect(retort.log.getByRole('table', { name: /Probability of each intent/ })).toBeVisible();

  const again = await retort.openData();
  await again.remove('Wise');
  await expect(again.teachers).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(retort.select('Teacher')).toHaveValue('transformer-2x128');
  await expect(retort.firstRun).toContainText('Teacher Not on this device');
});
