// Whoever meets a word of the field, or has a question about the playground, finds the answer in the page: in the glossary, by the
// words in its texts, and in the chat, which keeps its own requests.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './test';

test('a word in a text leads to its entry, and entries to each other', async ({ retort, page }) => {
  await retort.open();
  await page.getByRole('link', { name: 'Temperature (T)', exact: true }).first().click();
  const glossary = page.getByRole('dialog', { name: 'Glossary' });
  await expect(glossary.getByRole('article', { name: 'Temperature (T)' })).toContainText(
    'divided by T before softmax',
  );
  await glossary.getByRole('button', { name: 'Too high a temperature' }).last().click();
  await expect(glossary.getByRole('article', { name: 'Too high a temperature' })).toContainText('agreement');
  expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);
});

test('the glossary is searched by question, opens by a link, and says when it has nothing', async ({
  retort,
  page,
}) => {
  await page.goto('./?term=kl');
  const glossary = page.getByRole('dialog', { name: 'Glossary' });
  await expect(glossary.getByRole('article', { name: 'KL divergence' })).toBeVisible();
  const search = glossary.getByRole('textbox', { name: 'Search the glossary' });
  await search.fill('can a teacher be too big?');
  await glossary.getByRole('list', { name: 'Terms' }).getByRole('button').first().click();
  await expect(glossary.getByRole('article', { name: 'Capacity gap' })).toBeVisible();
  await search.fill('xylophone');
  await expect(glossary.getByRole('status')).toContainText('No entry');
  await page.keyboard.press('Escape');
  await expect(glossary).toBeHidden();
  await expect(retort.experiment).toBeVisible();
});

test('the chat answers what is asked about the playground, and leaves requests to the agent', async ({
  retort,
  page,
}) => {
  await retort.open();
  const answer = retort.log.getByRole('article', { name: 'Glossary' }).last();
  await retort.send('why is the kl multiplied by t squared');
  await expect(answer).toContainText('keeps its size');
  await expect(retort.log.getByRole('article')).toHaveCount(1);
  await retort.send('温度太高会怎样');
  await expect(answer).toContainText('一致率');
  await retort.send('how does mixup change the soft targets');
  await expect(answer).toContainText('no answer to this');
  await expect(retort.log.getByRole('article', { name: 'Teacher' })).toHaveAttribute('aria-busy', 'false');
  await retort.send('what is 2 squared');
  await expect(retort.toolCall('calculate')).toContainText('4');
  // what the agent's own tool explains, both do
  await retort.send('what does lambda do');
  await expect(retort.toolCall('explain').last()).toContainText('lambda');
  await expect(answer).toContainText('How much the true labels count');
  await expect(retort.log.getByRole('article', { name: 'Glossary' })).toHaveCount(4);
  expect((await new AxeBuilder({ page }).include('[role=log]').analyze()).violations).toEqual([]);
});

test('a model may be asked all the same', async ({ retort }) => {
  await retort.open();
  await retort.send('why t squared');
  await retort.log.getByRole('button', { name: 'Ask the model instead' }).click();
  await expect(retort.log.getByRole('article', { name: 'Teacher' })).toBeVisible();
});
