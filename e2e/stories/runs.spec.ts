// The list of runs: found, sorted, pinned, named, deleted and had back; two of them on one chart, and the chart as files; and what a run
// claims, passed on as a link and run again.
import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from '@playwright/test';
import type { RetortPage } from '../pages/retort-page';
import { expect, test } from './test';

// on WebAssembly, which gives the same bits again
const POINTS =
  '#task=points&dataset=spirals&teacher=mlp-64x64&student=mlp-8&steps=60&evalEvery=20&labelShare=0.1&learningRate=0.02&batchSize=64&baseline=true&backend=wasm';

async function distil(retort: RetortPage, hash: string): Promise<void> {
  await retort.open(hash);
  await retort.page.reload(); // another hash alone loads nothing
  await retort.button('Distill').click();
  await retort.waitForEnd();
}

/** Gives the run in the first row a name. */
async function rename({ runs, page }: RetortPage, name: string): Promise<void> {
  await runs
    .getByRole('button', { name: /^More for/ })
    .first()
    .click();
  await runs.getByRole('button', { name: /^Rename/ }).click();
  await page.getByRole('textbox', { name: 'Name of the run' }).fill(name);
  await page.keyboard.press('Enter');
  await runs.getByRole('button', { name: `More for ${name}` }).click(); // closed again
}

const rows = ({ runs }: RetortPage): Locator => runs.getByRole('rowheader');

async function saved(page: Page, name: string): Promise<{ download: Download; content: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name }).click(),
  ]);
  return { download, content: await readFile(await download.path()) };
}

