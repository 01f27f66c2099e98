// Finds a Chromium or Chrome for the end-to-end tests and the benchmark; installs one where there is none.
// `node scripts/chromium.mjs` prints its path. apt on Debian and Ubuntu as root, else Playwright's own download.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { installPackages } from './debian.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Flags that every run needs: no sandbox as root, no traffic of the browser's own. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** Path of an installed browser, or undefined. CHROMIUM_PATH wins. */
export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) return existsSync(chosen) ? chosen : undefined;
  const which = process.platform === 'win32' ? 'where' : 'which';
  for (const name of NAMES) {
    const found = spawnSync(which, [name], { encoding: 'utf8' });
    const path = found.stdout?.split('\n')[0]?.trim();
    if (found.status === 0 && path) return path;
  }
  return PLACES.find((path) => existsSync(path));
}

/** As findChromium, but installs a browser where there is none, and says so. */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  if (installPackages(['chromium'])) {
    const installed = findChromium();
    if (installed) return installed;
  }
  console.error('No Chromium found: downloading Playwright’s own.');
  execFileSync('npx', ['playwright', 'install', '--with-deps', 'chromium'], { stdio: 'inherit' });
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.log(await ensureChromium());
