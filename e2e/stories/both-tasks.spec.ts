import { expect, test } from './test';

test('one student learns to write and to name intents; the chat tells which one it heard', async ({
  retort,
  page,
}) => {
  await retort.open(
    '#task=both&moreTeachers=transformer-1x32&student=transformer-1x48&steps=400&batchSize=4&prompts=200&scoredPrompts=20&teacherEpochs=1&evalEvery=1000',
  );
  const { experiment } = retort;
  await expect(experiment.getByRole('combobox', { name: 'Intent teacher', exact: true })).toHaveValue(
    'transformer-1x32',
  );
  await expect(experiment.getByRole('group', { name: 'Assistants' })).toHaveCount(0);
  const method = experiment.getByRole('combobox', { name: 'Method', exact: true });
  await expect(method.getByRole('option', { name: /Hint.*not with several teachers/ })).toBeDisabled();
  const weights = experiment.getByRole('group', { name: 'Task weights' });
  await weights.getByRole('slider', { name: 'Weight of the intents' }).fill('3');
  await expect(page).toHaveURL(/taskWeights\.intents=3/);
  await expect(weights).toContainText('0.25');

  await retort.button('Distill').click();
  await expect(retort.training).toContainText(/Stage 1 of 2/);
  await retort.waitForStep(20);
  await retort.talkTo('Student');
  await retort.send('flip a coin');
  const answer = retort.log.getByRole('article', { name: /student/i }).last();
  await expect(answer.getByRole('table', { name: 'Probability of each intent, by model' })).toContainText(
    '%',
  );
  const curves = retort.training.getByRole('img', { name: 'Loss curves' });
  await expect(curves).toBeVisible();
  await expect(retort.training).toContainText('Intents: T²·KL');
  await retort.button('Stop').click();
  await expect(retort.button('Distill')).toBeEnabled();
});
