// A wrong turn is put right in the chat, tried out, learnt by the student, and what that gained is shown; it lasts, and can be taken back.
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './test';

test('a wrong turn is put right in its place, learnt at once, and lasts over a reload', async ({
  retort,
}) => {
  await retort.open('#task=agent&steps=40&evalEvery=1000&prompts=400&scoredPrompts=0');
  const { chat, page } = retort;
  await retort.button('Distill').click();
  await retort.waitForEnd();
  await retort.talkTo('Student');
  await retort.send('what is on my list');
  await chat.getByRole('button', { name: 'Correct…' }).click();
  const form = chat.getByRole('form', { name: 'Put this turn right' });

  // what cannot be done is told, and nothing typed is lost
  await form.getByRole('combobox', { name: 'Tool' }).selectOption('todo_add');
  await form.getByRole('combobox', { name: 'item' }).fill('eggs');
  await form.getByRole('button', { name: 'Save correction' }).click();
  await expect(form.getByRole('alert')).toContainText('“eggs” does not stand in the message');
  await expect(form.getByRole('combobox', { name: 'item' })).toHaveValue('eggs');
  expect((await new AxeBuilder({ page }).include('[role=log]').analyze()).violations).toEqual([]);

  await form.getByRole('combobox', { name: 'Tool' }).selectOption('todo_list');
  await form.getByRole('button', { name: 'Save correction' }).click();
  await expect(chat.getByRole('group', { name: 'Corrected' })).toContainText('todo_list()');

  await chat.getByText('Corrections (1)').click();
  await expect(chat.getByRole('list', { name: 'Corrections' })).toContainText('not tried on the student yet');
  await chat.getByRole('button', { name: 'Learn it now' }).click();
  await expect(chat.getByRole('progressbar')).toBeVisible();
  const gained = chat.getByRole('table', { name: 'What the student gained' });
  await expect(gained).toBeVisible({ timeout: 120_000 });
  await expect(gained.getByRole('row', { name: /Corrected ones/ })).toContainText(/\d \/ 1/);
  await expect(gained.getByRole('row', { name: /Similar/ })).toContainText(/%.*%.*\(.* to .*\)/);
  await expect(gained.getByRole('row', { name: /Others/ })).toContainText(/%.*%.*\(.* to .*\)/);

  await page.reload();
  await chat.getByText('Corrections (1)').click();
  const list = chat.getByRole('list', { name: 'Corrections' });
  await expect(list).toContainText('what is on my list');
  expect((await new AxeBuilder({ page }).include('.chat').analyze()).violations).toEqual([]);
  await list.getByRole('button', { name: /Remove the correction/ }).click();
  await expect(chat.getByText('Corrections (')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(chat.getByText('Corrections (1)')).toBeVisible();
});

test('a run under way learns a correction with its next steps, and its file says so', async ({ retort }) => {
  await retort.open('#task=agent&steps=4000&evalEvery=4000&prompts=400');
  const { chat, page } = retort;
  await retort.button('Distill').click();
  await retort.waitForStep(2);
  await retort.send('roll 2 dice');
  await chat.getByRole('button', { name: 'Correct…' }).click();
  const form = chat.getByRole('form', { name: 'Put this turn right' });
  await form.getByRole('radio', { name: 'Ask' }).check();
  await form.getByRole('textbox', { name: 'What it should say' }).fill('with how many sides ?');
  await form.getByRole('button', { name: 'Save correction' }).click();
  await expect(chat.getByRole('group', { name: 'Corrected' })).toContainText('with how many sides ?');
  await chat.getByText('Corrections (1)').click();
  await expect(chat.getByText('learns them with its next steps')).toBeVisible();
  await retort.button('Stop').click();
  await expect(retort.button('Distill')).toBeEnabled();
  const [download] = await Promise.all([page.waitForEvent('download'), retort.button('Export run').click()]);
  const run = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(run.corrections.list.map(({ said }: { said: string }) => said)).toEqual(['roll 2 dice']);
});
