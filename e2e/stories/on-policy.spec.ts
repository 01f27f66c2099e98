import { expect, test } from './test';

test('the student writes its own lessons, the teacher marks every token, and the chat acts by majority', async ({
  retort,
}) => {
  await retort.open('#task=agent&steps=40&evalEvery=1000&batchSize=8&onPolicy.share=1&onPolicy.after=0');
  await expect(retort.select('Method').locator('option', { hasText: 'log-ratio as reward' })).toBeEnabled();
  await retort.button('Distill').click();
  const rollout = retort.training.getByRole('region', { name: 'Latest rollout' });
  await expect(rollout).toContainText('Written by the student at step', { timeout: 120_000 });
  await expect(rollout).toContainText('<user>');
  await expect(rollout.getByTitle(/log p\(teacher\) − log p\(student\) = [+−]/).first()).toBeVisible();
  await retort.waitForStep(2);
  await retort.button('Stop').click();
  await expect(retort.button('Distill')).toBeEnabled();

  await retort.talkTo('Teacher');
  await retort.chat.getByText('Decoding', { exact: true }).click();
  await retort.chat.getByRole('switch', { name: 'Act by majority' }).check();
  await retort.send('roll 2 dice');
  await expect(retort.toolCall('dice')).toBeVisible();
  await expect(retort.log).toContainText(/\d of 8 opinions agreed/);
});

test('a method that needs the student’s own writing is greyed with the reason where it writes nothing', async ({
  retort,
}) => {
  await retort.open('#task=agent');
  const option = retort.select('Method').locator('option', { hasText: 'log-ratio as reward' });
  await expect(option).toBeDisabled();
  await expect(option).toContainText('needs an on-policy share above 0');
});
