// What everyone needs: no axe violation, in both languages and schemes, on a desk and on a phone; nothing wider than the screen.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './test';

for (const [colorScheme, locale, width, height] of [
  ['light', 'en-US', 1440, 900],
  ['dark', 'zh-CN', 390, 844],
] as const) {
  test.describe(`${colorScheme}, ${locale}, ${width} × ${height}`, () => {
    test.use({ colorScheme, locale, viewport: { width, height } });

    test('axe finds nothing and nothing sticks out', async ({ page }) => {
      await page.goto('./#task=points&steps=200');
      await expect(page.getByRole('main')).toBeVisible();
      await expect(page.getByRole('main').getByRole('region').first()).toBeVisible(); // there is something to look at
      await expect(page.locator('html')).toHaveAttribute('lang', locale === 'zh-CN' ? 'zh-CN' : 'en');
      const violations = (await new AxeBuilder({ page }).analyze()).violations;
      expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
  });
}
