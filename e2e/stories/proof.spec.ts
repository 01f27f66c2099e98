import { expect, test } from './test';

const POINTS =
  '#task=points&dataset=spirals&teacher=mlp-64x64&student=mlp-8&steps=60&evalEvery=20&labelShare=0.1&learningRate=0.02&batchSize=64';

test('a finished run has a report: figures with intervals, confusions, reliability, cost', async ({
  retort,
}) => {
  await retort.open(`${POINTS}&baseline=true`);
  await retort.button('Distill').click();
  const figures = retort.proof.getByRole('region', { name: 'Figures with intervals' });
  await expect(figures.getByRole('row', { name: /^Accuracy/ })).toContainText(/\d.* to .*%/);
  await expect(figures.getByRole('columnheader', { name: 'Student over Baseline' })).toBeVisible();
  const matrix = retort.proof.getByRole('img', { name: 'Confusion matrix' });
  await matrix.focus();
  await matrix.press('ArrowRight');
  await expect(retort.proof).toContainText('1 answered as 2:');
  await expect(retort.proof.getByRole('img', { name: 'Reliability plot' })).toBeVisible();
  await expect(retort.proof.getByRole('row', { name: /^Parameters/ })).toContainText('×');
});

test('a race of all arms over two seeds ends in a verdict', async ({ retort }) => {
  await retort.open(POINTS);
  await retort.proof.getByRole('radio', { name: 'Race' }).check();
  await retort.proof.getByRole('spinbutton', { name: 'Seeds' }).fill('2');
  const controls = retort.proof.getByRole('group', { name: 'Controls that race, too' });
  for (const name of ['Soft, labelled rows', 'Teacher’s answers'])
    await controls.getByRole('button', { name }).click();
  await retort.proof.getByRole('button', { name: 'Run the race' }).click();
  await expect(retort.proof).toContainText('2 of 2 runs');
  const verdict = retort.proof.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText(/Gained|Lost|No difference/);
  await expect(verdict).toContainText('over 2 seeds');
  const table = retort.proof.getByRole('region', { name: 'Results by seed' });
  for (const who of ['Teacher', 'Student', 'Baseline', 'Soft, labelled rows', 'Teacher’s answers'])
    await expect(table.getByRole('rowheader', { name: who, exact: true })).toBeVisible();
});

test('a sweep fills its heat map, survives a reload, and opens its best cell', async ({ retort, page }) => {
  await retort.open(POINTS.replace('steps=60', 'steps=300&lambda=0.5'));
  await retort.proof.getByRole('radio', { name: 'Sweep' }).check();
  const values = (name: string) => retort.proof.getByRole('group', { name: `Values: ${name}` });
  await values('Temperature (T)').getByRole('button', { name: '4', exact: true }).click();
  await values('Lambda (λ)').getByRole('button', { name: '0.9', exact: true }).click();
  await expect(retort.proof).toContainText('4 runs of 300 steps');
  await retort.proof.getByRole('button', { name: 'Run the sweep' }).click();
  await expect(retort.proof).toContainText('1 of 4 runs');
  await page.reload();
  await retort.proof.getByRole('radio', { name: 'Sweep' }).check();
  await retort.proof.getByRole('button', { name: 'Resume the sweep' }).click();
  await expect(retort.proof).toContainText('4 of 4 runs');
  const cells = retort.proof.getByRole('button', { name: /Open as a run/ });
  await expect(cells).toHaveCount(4);
  await retort.proof.getByRole('button', { name: 'Open the best cell as a run' }).click();
  await retort.waitForStep(10);
  await expect(retort.firstRun).toContainText('Points');
});

test('the report of a run of before is opened again, on a desk and on a phone', async ({ retort, page }) => {
  await retort.open(POINTS);
  await retort.button('Distill').click();
  await retort.waitForEnd();
  await page.reload();
  await retort.proof.getByRole('radio', { name: 'Sweep' }).check();
  const report = retort.runs.getByRole('button', { name: /^Report of Spirals/ });
  await report.click();
  const figures = retort.proof.getByRole('region', { name: 'Figures with intervals' });
  await expect(figures.getByRole('row', { name: /^Accuracy/ })).toContainText(/\d.* to .*%/);
  await expect(retort.proof.getByRole('radio', { name: 'Evaluation' })).toBeChecked();
  await expect(retort.proof).toContainText(/Spirals, .*: step 60, seed 1/);
  await expect(retort.proof.getByRole('heading', { name: 'Proof' })).toBeInViewport();

  // a new run's report takes its place, and the old one is still there
  await retort.button('Distill').click();
  await expect(retort.proof).toContainText('The last finished run: step 60');
  await report.last().click();
  await retort.proof.getByRole('button', { name: 'Show the last run' }).click();
  await expect(retort.proof).toContainText('The last finished run: step 60');

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('tab', { name: 'Runs' }).click();
  await report.last().click();
  await expect(page.getByRole('tab', { name: 'Proof' })).toHaveAttribute('aria-selected', 'true');
  await expect(figures).toBeInViewport();
});
