import { expect, test } from './test';

test('a newcomer talks with the shipped teacher before anything is trained', async ({ retort }) => {
  await retort.open();
  await retort.send('convert 5 km to miles');
  await expect(retort.toolCall('convert')).toContainText('3.107');
  await expect(retort.log).toContainText('3.107');
});

test('a tool acts on the page: the chat moves the temperature', async ({ retort }) => {
  await retort.open();
  await retort.send('set the temperature to 4');
  await expect(retort.toolCall('set')).toBeVisible();
  await expect(retort.slider('Temperature (T)')).toHaveValue('4');
});

test('the to-do list survives a reload', async ({ retort, page }) => {
  await retort.open();
  await retort.send('add milk to my list');
  await expect(retort.toolCall('todo_add')).toContainText('milk');
  // the card shows the arguments before the tool has run
  await expect(retort.log.getByRole('article').last()).toHaveAttribute('aria-busy', 'false');
  await page.reload();
  await retort.send('what is on my list');
  await expect(retort.toolCall('todo_list')).toContainText('milk');
});
