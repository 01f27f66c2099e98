// What a run leaves behind: it opens again after a reload as it ended, and so does its file in another profile.
import { readFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { RetortPage } from '../pages/retort-page';
import { expect, test } from './test';

const POINTS =
  '#task=points&dataset=spirals&teacher=mlp-64x64&student=mlp-8&steps=60&evalEvery=20&labelShare=0.1&learningRate=0.02&batchSize=64';

/** The rows of the table behind the loss curves. */
async function lossTable(retort: RetortPage): Promise<string[]> {
  const chart = retort.training.getByRole('figure').filter({ hasText: 'Loss curves' });
  await chart.getByText('Show data', { exact: true }).click();
  const rows = await chart.getByRole('row').allTextContents();
  await chart.getByText('Show data', { exact: true }).click();
  return rows;
}

async function expectFinishedRun(retort: RetortPage, rows: string[]): Promise<void> {
  await expect(retort.status).toContainText('60 of 60');
  await expect(retort.training).toContainText('Finished.');
  await expect(retort.chart('Loss curves')).toBeVisible();
  expect(await lossTable(retort)).toEqual(rows);
  await expect(figures(retort).getByRole('row', { name: /^Accuracy/ })).toContainText(/\d.* to .*%/);
}

const figures = ({ proof }: RetortPage): Locator =>
  proof.getByRole('region', { name: 'Figures with intervals' });

test('a finished run opens again after a reload, with its curves, checks and report', async ({
  retort,
  page,
}) => {
  await retort.open(POINTS);
  await retort.button('Distill').click();
  await retort.waitForEnd();
  const rows = await lossTable(retort);
  expect(rows.length).toBeGreaterThan(20);
  await page.reload();
  await expect(figures(retort)).toBeHidden();
  await retort.runs.getByRole('button', { name: /^Open again: Spirals/ }).click();
  await expectFinishedRun(retort, rows);
  // it is told apart from one that ran just now
  await expect(retort.proof).toContainText(/Spirals, .*: step 60, seed 1/);
  await expect(retort.proof).not.toContainText('The last finished run');
});

test('the student of a finished run can be talked with after a reload, without training', async ({
  retort,
  page,
}) => {
  await retort.open(
    '#task=intents&teacher=transformer-1x48&student=transformer-1x32&teacherEpochs=1&steps=20&evalEvery=10',
  );
  await retort.button('Distill').click();
  await retort.waitForEnd();
  await page.reload();
  await retort.runs.getByRole('button', { name: /^Open again/ }).click();
  await expect(retort.training).toContainText('Finished.');
  await retort.talkTo('Student');
  await retort.send('flip a coin');
  const bars = retort.log.getByRole('table', { name: /Probability of each intent/ });
  for (const who of ['Student', 'Teacher'])
    await expect(bars.getByRole('columnheader', { name: who })).toBeVisible();
  await expect(bars.getByRole('cell', { name: /%/ }).first()).toBeVisible();
  await expect(retort.status).toContainText('20 of 20');
});

test('who leaves while a run is under way is asked, and only then', async ({ retort, page }) => {
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  const leave = () => page.evaluate(() => location.reload());
  await retort.open(POINTS.replace('steps=60', 'steps=5000'));
  await retort.button('Distill').click();
  await retort.waitForStep(5);
  await leave();
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await retort.waitForStep((await retort.step()) + 5); // it stayed
  await retort.button('Stop').click();
  await expect(retort.button('Distill')).toBeEnabled();
  await Promise.all([page.waitForEvent('load'), leave()]);
  expect(asked).toHaveLength(1);
});

test('a saved run file opens in another profile; a file that is none says so', async ({
  retort,
  page,
  browser,
}) => {
  await retort.open(POINTS);
  await retort.button('Distill').click();
  await retort.waitForEnd();
  const rows = await lossTable(retort);
  const [download] = await Promise.all([page.waitForEvent('download'), retort.button('Export run').click()]);
  await expect(page.getByRole('alert')).toContainText(`Saved as ${download.suggestedFilename()}`);

  const other = new RetortPage(await (await browser.newContext()).newPage());
  await other.open();
  const open = async (file: Parameters<Awaited<ReturnType<typeof choose>>['setFiles']>[0]) =>
    (await choose(other)).setFiles(file);
  await open({ name: 'notes.json', mimeType: 'application/json', buffer: Buffer.from('{"a": 1}') });
  await expect(other.page.getByRole('alert')).toContainText('not a run file of Retort');
  await open(await download.path());
  await expectFinishedRun(other, rows);
  await expect(other.firstRun).toContainText('finished');
  await expect(other.select('Task')).toHaveValue('points');
  await other.page.context().close();
});

test('a run file that is dropped on the list of runs opens', async ({ retort, page }) => {
  await retort.open(POINTS);
  await retort.button('Distill').click();
  await retort.waitForEnd();
  const rows = await lossTable(retort);
  const [download] = await Promise.all([page.waitForEvent('download'), retort.button('Export run').click()]);
  const text = await readFile(await download.path(), 'utf8');
  await page.reload();
  const transfer = await page.evaluateHandle((content) => {
    const dropped = new DataTransfer();
    dropped.items.add(new File([content], 'colleague.json', { type: 'application/json' }));
    return dropped;
  }, text);
  const place = retort.runs.getByRole('table', { name: 'Runs of this device' });
  for (const type of ['dragover', 'drop']) await place.dispatchEvent(type, { dataTransfer: transfer });
  await expectFinishedRun(retort, rows);
  await expect(retort.runs).toContainText('from colleague.json');
  await expect(retort.runs.getByRole('button', { name: /^More for/ })).toHaveCount(2); // the one of this device, and its file
});

async function choose({ page, runs }: RetortPage) {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    runs.getByRole('button', { name: 'Open run file' }).click(),
  ]);
  return chooser;
}
