import { expect, test } from './test';

const POINTS =
  '#task=points&dataset=spirals&teacher=mlp-64x64&student=mlp-8&steps=40&evalEvery=20&temperature=4';

test('a lesson made in the page opens from its link, with what it hides and speaks, and goes when it is left', async ({
  retort,
  page,
}) => {
  await retort.open(POINTS);
  await page.getByRole('button', { name: 'Lessons' }).click();
  const lessons = page.getByRole('region', { name: 'Lessons' });
  await lessons.getByText('Make a lesson link').click();
  await lessons.getByRole('textbox', { name: 'Title of the lesson' }).fill('Hot & cold <b>teachers</b>');
  await lessons.getByRole('textbox', { name: 'Text of the lesson' }).fill('First paragraph.\n\nSecond one.');
  const hide = lessons.getByRole('group', { name: 'Out of sight' });
  for (const name of ['Chat', 'Presets', 'Microscope']) await hide.getByRole('button', { name }).click();
  await lessons.getByRole('combobox', { name: 'Language of the page' }).selectOption('zh-CN');
  const link = (await lessons.getByRole('link', { name: 'Lesson link' }).getAttribute('href'))!;
  expect(link.length).toBeLessThan(2000);

  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Hot & cold <b>teachers</b>' })).toBeVisible();
  await expect(page.getByText('Second one.')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(retort.chat).toHaveCount(0);
  await expect(page.getByRole('region', { name: '聊天' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: '显微镜' })).toHaveCount(0);
  await expect(page.getByRole('slider', { name: '温度 (T)' })).toHaveValue('4');
  await page.getByRole('button', { name: '离开本课' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(retort.chat).toBeVisible();
  expect(page.url()).not.toContain('lesson=');
});

test('lesson links that are broken, newer, hostile or huge are named, and the page works on', async ({
  retort,
  page,
}) => {
  for (const [name, words] of [
    ['own1.abcdef', 'cut off, or was changed'],
    ['own2.abcdef', 'Reload the page'],
    [`own1.${'A'.repeat(60_000)}`, 'too long'],
    ['<img src=x onerror=alert(1)>', 'no lesson of this name'],
    ['__proto__', 'no lesson of this name'],
  ] as const) {
    await page.goto('about:blank');
    await retort.open(`${POINTS}&lesson=${encodeURIComponent(name)}`);
    await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible();
    await expect(page.locator('img[src=x]')).toHaveCount(0);
  }
  await retort.button('Distill').click();
  await retort.waitForEnd();
});
