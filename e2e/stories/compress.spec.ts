// A student is made smaller after its run, measured beside the others, and talked with as it is stored.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './test';

test('a student is compressed to 4 bits, healed, and speaks; it is still there after a reload', async ({
  retort,
  page,
}) => {
  await retort.open(
    '#task=agent&student=transformer-1x48&steps=900&evalEvery=1000&prompts=200&scoredPrompts=200',
  );
  await retort.button('Distill').click();
  await retort.waitForStep(4);
  await retort.button('Stop').click();
  await expect(retort.button('Distill')).toBeEnabled();

  const open = () => retort.runs.getByRole('button', { name: /^Compress…: / }).click();
  await open();
  const dialog = page.getByRole('dialog', { name: 'Compress' });
  await expect(dialog).toContainText('Nothing has been compressed yet');
  await dialog.getByRole('radio', { name: '4 bits' }).check();
  await dialog.getByRole('slider', { name: 'Hidden units cut away' }).fill('0.5');
  const steps = dialog.getByRole('slider', { name: 'Steps of healing' });
  await expect(steps).toHaveValue('90'); // a tenth of the run's
  await steps.fill('10');

  await dialog.getByRole('button', { name: 'Compress', exact: true }).click();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByRole('button', { name: 'Compress', exact: true })).toBeEnabled();
  await expect(dialog.getByRole('alert')).toBeHidden();
  await expect(dialog).toContainText('Nothing has been compressed yet');

  await dialog.getByRole('button', { name: 'Compress', exact: true }).click();
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  const table = dialog.getByRole('table', { name: 'Measured models' });
  await expect(table).toBeVisible({ timeout: 120_000 });
  await expect(dialog.getByRole('img', { name: /^Pareto chart/ })).toBeVisible();
  const row = table.getByRole('row', { name: /int4, hidden −50 %, healed 10/ });
  // half of some matrices, an eighth of the bytes of all, and a scale a row
  await expect(row.getByRole('cell').first()).toContainText(/\((8|9|1\d)%\)/);
  for (const who of ['Teacher', 'Student', 'Baseline'])
    await expect(table.getByRole('row', { name: new RegExp(`^${who}`) })).toHaveCount(
      who === 'Baseline' ? 0 : 1,
    );
  await dialog.getByRole('radio', { name: 'Time' }).check();
  const { violations } = await new AxeBuilder({ page }).include('dialog[open]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await row.getByRole('button', { name: /^Talk to 1\. / }).click();
  await expect(dialog).toBeHidden();
  await expect(retort.chat.getByRole('radio', { name: 'Compressed' })).toBeChecked();
  const speaks = async () => {
    await retort.send('flip a coin');
    await expect(retort.log.getByRole('article', { name: /compressed/i }).last()).toBeVisible();
    await expect(retort.chat.getByRole('button', { name: 'Send', exact: true })).toBeVisible();
  };
  await speaks();

  await page.reload();
  await open();
  await expect(row).toBeVisible();
  await row.getByRole('button', { name: /^Talk to 1\. / }).click();
  await expect(retort.chat.getByRole('radio', { name: 'Compressed' })).toBeChecked();
  await speaks();
});
