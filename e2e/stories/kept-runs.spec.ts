// What a run leaves behind: it opens again after a reload as it ended, and so does its file in another profile.
import type { Locator } from '@playwright/test';
import { RetortPage } from '../pages/retort-page';
import { expect, test } from './test';

const POINTS =
  '#task=points&dataset=spirals&teacher=mlp-64x64&student=mlp-8&steps=60&evalEvery=20&labelShare=0.1&learningRate=0.02&batchSize=64';

/** The rows of the table behind the loss curves. */
async function lossTable(retort: RetortPage): Promise<string[]> {
  const chart = retort.training.getByRole('figure').filter({ hasText: 'Loss curves' });
  await chart.getByText('Show data').click();
  const rows = await chart.getByRole('row').allTextContents();
  await chart.getByText('Show data').click();
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
  await expect(other.runs.getByRole('listitem').first()).toContainText('finished');
  await expect(other.select('Task')).toHaveValue('points');
  await other.page.context().close();
});

async function choose({ page, runs }: RetortPage) {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    runs.getByRole('button', { name: 'Open run file' }).click(),
  ]);
  return chooser;
}
