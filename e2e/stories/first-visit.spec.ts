import { expect, test } from './test';

test('a newcomer talks with the shipped teacher before anything is trained', async ({ retort }) => {
  await retort.open();
  await retort.send('convert 5 km to miles');
  await expect(retort.toolCall('convert')).toContainText('3.107');
  await expect(retort.log).toContainText('3.107');
});

test('a tool acts on the page: the chat moves the temperature', async ({ retort }) => {
  await retort.open();
  await retort.send('set the temperature to 4');
  await expect(retort.toolCall('set')).toBeVisible();
  await expect(retort.slider('Temperature (T)')).toHaveValue('4');
});

test('the to-do list survives a reload', async ({ retort, page }) => {
  await retort.open();
  await retort.send('add milk to my list');
  await expect(retort.toolCall('todo_add')).toContainText('milk');
  // the card shows the arguments before the tool has run
  await expect(retort.log.getByRole('article').last()).toHaveAttribute('aria-busy', 'false');
  await page.reload();
  await retort.send('what is on my list');
  await expect(retort.toolCall('todo_list')).toContainText('milk');
});

test('the page speaks Chinese when asked, and from the first word on after a reload', async ({
  retort,
  page,
}) => {
  await retort.open();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  const training = page.getByRole('region', { name: '训练' });
  await expect(training).toBeVisible();
  await page.addInitScript(() => {
    const headings = new Set<string | null>();
    new MutationObserver(() => {
      for (const { textContent } of document.querySelectorAll('h2')) headings.add(textContent);
      document.documentElement.dataset['headings'] = [...headings].join(' ');
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  await expect(training).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-headings', /训练/);
  await expect(page.locator('html')).not.toHaveAttribute('data-headings', /Training/);
});
