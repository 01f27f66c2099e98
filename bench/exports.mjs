// How long the default student takes to leave in each form, in the page: from the click on "Save file" to the file. A student of a few steps
// is as large as one of many. Prints a table of milliseconds, the middle of five; with "quick" after the folder each is saved once.
//   node bench/exports.mjs [FOLDER] [quick]
/* global performance */
import { statSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureChromium } from '../scripts/chromium.mjs';
import { servePage } from '../scripts/serve.mjs';
import { median, printTable } from './output.mjs';

const [, quick] = process.argv.slice(2);
const TIMES = quick ? 1 : 5;
const GOAL_MS = 2000;

const server = await servePage(4178);
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_FLAGS });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
const dialog = page.getByRole('dialog', { name: 'Export model' });
const form = dialog.getByRole('radiogroup', { name: 'Form' });
const rows = [];

/** Saves the model of the open dialog in every form that it fits and that is not in the table yet. */
async function saveAll() {
  await form.waitFor();
  for (const name of await form
    .getByRole('radio')
    .evaluateAll((all) => all.map(({ labels }) => labels[0].textContent))) {
    await form.getByRole('radio', { name }).check();
    const save = dialog.getByRole('button', { name: 'Save file' });
    if ((await save.isDisabled()) || rows.some(([before]) => before.startsWith(name))) continue;
    const weights = dialog.getByRole('combobox', { name: 'Weights' });
    const choices = (await weights.count()) ? await weights.locator('option').allTextContents() : [''];
    for (const label of choices) {
      if (label) await weights.selectOption({ label });
      const took = [];
      let bytes = 0;
      for (let time = 0; time < TIMES; time++) {
        const began = performance.now();
        const [file] = await Promise.all([page.waitForEvent('download'), save.click()]);
        took.push(performance.now() - began);
        bytes = statSync(await file.path()).size;
        await save.isEnabled();
      }
      const ms = median(took);
      if (ms > GOAL_MS) process.exitCode = 1;
      rows.push([
        label ? `${name}: ${label}` : name,
        `${ms.toFixed(0)} ms`,
        `${(bytes / 1e3).toFixed(0)} kB`,
      ]);
    }
  }
  await dialog.getByRole('button', { name: 'Close' }).click();
}

// of the default preset's size, and plain: such a one leaves in all forms
await page.goto(
  `${server.url}#task=agent&student=transformer-4x192-slim&plainStudent=true&evalEvery=1000&prompts=200&scoredPrompts=200`,
);
await page.getByRole('button', { name: 'Distill', exact: true }).click();
await page
  .getByText(/^Step [4-9]/)
  .first()
  .waitFor({ timeout: 120_000 });
await page.getByRole('button', { name: 'Stop', exact: true }).click();
await page.getByRole('button', { name: /^Export the model of/ }).click();
await saveAll();
// what the teacher wrote
const library = page.getByRole('region', { name: 'Library' });
await library.getByRole('button', { name: /^More for Shipped teacher/ }).click();
await library.getByRole('button', { name: /^Export…: Shipped teacher/ }).click();
await saveAll();
await browser.close();
await server.close();
printTable(
  'Exports of the default student, and of what its teacher wrote',
  ['form', 'saved in', 'size'],
  rows,
);
process.exit();
