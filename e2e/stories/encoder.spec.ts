import { tinyEncoder } from '../../src/models/sentence-encoder/testing';
import { expect, file, foreignRequests, test } from './test';

const words =
  'set an alarm timer for minutes flip a coin roll dice convert km to miles what time is it in play add todo the'.split(
    ' ',
  );
const { model, tokenizer } = tinyEncoder(words);
test('a sentence encoder from files teaches with five labels a class, and nothing leaves the page', async ({
  retort,
  page,
  baseURL,
}) => {
  const foreign = foreignRequests(page, baseURL!);
  await retort.open(
    '#task=intents&student=transformer-1x32&steps=20&evalEvery=10&labelsPerClass=5&baseline=true',
  );
  await retort.experiment.getByRole('button', { name: 'Sentence encoders…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sentence encoders' });
  const choose = dialog.getByLabel('Encoder files');

  await choose.setInputFiles([file('cat.onnx', 'no network at all'), file('tokenizer.json', tokenizer)]);
  await expect(dialog.getByRole('alert')).toContainText(/broken|no sentence encoder/);
  const other = tinyEncoder(words.slice(0, 3));
  await choose.setInputFiles([file('tiny.onnx', model), file('tokenizer.json', other.tokenizer)]);
  await expect(dialog.getByRole('alert')).toContainText('not of one model');

  await choose.setInputFiles([file('tiny.onnx', model), file('tokenizer.json', tokenizer)]);
  const list = dialog.getByRole('list', { name: 'On this device' });
  await expect(list.getByRole('listitem')).toContainText('32 numbers a sentence');
  await expect(list.getByRole('button', { name: 'Use tiny as teacher' })).toBeDisabled(); // it is in use
  await dialog.getByText('Words for the labels').click();
  await dialog.getByRole('textbox', { name: 'Words for coin' }).fill('flip a coin');
  await dialog.getByRole('button', { name: 'Close' }).click();

  await expect(retort.select('Teacher').locator('option:checked')).toHaveText('Sentence encoder: tiny');
  await retort.button('Distill').click();
  await retort.waitForEnd();
  await retort.talkTo('Teacher');
  await retort.send('flip a coin');
  const bars = retort.log.getByRole('table', { name: /Probability of each intent/ });
  await expect(bars.getByRole('cell', { name: /%/ }).first()).toBeVisible();

  // it outlives the page, but no link holds it
  expect(page.url()).not.toContain('encoder%3A');
  await page.reload();
  await expect(retort.select('Teacher').locator('option', { hasText: 'Sentence encoder: tiny' })).toHaveCount(
    1,
  );
  expect(foreign).toEqual([]);
});

test('with no labels, only their names, the shipped teacher’s reading teaches without any download', async ({
  retort,
  page,
}) => {
  await retort.open();
  await retort.select('Task').selectOption('intents');
  await retort.select('Preset').selectOption('intents-names-alone');
  await expect(retort.select('Teacher').locator('option:checked')).toHaveText(
    'Sentence encoder: Shipped teacher',
  );
  await expect(retort.experiment.getByRole('combobox', { name: 'The teacher learns from' })).toHaveValue(
    'names',
  );
  await expect.poll(() => page.url()).toContain('encoder%3Aagent-teacher'); // a link can hold this one
  await page.goto('about:blank');
  await retort.open(
    '#task=intents&teacher=encoder:agent-teacher&student=transformer-1x32&steps=20&evalEvery=20&lambda=0&labelsPerClass=1&encoder.head=names&augment.share=0.5&augment.size=0.5&ownRows=true&baseline=true',
  );
  await retort.button('Distill').click();
  await retort.waitForEnd();
  await retort.talkTo('Teacher');
  await retort.send('flip a coin');
  const bars = retort.log.getByRole('table', { name: /Probability of each intent/ });
  await expect(bars.getByRole('row').nth(1)).toContainText('coin');
});