test('runs are found, sorted, pinned, named, compared, deleted and had back', async ({ retort, page }) => {
  await distil(retort, POINTS);
  await rename(retort, 'Small one');
  await distil(retort, `${POINTS}&temperature=4`.replace('mlp-8', 'mlp-16x16'));
  await rename(retort, 'Large one');
  const { runs } = retort;
  const button = (name: string) => runs.getByRole('button', { name, exact: true });

  // newest first, until it is sorted otherwise; what is pinned stays first
  await expect(rows(retort)).toContainText(['Large one', 'Small one']);
  await button('Run').click();
  await button('Run').click();
  await expect(rows(retort)).toContainText(['Small one', 'Large one']);
  await button('Pin Large one').click();
  await expect(rows(retort)).toContainText(['Large one', 'Small one']);
  await expect(button('Pin Large one')).toHaveAttribute('aria-pressed', 'true');
  const search = runs.getByRole('searchbox', { name: 'Search runs' });
  await search.fill('small SPIRALS');
  await expect(rows(retort)).toHaveCount(1);
  await search.fill('nothing like it');
  await expect(runs).toContainText('No run has all of these words');
  await search.fill('');

  // both on one chart
  await button('Compare Small one').click();
  await button('Compare Large one').click();
  await button('Compare').click();
  const comparison = page.getByRole('region', { name: 'Comparison' });
  const chart = comparison.getByRole('img', { name: 'Curves of several runs' });
  await expect(chart.locator('path')).toHaveCount(2);
  const drawn = () =>
    chart.locator('path').evaluateAll((all) => all.map((one) => one.getAttribute('d')).join());
  let before = await drawn();
  const change = async (how: () => Promise<unknown>) => {
    await how();
    await expect.poll(drawn).not.toBe(before);
    before = await drawn();
  };
  await change(() => comparison.getByRole('switch', { name: 'Log scale' }).check());
  await change(() => comparison.getByRole('slider', { name: 'Smoothing' }).fill('0.9'));
  // a batch has as many rows as the next one, so that the curves look the same
  await comparison.getByRole('radio', { name: 'Tokens' }).check();
  await expect(comparison).toContainText('Student: Loss, total (tokens)');
  await change(() => comparison.getByRole('radio', { name: 'Time' }).check());
  await change(() => comparison.getByRole('button', { name: 'Zoom in' }).click());
  await comparison.getByRole('button', { name: 'Large one' }).click();
  await expect(chart.locator('path')).toHaveCount(1);
  await comparison.getByRole('button', { name: 'Large one' }).click();
  await expect(chart.locator('path')).toHaveCount(2);

  // what differs, and nothing else
  const differences = comparison.getByRole('region', { name: 'What differs' });
  await expect(differences.getByRole('row', { name: /^Temperature \(T\)/ })).toContainText('4');
  await expect(differences.getByRole('row', { name: /^Student/ }).first()).toBeVisible();
  await expect(differences.getByRole('row', { name: /^Seed/ })).toHaveCount(0);

  // the charts as files
  await comparison.getByRole('radio', { name: 'Tokens' }).check();
  const csv = await saved(page, 'Save Curves of several runs as CSV');
  const [head, ...lines] = csv.content.toString('utf8').trimEnd().split('\r\n');
  expect(head).toBe('\ufeffRun,tokens,"Student: Loss, total"');
  expect(lines).toHaveLength(120);
  expect(lines[0]).toMatch(/^Small one,64,\d\.\d+$/);
  const svg = (await saved(page, 'Save Curves of several runs as SVG')).content.toString('utf8');
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(svg.match(/<path /g)!.length).toBeGreaterThanOrEqual(2);
  expect(svg).toContain('Large one');
  expect(svg).not.toMatch(/var\(|class=/); // it stands by itself
  const png = await saved(page, 'Save Loss curves as PNG');
  expect(png.download.suggestedFilename()).toBe('retort-loss-curves.png');
  expect(png.content.subarray(1, 4).toString()).toBe('PNG');
  expect(png.content.length).toBeGreaterThan(5000);

  // deleted, and had back
  await button('More for Small one').click();
  await button('Delete Small one').click();
  await expect(rows(retort)).toContainText(['Large one']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows(retort)).toContainText(['Large one', 'Small one']);
  await page.reload();
  await expect(rows(retort)).toContainText(['Large one', 'Small one']);
});

test('a claim is run again from its link: the true one is confirmed bit for bit, another one refuted', async ({
  retort,
  page,
  browser,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await distil(retort, `${POINTS}&seed=7`);
  await retort.runs.getByRole('button', { name: /^More for/ }).click();
  await retort.runs.getByRole('button', { name: /^Copy the claim link of/ }).click();
  await expect(retort.runs).toContainText('Link copied');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const replayed = async (address: string): Promise<Locator> => {
    const other = await (await browser.newContext()).newPage();
    await other.goto(address);
    const claim = other.getByRole('region', { name: 'Claim' });
    await expect(claim).toContainText(/Student over Baseline: .\d.* points of Accuracy at seed 7/);
    await claim.getByRole('button', { name: 'Replay', exact: true }).click();
    await expect(claim).toContainText(/Confirmed|Refuted/, { timeout: 120_000 });
    return claim;
  };
  const confirmed = await replayed(link);
  await expect(confirmed).toContainText('Confirmed Bit for bit: every figure and every weight');
  await confirmed.page().context().close();
  const tampered = link.replace(
    /(claim=accuracy_student_baseline_)([^&]+)/,
    (_, what: string, value: string) => what + (Number(value) + 0.05),
  );
  expect(tampered).not.toBe(link);
  const refuted = await replayed(tampered);
  await expect(refuted).toContainText('Refuted');
  await expect(refuted.getByRole('row', { name: /^Student − Baseline/ })).toContainText('−5 points');
  await refuted.page().context().close();

  // the run itself, with all that is known of it
  await retort.runs.getByRole('button', { name: /^Replay/ }).click();
  const claim = page.getByRole('region', { name: 'Claim' });
  await expect(claim).toContainText('Confirmed Bit for bit', { timeout: 120_000 });
  await expect(claim.getByRole('row', { name: /^Curves/ })).toContainText('the same, bit for bit');
  await claim.getByRole('button', { name: 'Close the claim' }).click();
  await expect(claim).toBeHidden();
});
