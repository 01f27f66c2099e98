// How smoothly many long runs are compared: 20 runs of 5,000 steps on one chart, and the time from frame to frame while smoothing is
// dragged, the view is panned, the axis changes and a run comes and goes. Prints a table and writes results-overlay.json into the folder
// given, bench/ itself else; with "quick" after it there are 4 runs of 1,000 steps.
/* global document, performance, requestAnimationFrame, HTMLInputElement, Event -- in page.evaluate() */
import { Buffer } from 'node:buffer';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureChromium } from '../scripts/chromium.mjs';
import { servePage } from '../scripts/serve.mjs';
import { machine, median, printTable, writeJson } from './output.mjs';

const [folder = fileURLToPath(new URL('.', import.meta.url)), quick] = process.argv.slice(2);
const [RUNS, STEPS, FRAMES] = quick ? [4, 1000, 30] : [20, 5000, 180];

/** A run file whose loss falls, with noise. */
function runFile(run) {
  const step = Array.from({ length: STEPS }, (_, i) => i + 1);
  // noise that is the same each time
  const noise = (i) => (Math.sin(12.9898 * (i + 1000 * run)) * 43758.5453) % 1;
  const loss = step.map((i) => 3 / Math.sqrt(1 + i / (20 + run)) + 0.2 * noise(i) + 0.3);
  return {
    format: 'retort-run/1',
    config: { task: 'points', steps: STEPS, seed: run },
    name: `Run ${run}`,
    environment: { backend: 'wasm', adapter: '', threads: 1, userAgent: 'bench', version: '0' },
    series: {
      arm: step.map(() => 'student'),
      step,
      loss,
      tokens: step.map((i) => i * (32 + run)),
      ms: step.map((i) => i * (5 + run / 10)),
    },
    evaluations: [],
    summary: {
      status: 'done',
      startedAt: new Date(Date.UTC(2026, 0, 1, 0, run)).toISOString(),
      step: STEPS,
      final: [],
    },
  };
}

const server = await servePage(4176);
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_FLAGS });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
await page.goto(server.url);
const runs = page.getByRole('region', { name: 'Runs' });
for (let run = 1; run <= RUNS; run++) {
  await runs.locator('input[type=file]').setInputFiles({
    name: `run-${run}.json`,
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(runFile(run))),
  });
  await runs.getByRole('button', { name: `Compare Run ${run}`, exact: true }).click();
}
await runs.getByRole('button', { name: 'Compare', exact: true }).click();
const chart = page.getByRole('img', { name: 'Curves of several runs' });
await chart.locator('canvas').waitFor();
await page.getByRole('button', { name: 'Zoom in' }).click();
await chart.scrollIntoViewIfNeeded();
await page.waitForTimeout(1000); // what opening them left to do

/** Milliseconds from frame to frame while something is changed in each of them. */
const watch = (what) =>
  page.evaluate(
    async ([what, count]) => {
      const comparison = document.querySelector('section.comparison');
      const named = (selector, text) =>
        [...comparison.querySelectorAll(selector)].find((one) => one.textContent.includes(text));
      const slider = (label) => document.getElementById(named('label', label).htmlFor);
      const set = (input, value) => {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, String(value));
        input.dispatchEvent(new Event('input', { bubbles: true }));
      };
      const swing = (frame) => 0.5 - 0.5 * Math.cos(frame / 10);
      const change = {
        'nothing (the display alone)': () => undefined,
        smoothing: (frame) => set(slider('Smoothing'), 0.99 * swing(frame)),
        pan: (frame) => set(slider('Part shown'), 0.5 * swing(frame)),
        'step, time, tokens': (frame) =>
          named('label', ['Step', 'Time', 'Tokens'][frame % 3])
            .querySelector('input')
            .click(),
        'a run comes and goes': () => named('button', 'Run 2').click(),
        'log scale': () => comparison.querySelector('[role=switch]').click(),
      }[what];
      const frames = [];
      let before = await new Promise(requestAnimationFrame);
      for (let frame = 0; frame < count; frame++) {
        const began = performance.now();
        change(frame);
        await Promise.resolve(); // React draws before it
        const script = performance.now() - began;
        const now = await new Promise(requestAnimationFrame);
        frames.push({ ms: now - before, script });
        before = now;
      }
      return frames;
    },
    [what, FRAMES],
  );

const [load] = loadavg();
const measured = {};
for (const what of [
  'nothing (the display alone)',
  'smoothing',
  'pan',
  'step, time, tokens',
  'a run comes and goes',
  'log scale',
])
  measured[what] = await watch(what);
await browser.close();
await server.close();

const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))];
const rows = Object.entries(measured).map(([what, frames]) => {
  const ms = frames.map((frame) => frame.ms);
  return [
    what,
    `${median(ms).toFixed(1)} ms`,
    `${quantile(ms, 0.95).toFixed(1)} ms`,
    `${median(frames.map(({ script }) => script)).toFixed(1)} ms`,
  ];
});
printTable(
  `${RUNS} runs of ${STEPS} steps on one chart`,
  ['changed in each frame', 'frame, median', '95 %', 'script, median'],
  rows,
);
await writeJson(join(folder, 'results-overlay.json'), {
  machine: machine(),
  date: new Date().toISOString().slice(0, 10),
  load,
  runs: RUNS,
  steps: STEPS,
  rows,
});
