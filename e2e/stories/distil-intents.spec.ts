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
