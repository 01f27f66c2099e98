import { expect, test } from './test';

test('a link carries the whole experiment', async ({ retort, page }) => {
  await retort.open();
  await retort.select('Task').selectOption('points');
  await retort.slider('Temperature (T)').fill('3');
  await retort.slider('Lambda (λ)').fill('0.25');
  const link = page.url();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(retort.select('Task')).toHaveValue('points');
  await expect(retort.slider('Temperature (T)')).toHaveValue('3');
  await expect(retort.slider('Lambda (λ)')).toHaveValue('0.25');
});

test('a damaged link falls back field by field and says which', async ({ retort, page }) => {
  await retort.open('#task=points&temperature=banana&lambda=0.25&student=%%%');
  await expect(retort.slider('Lambda (λ)')).toHaveValue('0.25');
  await expect(page.getByRole('alert').filter({ hasText: /Temperature/i })).toBeVisible();
});
