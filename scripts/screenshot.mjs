// Makes docs/screenshot.png and public/social.png, which networks show beside a link: the default experiment in the middle of a
// run, with a conversation beside it.
// `node scripts/screenshot.mjs DIR` writes every view instead: desk and phone, light and dark, English and Chinese.
/* global document -- in page.waitForFunction() */
import { mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureChromium } from './chromium.mjs';
import { servePage } from './serve.mjs';

const folder = process.argv[2];
const desk = { width: 1440, height: 900 };
/** The upper part of a desk, in the shape that networks show (1.91 to 1). */
const social = { x: 0, y: 0, width: 1440, height: 756 };
const phone = { width: 390, height: 844 };
const views = folder
  ? [desk, phone].flatMap((viewport) =>
      ['light', 'dark'].flatMap((colorScheme) =>
        ['en-US', 'zh-CN'].map((locale) => ({
          viewport,
          colorScheme,
          locale,
          path: `${folder}/${viewport.width}-${colorScheme}-${locale}.png`,
        })),
      ),
    )
  : [{ viewport: desk, colorScheme: 'light', locale: 'en-US', path: 'docs/screenshot.png' }];
if (folder) mkdirSync(folder, { recursive: true });

const server = await servePage(4176);
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_FLAGS });
for (const { path, ...options } of views) {
  const page = await browser.newPage(options);
  await page.goto(`${server.url}#steps=200&evalEvery=20`);
  const message = page.getByRole('textbox', { name: /^(Message|消息)$/ });
  await message.waitFor({ state: 'attached' });
  if (options.viewport.width > 900) {
    await page.getByRole('button', { name: /^(Distill|蒸馏)$/ }).click();
    await message.fill('convert 5 km to miles and add 2');
    await message.press('Enter');
    await page.getByRole('group', { name: /calculate/ }).waitFor({ timeout: 60_000 });
    await page.waitForFunction(
      () => {
        const status = document.querySelector('[role=status]')?.textContent ?? '';
        return Number(/(?:Step|步数?)\D*(\d+)/.exec(status)?.[1] ?? 0) >= 45;
      },
      undefined,
      { timeout: 180_000 },
    );
    await page.screenshot({ path });
    if (!folder) await page.screenshot({ path: 'public/social.png', clip: social });
  } else {
    // one picture a tab
    const tabs = page.getByRole('tab');
    for (let index = 0; index < (await tabs.count()); index++) {
      await tabs.nth(index).click();
      await page.screenshot({ path: path.replace('.png', `-tab${index + 1}.png`) });
    }
  }
  await page.close();
  console.log(path);
}
await browser.close();
await server.close();
