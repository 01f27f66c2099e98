import { expect, test } from './test';

test('what it is not sure of it asks about: no leaves the list as it was, yes adds; crossing off can be undone', async ({
  retort,
}) => {
  await retort.open();
  const { chat } = retort;
  await chat.getByText('Decoding').click();
  await chat.getByRole('slider', { name: 'Acts above' }).press('End');
  await retort.send('add milk to my list');
  const question = chat.getByRole('group', { name: 'Question' });
  await expect(question.last()).toContainText('Shall I add “milk” to your list?');
  await expect(chat.getByText(/% sure/).first()).toBeVisible();
  await question.last().getByRole('button', { name: 'No' }).click();
  await expect(question.last()).toContainText('Left as it is.');
  await expect(chat.getByRole('group', { name: 'Tool call: todo_add' })).toHaveCount(0);
  await retort.send('add milk to my list');
  await expect(question).toHaveCount(2);
  await retort.send('yes');
  await expect(chat.getByRole('group', { name: 'Tool call: todo_add' })).toContainText('milk');

  const acts = chat.getByRole('slider', { name: 'Acts above' });
  await acts.press('Home');
  await retort.send('cross off milk');
  const done = chat.getByRole('group', { name: 'Tool call: todo_done' });
  await expect(done).toContainText('milk');
  await done.getByRole('button', { name: 'Undo' }).click();
  await expect(done).toContainText('back on your list');
  await retort.send("what's on my list");
  await expect(chat.getByRole('group', { name: 'Tool call: todo_list' })).toContainText('milk');
});

test('it remembers the turn before, until a new conversation begins', async ({ retort }) => {
  await retort.open();
  const { chat } = retort;
  await retort.send('what time is it in tokyo');
  await expect(chat.getByRole('group', { name: 'Tool call: time' })).toContainText('tokyo');
  await retort.send('and in paris?');
  await expect(chat.getByRole('group', { name: 'Tool call: time' }).last()).toContainText('paris');
  await chat.getByRole('button', { name: 'New conversation' }).click();
  await expect(chat.getByRole('group', { name: 'Tool call: time' })).toHaveCount(0);
});
