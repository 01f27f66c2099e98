// Firefox through Puppeteer, which speaks WebDriver BiDi with it: no driver beside the browser itself.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type ElementHandle, type Page } from 'puppeteer-core';
import { installPackages } from '../../scripts/debian.mjs';
import { CANDIDATES, fileInput } from './candidates';
import type { Engine, Target, Visitor } from './visitor';

const findFirefox = (): string | undefined =>
  ['firefox-esr', 'firefox']
    .map((name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout?.trim())
    .find(Boolean);

/**
 * Runs in the page: the last element of this selector and name. Names by the rules that the page uses, not by all there are:
 * Firefox finds by its own names, too, but walks the whole page for it, which takes seconds while a model trains.
 */
function findLast(selector: string, name: string | RegExp): Element | undefined {
  const text = (element: Element | null) => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  const nameOf = (element: Element): string => {
    const by = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
    if (by.length > 0) return by.map((id) => text(document.getElementById(id))).join(' ');
    const label = element.getAttribute('aria-label') ?? element.querySelector(':scope > legend')?.textContent;
    return label ?? text((element as HTMLInputElement).labels?.[0] ?? element);
  };
  const fits = (own: string) => (typeof name === 'string' ? own === name : name.test(own));
  return [...document.querySelectorAll(selector)].findLast((element) => !name || fits(nameOf(element)));
}

function visitor(page: Page, downloads: string): Visitor {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  const find = async <E extends Element>(selector: string, name: Target[1]): Promise<ElementHandle<E>> => {
    const found = await page.evaluateHandle(findLast, selector, name);
    const element = found.asElement();
    if (!element) throw new Error(`Nothing fits ${selector} “${name}”.`);
    return element as ElementHandle<E>;
  };
  const at = <E extends Element>([role, name]: Target) => find<E>(CANDIDATES[role], name);
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
    upload: async (path, name) =>
      (await find<HTMLInputElement>(fileInput(name), name ?? '')).uploadFile(path),
    downloads,
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
  const downloads = await mkdtemp(join(tmpdir(), 'retort-firefox-'));
  const context = { downloadBehavior: { policy: 'allow', downloadPath: downloads } } as const;
  return {
    visit: async () => visitor(await (await browser.createBrowserContext(context)).newPage(), downloads),
    async close() {
      await browser.close();
      await rm(downloads, { recursive: true, force: true });
    },
  };
}
