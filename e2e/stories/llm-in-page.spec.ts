import { tinyGguf } from '../../src/models/language-model/in-page/testing';
import { expect, file, foreignRequests, test } from './test';

test('a language model of a file labels in the page: measured first, called off at will, and nothing leaves', async ({
  retort,
  page,
  baseURL,
}) => {
  const foreign = foreignRequests(page, baseURL!);
  await retort.open(
    '#task=intents&student=transformer-1x32&steps=20&evalEvery=20&llm.sentences=20&encoder.head=names',
  );
  await page.getByRole('button', { name: 'LLM teacher…' }).click();
  const dialog = page.getByRole('dialog', { name: 'LLM teacher' });
  await dialog.getByRole('radio', { name: 'In this page' }).check();
  const choose = dialog.getByLabel('Choose a GGUF file');
  await choose.setInputFiles(file('cat.gguf', 'a photograph of a cat, which is no language model'));
  await expect(dialog.getByRole('alert')).toContainText('no GGUF file');
  await choose.setInputFiles(file('old.gguf', tinyGguf([['general.architecture', 'abacus']])));
  await expect(dialog.getByRole('alert')).toContainText('does not run here (abacus)');

  await choose.setInputFiles(file('tiny.gguf', tinyGguf()));
  const about = dialog.getByRole('region', { name: 'tiny' });
  await expect(about).toContainText('of memory');
  const use = dialog.getByRole('button', { name: 'Use as teacher' });
  await expect(use).toBeDisabled();
  await about.getByRole('button', { name: 'Load and measure' }).click();
  await about.getByRole('button', { name: 'Cancel' }).click();
  await about.getByRole('button', { name: 'Load and measure' }).click();
  await expect(about).toContainText(/A sentence takes .+ The 35 sentences of this experiment at most/, {
    timeout: 90_000,
  });
  await use.click();
  await expect(retort.select('Teacher').locator('option:checked')).toHaveText('Language model: tiny');
  await expect(retort.experiment).toContainText('A sentence takes');

  await retort.button('Distill').click();
  await retort.waitForEnd();
  await retort.talkTo('Teacher');
  await retort.send('flip a coin');
  const bars = retort.log.getByRole('table', { name: /Probability of each intent/ });
  await expect(bars.getByRole('cell', { name: /%/ }).first()).toBeVisible();
  expect(foreign).toEqual([]);
  expect(page.url()).not.toMatch(/llm%3A|llm:/);

  // the page does not keep the file, and says so
  await page.reload();
  await page.getByRole('button', { name: 'LLM teacher…' }).click();
  await dialog.getByRole('combobox', { name: 'Language model' }).selectOption({ label: 'tiny (GGUF)' });
  await expect(about).toContainText('Choose the file tiny.gguf again');
  await choose.setInputFiles(file('tiny.gguf', tinyGguf()));
  await expect(about.getByRole('button', { name: 'Load and measure' })).toBeEnabled();
});

test('a language model of a file reads sentences as an encoder, under a layer that learns from labels', async ({
  retort,
  page,
}) => {
  await retort.open('#task=intents&student=transformer-1x32&steps=20&evalEvery=20&labelsPerClass=2');
  await page.getByRole('button', { name: 'LLM teacher…' }).click();
  const dialog = page.getByRole('dialog', { name: 'LLM teacher' });
  await dialog.getByRole('radio', { name: 'In this page' }).check();
  await dialog.getByLabel('Choose a GGUF file').setInputFiles(file('tiny.gguf', tinyGguf()));
  await dialog.getByRole('button', { name: 'Load and measure' }).click();
  await dialog.getByRole('button', { name: 'Use as sentence encoder' }).click({ timeout: 90_000 });
  await expect(retort.select('Teacher').locator('option:checked')).toHaveText('Sentence encoder: tiny');
  await retort.button('Distill').click();
  await retort.waitForEnd();
  await expect(retort.training).toContainText('Finished');
});
