import { expect, test } from './test';

test('a student agent learns for some steps and answers in the chat', async ({ retort }) => {
  await retort.open('#task=agent&steps=60&evalEvery=1000');
  await retort.button('Distill').click();
  await retort.waitForStep(20);
  await retort.talkTo('Student');
  await retort.send('flip a coin');
  // twenty steps make no good agent, but the grammar lets it finish a turn
  await expect(retort.log.getByRole('article', { name: /student/i }).last()).toBeVisible();
  await retort.waitForStep(30);
  await retort.talkTo('Teacher');
  await retort.send('roll 2 dice');
  await expect(retort.toolCall('dice')).toBeVisible();
  await retort.button('Stop').click();
  await expect(retort.button('Distill')).toBeEnabled();
});
