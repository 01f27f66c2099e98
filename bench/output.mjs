// What the benchmarks have in common: medians, the machine's name, a table for the terminal, a tidy JSON file.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import prettier from 'prettier';

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

export function machine() {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
}

/** The load before the run. Says so where other programs keep the processor busy: figures of such a run compare badly. */
export function warnIfBusy() {
  const [load] = loadavg();
  if (load > 0.5)
    console.log(`Other programs are running (load ${load.toFixed(1)}): do not trust the figures.`);
  return load;
}

/** Rows of strings in columns, under a heading; all but the first column to the right. */
export function printTable(title, head, rows) {
  const lines = [head, ...rows].map((row) => row.map((cell) => cell ?? ''));
  const widths = head.map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  const format = (line) =>
    line
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd();
  console.log(`\n${title}\n${'-'.repeat(title.length)}`);
  for (const line of lines) console.log(format(line));
}

/** Writes JSON as `prettier --check` wants it; keys that are there and not given now stay. */
export async function writeJson(file, values) {
  let before = {};
  try {
    before = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // the first run
  }
  const text = JSON.stringify({ ...before, ...values });
  writeFileSync(file, await prettier.format(text, { parser: 'json', printWidth: 110 }));
}
