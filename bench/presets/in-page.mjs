// A preset in the page itself, as a person runs it: one click on Distill in Chromium, on as many threads as the page takes. Prints
// the seconds until the report and the figures of the exported run, with their intervals.
//   npm run bench:in-page -- PRESET|snips [field=value …]
// snips imports ../shared/data first (skipped where it is absent); fields are those of the run config.
/* global document, URLSearchParams, performance */

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureChromium } from '../../scripts/chromium.mjs';
import { servePage } from '../../scripts/serve.mjs';
import { machine, warnIfBusy } from '../output.mjs';

const SNIPS = ['snips-train.jsonl', 'snips-test.csv'].map((name) =>
  fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url)),
);
/** How SNIPS is learnt: a student of less than a tenth of its teacher. */
const SNIPS_FIELDS = {
  teacher: 'transformer-2x128',
  student: 'transformer-1x32',
  vocabulary: 1024,
  teacherEpochs: 3,
  steps: 1200,
  evalEvery: 300,
  temperature: 2,
  lambda: 0.5,
  labelShare: 1,
};

const [name = 'agent-default', ...settings] = process.argv.slice(2);
const given = Object.fromEntries(settings.map((setting) => setting.split('=')));
if (name === 'snips' && !SNIPS.every(existsSync)) {
  console.log('snips: skipped, its data is not here.');
  process.exit();
}

const server = await servePage(4176);
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_FLAGS });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
const button = (label) => page.getByRole('button', { name: label, exact: true });

/** Puts fields into the address, which is the experiment. */
async function change(fields) {
  const query = new URLSearchParams(new URL(page.url()).hash.slice(1));
  for (const [field, value] of Object.entries(fields)) query.set(field, String(value));
  await page.goto('about:blank');
  await page.goto(`${server.url}#${query}`);
}

await page.goto(server.url);
await page
  .getByRole('combobox', { name: 'Preset' })
  .selectOption(name === 'snips' ? 'intents-all-labels' : name);
if (name === 'snips') {
  await button('Your own data…').click();
  const dialog = page.getByRole('dialog', { name: 'Import data' });
  await dialog.getByLabel(/Drop files here/).setInputFiles(SNIPS);
  await dialog.getByRole('textbox', { name: 'Name' }).fill('SNIPS', { timeout: 120_000 });
  await dialog.getByRole('button', { name: 'Keep data set' }).click();
  await dialog.getByRole('button', { name: 'Use SNIPS' }).click();
}
await change({ ...(name === 'snips' && { ...SNIPS_FIELDS, baseline: false }), ...given });

console.log(`${name} in the page, on ${machine()}`);
warnIfBusy();
const began = performance.now();
const seconds = () => ((performance.now() - began) / 1000).toFixed(0);
await button('Distill').click();
await page.waitForFunction(
  () => /step\s*[1-9][\d,]* of/i.test(document.querySelector('[role=status]')?.textContent ?? ''),
  undefined,
  { timeout: 900_000 },
);
console.log(`${seconds()} s to the student's first step`);
await page.getByText('Finished.').waitFor({ timeout: 1_800_000 });
console.log(`${seconds()} s to the report`);
const [download] = await Promise.all([page.waitForEvent('download'), button('Export run').click()]);
const { report, environment } = JSON.parse(readFileSync(await download.path(), 'utf8'));
const shown = (figures) =>
  ['accuracy', 'exactCall', 'success', 'intent', 'argumentF1', 'agreement']
    .filter((id) => figures[id])
    .map((id) => {
      const { value, low, high, n } = figures[id];
      return `${id} ${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}] n ${n}`;
    })
    .join(', ');
console.log(`${environment.backend}, ${environment.threads} threads`);
for (const { arm, figures, cost } of report.arms)
  console.log(`${arm}, ${cost.parameters} parameters: ${shown(figures)}`);
for (const { rival, figures } of report.gains) console.log(`student over ${rival}: ${shown(figures)}`);
await browser.close();
await server.close();
process.exit();
