// A student leaves the page in the forms of the ecosystem, and comes back in a fresh profile to be talked with; as one page it is
// opened from disk, without a server or a network.
import { pathToFileURL } from 'node:url';
import { expect, test } from './test';
import { RetortPage } from '../pages/retort-page';

const SHORT = '#task=agent&student=transformer-1x48&steps=900&evalEvery=1000&prompts=200&scoredPrompts=200';

async function trainAWhile(retort: RetortPage): Promise<void> {
  await retort.button('Distill').click();
  await retort.waitForStep(4);
  await retort.button('Stop').click();
  await expect(retort.button('Distill')).toBeEnabled();
}

test('a plain student is saved as a folder, as GGUF and as one page, and each speaks again elsewhere', async ({
  retort,
  page,
  browser,
}) => {
  await retort.open(`${SHORT}&plainStudent=true`);
  await trainAWhile(retort);
  await retort.runs.getByRole('button', { name: /^Export the model of/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Export model' });
  const form = dialog.getByRole('radiogroup', { name: 'Form' });
  const paths: string[] = [];
  for (const [name, ending, kind] of [
    ['Hugging Face folder', '.zip', 'float32'],
    ['GGUF', '-f32.gguf', 'F32, bit for bit'],
  ] as const) {
    await form.getByRole('radio', { name }).check();
    await dialog.getByRole('combobox', { name: 'Weights' }).selectOption({ label: kind });
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save file' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`transformer-1x48${ending}`);
    await expect(dialog.getByRole('status')).toContainText(`transformer-1x48${ending}`);
    const path = test.info().outputPath(file.suggestedFilename());
    await file.saveAs(path);
    paths.push(path);
  }
  await expect(dialog.getByRole('region', { name: 'llama.cpp' })).toContainText('transformer-1x48-f32.gguf');
  await expect(dialog.getByRole('button', { name: 'Copy the code for JavaScript' })).toBeVisible();

  await form.getByRole('radio', { name: 'One page' }).check();
  const leaving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save file' }).click();
  const onePage = test.info().outputPath('agent.html');
  await (await leaving).saveAs(onePage);

  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  const alone = await browser.newContext({ offline: true });
  const disk = await alone.newPage();
  const wrong: string[] = [];
  disk.on('pageerror', (error) => wrong.push(String(error)));
  await disk.goto(pathToFileURL(onePage).href);
  await disk.getByRole('textbox', { name: 'Message' }).fill('flip a coin');
  await disk.getByRole('button', { name: 'Send' }).click();
  await expect(disk.getByRole('log')).toContainText('Plan:');
  await expect(disk.getByRole('button', { name: 'Send' })).toBeVisible();
  expect(wrong).toEqual([]);
  await alone.close();

  const answers: string[] = [];
  for (const path of paths) {
    const fresh = new RetortPage(await browser.newPage({ baseURL: new URL('.', page.url()).href }));
    await fresh.open();
    await fresh.experiment.getByLabel(/your own teacher/i).setInputFiles(path);
    await expect(fresh.select('Teacher').locator('option:checked')).toContainText('transformer-1x48');
    await fresh.talkTo('Teacher');
    await fresh.send('flip a coin');
    const turn = fresh.log.getByRole('article', { name: /teacher/i }).last();
    await expect(turn).toBeVisible();
    await expect(fresh.chat.getByRole('button', { name: 'Send', exact: true })).toBeVisible();
    answers.push((await turn.textContent()) ?? '');
    await fresh.page.close();
  }
  expect(answers).toHaveLength(2);
});

test('what smears cannot leave as GGUF, and one click distils a plain copy', async ({ retort, page }) => {
  await retort.open(SHORT);
  await trainAWhile(retort);
  await retort.runs.getByRole('button', { name: /^Export the model of/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Export model' });
  await dialog.getByRole('radiogroup', { name: 'Form' }).getByRole('radio', { name: 'GGUF' }).check();
  await expect(dialog).toContainText('llama.cpp does not know');
  await expect(dialog.getByRole('button', { name: 'Save file' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Distil a plain copy' }).click();
  await expect(dialog).toBeHidden();
  await retort.waitForStep(1);
  await expect(retort.runs).toContainText('Plain Llama', { ignoreCase: true });
});
