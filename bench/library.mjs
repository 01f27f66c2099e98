// How quickly a library of 200 models is there: the page opened with them and without, the tab pressed on a phone, a word searched for.
// Prints a table and writes results-library.json into the folder given, bench/ itself else; with "quick" after it each is done twice.
/* global document, performance, requestAnimationFrame, setTimeout, indexedDB -- in page.evaluate() */
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureChromium } from '../scripts/chromium.mjs';
import { servePage } from '../scripts/serve.mjs';
import { machine, median, printTable, writeJson } from './output.mjs';

const [folder = fileURLToPath(new URL('.', import.meta.url)), quick] = process.argv.slice(2);
const MODELS = 200;
const ROUNDS = quick ? 2 : 7;
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };
/** Those of the page beside the stored ones: the shipped teacher. */
const SHIPPED = 1;

/** Runs in the page: models of all tasks, of runs or kept, some with notes and tags, weights with each. */
async function fill(count) {
  const db = await new Promise((resolve, reject) => {
    const request = indexedDB.open('retort');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const transaction = db.transaction(['models', 'modelContents'], 'readwrite');
  const kinds = [
    {
      task: 'points',
      name: 'mlp-16x16',
      dataSet: 'spirals',
      teacher: 'mlp-64x64',
      labels: 3,
      vocabulary: null,
    },
    {
      task: 'intents',
      name: 'transformer-1x32',
      dataSet: 'built-in',
      teacher: 'Wise',
      labels: 17,
      vocabulary: 512,
    },
    {
      task: 'agent',
      name: 'transformer-2x64',
      dataSet: 'built-in',
      teacher: 'agent',
      labels: null,
      vocabulary: 1024,
    },
  ];
  for (let i = 0; i < count; i++) {
    const kept = i % 2 === 0;
    const run = `run-${i}`;
    const kind = kinds[i % kinds.length];
    const card = {
      ...kind,
      id: `${run}.${i % 3 ? 'student' : 'baseline'}`,
      name: kept ? `Model ${i}` : kind.name,
      createdAt: Date.UTC(2026, 0, 1) + 60_000 * i,
      origin: i % 3 ? 'distilled' : 'trained',
      parameters: 10_000 + 7 * i,
      method: i % 3 ? 'hinton' : null,
      run,
      kept,
      figures: { accuracy: 0.5 + i / 500, agreement: 0.6 },
      bytes: 40_000,
      note: i % 5 ? '' : 'for Monday',
      tags: i % 4 ? [] : ['school', 'small'],
    };
    transaction.objectStore('models').put(card);
    transaction.objectStore('modelContents').put({ weights: new ArrayBuffer(40_000) }, card.id);
  }
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  db.close();
}

/** Runs in the page: ms from `began` until the list has so many rows, in sight where it is in front, and they are painted. */
const untilShown = ({ rows, began }) =>
  new Promise((resolve) => {
    const look = () => {
      if (document.querySelectorAll('[aria-label="Models"] > li').length === rows)
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
      else requestAnimationFrame(look);
    };
    look();
  });

const server = await servePage(4177);
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_FLAGS });

async function visitor(count) {
  const context = await browser.newContext({ viewport: DESK, locale: 'en-US', serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.evaluate(untilShown, { rows: SHIPPED, began: 0 }); // the database is there
  await page.evaluate(fill, count);
  return { page, rows: SHIPPED + count };
}

async function opened({ page, rows }) {
  await page.setViewportSize(DESK);
  await page.goto('about:blank');
  await page.goto(server.url, { waitUntil: 'commit' });
  return page.evaluate(untilShown, { rows, began: 0 });
}

/** From a change that the page makes to its rows. */
async function changed({ page, rows }, change) {
  const began = await page.evaluate(() => performance.now());
  await change();
  return page.evaluate(untilShown, { rows, began });
}

const [load] = loadavg();
const full = await visitor(MODELS);
const empty = await visitor(0);
const measured = { full: [], empty: [], tab: [], search: [] };
for (let round = 0; round < ROUNDS; round++) {
  measured.empty.push(await opened(empty));
  measured.full.push(await opened(full));
  const { page } = full;
  await page.setViewportSize(PHONE);
  const tab = page.getByRole('tab', { name: 'Library' });
  await tab.waitFor();
  await page.waitForTimeout(1000); // what opening left to do
  measured.tab.push(await changed(full, () => tab.evaluate((one) => one.click())));
  const search = page.getByRole('searchbox', { name: 'Search models' });
  const found = { page, rows: MODELS / 4 };
  measured.search.push(await changed(found, () => search.fill('school')));
}
await browser.close();
await server.close();

const cost = median(measured.full.map((ms, round) => ms - measured.empty[round]));
const ms = (value) => `${value.toFixed(0)} ms`;
const rows = [
  ['page opened, no model stored', ms(median(measured.empty)), ''],
  [`page opened, all rows of ${MODELS} models shown`, ms(median(measured.full)), ''],
  ['of that for the models', ms(cost), 'under 200 ms'],
  ['tab “Library” pressed on a phone', ms(median(measured.tab)), 'under 200 ms'],
  ['a word searched for', ms(median(measured.search)), 'under 200 ms'],
];
printTable(`A library of ${MODELS} models`, ['', 'reached', 'target'], rows);
await writeJson(join(folder, 'results-library.json'), {
  machine: machine(),
  date: new Date().toISOString().slice(0, 10),
  load,
  models: MODELS,
  rows,
});
