// WebKit as Debian brings it: WebKitGTK's MiniBrowser on a display of its own (Xvfb), driven through WebKitWebDriver, which speaks
// classic WebDriver. Not Safari, but its engine. It has no SharedArrayBuffer, so it is also the page without threads.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Builder, By, Capabilities, type WebDriver, type WebElement } from 'selenium-webdriver';
import { installPackages } from '../../scripts/debian.mjs';
import { CANDIDATES, fileInput } from './candidates';
import type { Engine, Target, Visitor } from './visitor';

async function find(driver: WebDriver, selector: string, name: Target[1]): Promise<WebElement> {
  const fits = (own: string) => (typeof name === 'string' ? own === name : name.test(own));
  for (const element of (await driver.findElements(By.css(selector))).reverse())
    if (!name || fits(await element.getAccessibleName())) return element;
  throw new Error(`Nothing fits ${selector} “${name}”.`);
}

function visitor(driver: WebDriver, downloads: string): Visitor {
  const at = ([role, name]: Target) => find(driver, CANDIDATES[role], name);
  const evaluate = async <T>(script: string, target: Target) =>
    driver.executeScript<T>(script, await at(target));
  return {
    open: async (address) => {
      await driver.get(address);
    },
    reload: () => driver.navigate().refresh(),
    text: (target) => evaluate<string>('return arguments[0].textContent', target),
    click: async (target) => {
      const element = await at(target);
      if (!(await element.isEnabled())) throw new Error(`${target[1]} is disabled.`);
      // by itself it takes what a panel has cut off for visible, and hits what lies there
      await evaluate('arguments[0].scrollIntoView({ block: "center" })', target);
      await element.click();
    },
    fill: async (target, text) => {
      const box = await at(target);
      await box.clear();
      await box.sendKeys(text);
    },
    choose: async (target, value) =>
      (await at(target)).findElement(By.css(`option[value="${value}"]`)).click(),
    chosen: (target) => evaluate<string>('return arguments[0].selectedOptions[0]?.textContent', target),
    upload: async (path, name) => (await find(driver, fileInput(name), name ?? '')).sendKeys(path),
    downloads,
    screenshot: async () => Buffer.from(await driver.takeScreenshot(), 'base64'),
    errors: async () => [], // classic WebDriver does not tell
    leave: () => driver.quit(),
  };
}

const isInstalled = () =>
  ['Xvfb', 'WebKitWebDriver'].every((name) => spawnSync('which', [name]).status === 0);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A display that no one else has; Xvfb picks its number and tells when it is ready. */
async function startDisplay(): Promise<{ process: ChildProcess; name: string }> {
  const process = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1440x940x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [number] = (await once(process.stdout, 'data')) as [Buffer];
  return { process, name: `:${String(number).trim()}` };
}

/** A home of its own, for MiniBrowser saves into its user's folder of downloads without a question. */
async function madeHome(): Promise<{ home: string; downloads: string }> {
  const home = await mkdtemp(join(tmpdir(), 'retort-webkit-'));
  const downloads = join(home, 'downloads');
  await mkdir(downloads);
  await writeFile(join(home, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
  return { home, downloads };
}

/** Null where it is not installed and cannot be. */
export async function startWebKit(): Promise<Engine | null> {
  if (!isInstalled() && !installPackages(['webkit2gtk-driver', 'xvfb'])) return null;
  const display = await startDisplay();
  const { home, downloads } = await madeHome();
  const port = await freePort();
  const server = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      ...{ DISPLAY: display.name, LC_ALL: 'C.UTF-8', WAYLAND_DISPLAY: '' },
      ...{ HOME: home, XDG_CONFIG_HOME: home },
    },
  });
  return {
    async visit() {
      const driver = await new Builder()
        .usingServer(`http://127.0.0.1:${port}`)
        .withCapabilities(new Capabilities({ browserName: 'MiniBrowser' }))
        .build();
      await driver.manage().window().setRect({ x: 0, y: 0, width: 1440, height: 940 });
      return visitor(driver, downloads);
    },
    async close() {
      for (const child of [server, display.process]) {
        child.kill();
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      }
      await rm(home, { recursive: true, force: true });
    },
  };
}
