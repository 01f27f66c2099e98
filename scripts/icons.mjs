// Makes the icons of the installed page (public/icons/*.png) from the drawn one: `node scripts/icons.mjs`. The maskable one has
// paper to its edges and keeps the drawing inside the circle that every system leaves.
import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureChromium } from './chromium.mjs';

const drawing = readFileSync('public/icons/retort.svg', 'utf8');
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_FLAGS });
for (const [name, size, share, paper] of [
  ['retort-192', 192, 1, 'transparent'],
  ['retort-512', 512, 1, 'transparent'],
  ['retort-maskable', 512, 0.62, '#f6f2ea'],
]) {
  const page = await browser.newPage({ viewport: { width: size, height: size }, colorScheme: 'light' });
  const inner = Math.round(size * share);
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${paper}"><div style="width:${inner}px;height:${inner}px">${drawing}</div>`,
  );
  await page.screenshot({ path: `public/icons/${name}.png`, omitBackground: true });
  await page.close();
}
await browser.close();
