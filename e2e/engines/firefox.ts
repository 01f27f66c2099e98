// Firefox through Puppeteer, which speaks WebDriver BiDi with it: no driver beside the browser itself.
import { spawnSync } from 'node:child_process';
import puppeteer, { type ElementHandle, type Page } from 'puppeteer-core';
import { installPackages } from '../../scripts/debian.mjs';
import type { Engine, Target, Visitor } from './visitor';

const findFirefox = (): string | undefined =>
  ['firefox-esr', 'firefox']
    .map((name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout?.trim())
    .find(Boolean);

function visitor(page: Page): Visitor {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  const find = async <E extends Element>(selector: string): Promise<ElementHandle<E>> => {
    const element = (await page.$$(selector)).at(-1);
    if (!element) throw new Error(`Nothing fits ${selector}.`);
    return element as unknown as ElementHandle<E>;
  };
  const at = <E extends Element>([role, name]: Target) => {
    const called = role === 'img' ? 'image' : role; // its name since ARIA 1.3, which Firefox has taken over
    return find<E>(`::-p-aria(${name && `[name="${name}"]`}[role="${called}"])`);
  };
  return {
    open: async (address) => void (await page.goto(address)),
    reload: async () => void (await page.reload()),
    text: async (target) => (await at(target)).evaluate((element) => element.textContent ?? ''),
    click: async (target) => {
      const element = await at(target);
      if (await element.evaluate((e) => e.matches(':disabled'))) throw new Error(`${target[1]} is disabled.`);
      await element.click();
    },
    fill: async (target, text) => {
      const box = await at<HTMLInputElement | HTMLTextAreaElement>(target);
      await box.evaluate((element) => element.select());
      await box.type(text);
    },
    choose: async (target, value) => void (await (await at(target)).select(value)),
    chosen: async (target) =>
      (await at<HTMLSelectElement>(target)).evaluate(
        (select) => select.selectedOptions[0]?.textContent ?? '',
      ),
    upload: async (path) => (await find<HTMLInputElement>('input[type=file]')).uploadFile(path),
    screenshot: async () => Buffer.from(await page.screenshot()),
    errors: async () => errors,
    leave: () => page.browserContext().close(),
  };
}

/** Null where there is no Firefox and none can be installed. */
export async function startFirefox(): Promise<Engine | null> {
  const executablePath = findFirefox() ?? (installPackages(['firefox-esr']) ? findFirefox() : undefined);
  if (!executablePath) return null;
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    defaultViewport: { width: 1440, height: 900 },
  });
  return {
    visit: async () => visitor(await (await browser.createBrowserContext()).newPage()),
    close: () => browser.close(),
  };
}
