import AxeBuilder from '@axe-core/playwright';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { RetortPage } from '../pages/retort-page';
import { expect, test } from './test';

const csv = (text: string, name = 'songs.csv') => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const songs = Array.from(
  { length: 60 },
  (_, i) => `"play song ${i}, please",${['music', 'radio', 'books'][i % 3]}`,
).join('\n');

test('a CSV is imported, looked at, kept, used, distilled and removed', async ({ retort, page }) => {
  await retort.open('#task=intents');
  const { dialog, choose } = await retort.openData();
  await choose.setInputFiles(csv(`utterance,intent\n${songs}\n"play song 1, please",radio\n,music\n`));

  const preview = dialog.getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText('60 of 62 rows will be kept');
  await expect(dialog.getByRole('combobox', { name: 'Texts' })).toHaveValue('0');
  await expect(dialog.getByRole('combobox', { name: 'Labels' })).toHaveValue('1');
  await dialog.getByRole('button', { name: 'Show rows: duplicate' }).click();
  await expect(dialog.getByRole('region', { name: 'duplicate' })).toContainText('play song 1, please');
  const violations = (await new AxeBuilder({ page }).include('dialog').analyze()).violations;
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);

  await dialog.getByRole('textbox', { name: 'Name' }).fill('Songs');
  await dialog.getByRole('button', { name: 'Keep data set' }).click();
  // one action keeps it and puts it on the table, with all its labels
  await expect(dialog).toBeHidden();
  const chosen = retort.select('Data set').locator('option:checked');
  await expect(chosen).toHaveText('Songs');
  await expect(retort.slider('Share of labels')).toHaveValue('1');

  // with settings that suit it, their reasons, and the way back to them
  const recipe = retort.experiment.getByRole('region', { name: 'Recipe for this data' });
  await expect(recipe).toContainText('48 rows of 3 labels, and settings that suit them.');
  await expect(recipe).toContainText(/About (a minute|\d minutes) on two cores without a GPU/);
  await recipe.getByText('Why these settings').click();
  await expect(recipe).toContainText('a label has about 16 rows');
  await expect(retort.select('Teacher')).toHaveValue('transformer-2x64');
  await retort.select('Student').selectOption('transformer-1x48');
  await expect(recipe).toContainText('Settings differ');
  await recipe.getByRole('button', { name: 'Use the recipe' }).click();
  await expect(recipe).toContainText('settings that suit them.');
  await expect(retort.select('Student')).toHaveValue('transformer-1x32');

  // it outlives the page
  await page.reload();
  await expect(chosen).toHaveText('Songs');
  const again = await retort.openData();
  await expect(again.sets).toContainText('48 to train, 6 to validate, 6 to test');
  await page.keyboard.press('Escape');

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

test('few test rows prove little: a race over folds tests every row', async ({ retort }) => {
  await retort.open('#task=intents');
  const { dialog, choose } = await retort.openData();
  await choose.setInputFiles(csv(`text,label\n${songs}`));
  await dialog.getByRole('button', { name: 'Keep data set' }).click();
  await expect(dialog).toBeHidden();
  await retort.experiment.getByText('More settings').click();
  await retort.experiment.getByRole('spinbutton', { name: 'Steps', exact: true }).fill('20');
  await retort.experiment.getByRole('spinbutton', { name: 'Teacher’s passes' }).fill('2');

  await retort.proof.getByRole('radio', { name: 'Race' }).check();
  await expect(retort.proof).toContainText(/6 test rows prove little: .* anything from \d+% to \d+%/);
  const folds = retort.proof.getByRole('combobox', { name: 'Test on' });
  await folds.selectOption('all 60 rows, in 3 folds');
  await expect(retort.proof.getByRole('spinbutton', { name: 'Seeds' })).toBeHidden();
  await retort.proof.getByRole('button', { name: 'Run the race' }).click();
  await expect(retort.proof).toContainText('3 of 3 runs');
  const verdict = retort.proof.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText('over 60 rows in 3 folds, each row tested once');
  const table = retort.proof.getByRole('region', { name: 'Results by fold' });
  await expect(table.getByRole('columnheader', { name: 'All rows' })).toBeVisible();
  await expect(table.getByRole('columnheader', { name: 'Fold 3/3' })).toBeVisible();
  await expect(table.getByRole('row', { name: /^Student/ })).toContainText(/\d.* to .*%/);
});

test('labels in several spellings are merged with one click; the test’s share can be enlarged', async ({
  retort,
}) => {
  await retort.open('#task=intents');
  const { dialog, choose } = await retort.openData();
  const spelt = ['Refund', 'refund', 'lost_card', 'Lost Card'];
  const rows = Array.from({ length: 80 }, (_, i) => `number ${i},${spelt[i % 4]}`);
  await choose.setInputFiles(csv(`text,label\n${rows.join('\n')}`));
  const preview = dialog.getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText('Refund = refund · Lost Card = lost_card');
  await expect(preview.getByText('Labels (4)')).toBeVisible();
  await preview.getByRole('button', { name: 'Merge spellings' }).click();
  await expect(preview.getByText('Labels (2)')).toBeVisible();
  await expect(preview).toContainText('merged with its commonest spelling: Refund = refund');
  await preview.getByRole('combobox', { name: 'Test share' }).selectOption('0.3');
  await expect(preview).toContainText('With 24 in the test');
  await expect(preview.getByText('Labels (2)')).toBeVisible();
  await preview.getByRole('button', { name: 'Keep them apart' }).click();
  await expect(preview.getByText('Labels (4)')).toBeVisible();
});

test('whatever a file is, it is said, and what to do about it', async ({ retort, page }) => {
  await retort.open('#task=intents');
  const { dialog, choose } = await retort.openData();
  const alert = dialog.getByRole('alert');
  const name = 'questions.csv';
  for (const [bytes, words] of [
    ['PK\x03\x04xl/workbook.xml', /“questions.csv” is an Excel workbook .*Save its sheet as CSV/],
    ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', /“questions.csv” is a picture\. .*choose a CSV, TSV, JSON/],
    ['', /“questions.csv” is an empty file\./],
  ] as const) {
    await choose.setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(bytes, 'latin1') });
    await expect(alert).toHaveText(words);
    await expect(dialog.getByRole('button', { name: 'Keep data set' })).toBeDisabled();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  }
  // Parquet is read, by a reader that is loaded for it
  const columnData = [
    { name: 'text', data: Array.from({ length: 40 }, (_, i) => `say ${i}`) },
    { name: 'label', data: Array.from({ length: 40 }, (_, i) => ['yes', 'no'][i % 2]) },
  ];
  const buffer = Buffer.from(parquetWriteBuffer({ columnData }));
  await choose.setInputFiles({ name: 'mine.parquet', mimeType: 'application/octet-stream', buffer });
  await expect(dialog.getByRole('region', { name: 'Preview' })).toContainText('40 of 40 rows will be kept');
  await page.keyboard.press('Escape');
});

test('a set that is kept in one tab is listed in another', async ({ retort, page, context }) => {
  await retort.open('#task=intents');
  const other = new RetortPage(await context.newPage());
  await other.open('#task=intents');
  const { dialog, choose } = await retort.openData();
  await choose.setInputFiles(csv(`text,label\n${songs}`, 'songs.csv'));
  await dialog.getByRole('button', { name: 'Keep data set' }).click();
  await expect(dialog).toBeHidden();
  await expect(other.select('Data set').locator('option', { hasText: 'songs' })).toHaveCount(1);
  const there = await other.openData();
  await there.remove('songs');
  await page.bringToFront();
  await expect(retort.select('Data set').locator('option', { hasText: 'songs' })).toHaveCount(0);
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
