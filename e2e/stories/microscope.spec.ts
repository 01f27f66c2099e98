import { expect, test } from './test';

const POINTS =
  '#task=points&dataset=blobs&classes=3&teacher=mlp-64x64&student=mlp-8&steps=4000&evalEvery=500&labelShare=0.1&learningRate=0.02&batchSize=64&temperature=4&baseline=true';

test('a point is looked into while the run goes on; a label is moved and given back, with marks on the curves', async ({
  retort,
  page,
}) => {
  const { microscope } = retort;
  await retort.open(POINTS);
  await expect(microscope).toContainText('Press Distill');
  await retort.button('Distill').click();
  await retort.waitForStep(20);
  await microscope.getByRole('spinbutton', { name: 'x' }).fill('1.2');
  await microscope.getByRole('spinbutton', { name: 'y' }).fill('0.4');
  await microscope.getByRole('button', { name: 'Look', exact: true }).click();
  const thoughts = microscope.getByRole('table', { name: 'What each model thinks' });
  for (const who of ['Teacher', 'Student', 'Baseline'])
    await expect(thoughts.getByRole('columnheader', { name: who })).toBeVisible();

  // heat flattens: the teacher's entropy grows, and nothing is asked of the worker
  const entropy = thoughts
    .getByRole('row', { name: /^Entropy/ })
    .getByRole('cell')
    .first();
  const slider = microscope.getByRole('slider', { name: 'Temperature of the microscope' });
  await slider.press('Home');
  const cold = Number(await entropy.textContent());
  await slider.press('End');
  await expect.poll(async () => Number(await entropy.textContent())).toBeGreaterThan(cold);
  await expect(microscope.getByRole('img', { name: 'Gradient norms over T' })).toBeVisible();
  await expect(microscope.getByRole('region', { name: 'How alike the layers are' })).toBeVisible();

  // a training row by its number: its label is set by hand
  await microscope.getByText('Training rows', { exact: true }).click();
  await microscope.getByRole('list', { name: 'Training rows' }).getByRole('button', { name: /^#0 / }).click();
  const label = microscope.getByRole('region', { name: 'Soft label of row 0' });
  const bars = label.getByRole('slider');
  await expect(bars).toHaveCount(3);
  await bars.last().press('End');
  await expect(bars.last()).toHaveAttribute('aria-valuetext', '100%');
  await expect(bars.first()).toHaveAttribute('aria-valuetext', '0%');
  await expect(retort.training).toContainText('✎ #0');
  await expect(label).toContainText('Set by hand');
  await label.getByRole('button', { name: 'Reset label' }).click();
  await expect(retort.training).toContainText('↺ #0');
  await expect(bars.last()).not.toHaveAttribute('aria-valuetext', '100%');
  await retort.button('Stop').click();
  await expect(label).toContainText('Labels can be changed while a student trains');

  // what the run left can still be looked into
  await microscope.getByRole('button', { name: 'Look again' }).click();
  await expect(thoughts).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1440);
});

test('before anything is trained the teacher is looked into, token by token, on a phone too', async ({
  retort,
  page,
}) => {
  const { microscope } = retort;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./');
  await page.getByRole('tab', { name: 'Microscope' }).click();
  await microscope.getByRole('textbox', { name: 'Sentence' }).fill('how many miles is 5 km?');
  await microscope.getByRole('button', { name: 'Look', exact: true }).click();
  const strip = microscope.getByRole('radiogroup', { name: 'Text, piece by piece' });
  await expect(strip.getByRole('radio', { name: /^<plan>/ })).toBeChecked();
  await strip.getByRole('radio', { name: /^<plan>/ }).press('ArrowRight');
  await expect(strip.getByRole('radio', { name: /^convert/ }).first()).toBeChecked();
  const thoughts = microscope.getByRole('table', { name: 'What each model thinks' });
  await expect(thoughts.getByRole('row', { name: /^convert/ })).toContainText('written');
  const layer = microscope.getByRole('combobox', { name: 'Layer of: Teacher' });
  await layer.selectOption('1');
  await expect(microscope.getByRole('img', { name: 'Attention of Teacher, layer 1' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
