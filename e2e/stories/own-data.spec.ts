import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './test';

const csv = (text: string, name = 'songs.csv') => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const songs = Array.from(
  { length: 60 },
  (_, i) => `"play song ${i}, please",${['music', 'radio', 'books'][i % 3]}`,
).join('\n');

test('a CSV is imported, looked at, kept, distilled and removed', async ({ retort, page }) => {
  await retort.open(
    '#task=intents&teacher=transformer-1x48&student=transformer-1x48&teacherEpochs=2&steps=20',
  );
  const { dialog, choose, sets } = await retort.openData();
  await choose.setInputFiles(csv(`utterance,intent\n${songs}\n"play song 1, please",radio\n,music\n`));

  const preview = dialog.getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText('60 of 62 rows will be kept');
  await expect(dialog.getByRole('combobox', { name: 'Texts' })).toHaveValue('0');
  await expect(dialog.getByRole('combobox', { name: 'Labels' })).toHaveValue('1');
  await dialog.getByRole('button', { name: 'Show rows: said before' }).click();
  await expect(dialog.getByRole('region', { name: 'said before' })).toContainText('play song 1, please');
  const violations = (await new AxeBuilder({ page }).include('dialog').analyze()).violations;
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);

  await dialog.getByRole('textbox', { name: 'Name' }).fill('Songs');
  await dialog.getByRole('button', { name: 'Keep data set' }).click();
  await expect(sets).toContainText('Songs');
  await expect(sets).toContainText('48 to train, 6 to validate, 6 to test');

  // it outlives the page
  await page.reload();
  const again = await retort.openData();
  await again.use('Songs');
  await expect(again.dialog).toBeHidden();
  await expect(retort.select('Data set').locator('option:checked')).toHaveText('Songs');

  // and can be distilled
  await retort.button('Distill').click();
  await retort.waitForStep(20);
  await retort.talkTo('Student');
  await retort.send('play song 12, please');
  await expect(retort.log).toContainText(/music|radio|books/);

  const last = await retort.openData();
  await last.remove('Songs');
  await expect(last.dialog).toContainText('None yet');
  await page.keyboard.press('Escape');
  await expect(last.dialog).toBeHidden();
  await expect(retort.select('Data set').locator('option:checked')).toContainText('Built in');
});

test('bad files are refused with line, column and remedy, and nothing of them is kept', async ({
  retort,
}) => {
  await retort.open('#task=intents');
  const { dialog, choose } = await retort.openData();
  const alert = dialog.getByRole('alert');
  for (const [text, message] of [
    [`text,label\n${songs}\n"never closed,music\n`, /line 62, column 1: the quote.*Close it/],
    ['text,label\na,x\nb,x\nc,x\n', /line 2, column 2: every row has the label “x”.*choose another/],
    ['text,label\nfr\u00fchst\u00fcck,x\n', /line 2, column 3: .*Save the file as UTF-8/],
  ] as const) {
    const isLatin = text.includes('\u00fc');
    await choose.setInputFiles({ ...csv(text), buffer: Buffer.from(text, isLatin ? 'latin1' : 'utf8') });
    await expect(alert).toContainText(message);
    await expect(dialog.getByRole('button', { name: 'Keep data set' })).toBeDisabled();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toContainText('None yet');
  }
  // a choice mends what the guess got wrong
  await choose.setInputFiles(
    csv(`"Hi" she said\tgreet\n"Bye" he said\tleave\nhello\tgreet\nhey\tgreet\n`, 'x.tsv'),
  );
  await expect(alert).toContainText('ordinary characters');
  await dialog.getByText('Quotes enclose cells').click();
  await expect(dialog.getByRole('region', { name: 'Preview' })).toContainText('4 of 4 rows will be kept');
  await expect(alert).toBeHidden();
});
