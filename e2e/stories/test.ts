// Playwright's test with the page model as a fixture; any uncaught error in the page fails the story.
import { test as base, expect } from '@playwright/test';
import { RetortPage } from '../pages/retort-page';

export const test = base.extend<{ retort: RetortPage }>({
  retort: async ({ page }, use) => {
    const crashes: string[] = [];
    page.on('pageerror', (error) => crashes.push(error.message));
    await use(new RetortPage(page));
    expect(crashes).toEqual([]);
  },
});
export { expect };
