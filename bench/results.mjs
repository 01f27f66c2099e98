// Writes RESULTS.md from the figures of the last runs (results.json, results-methods.json, results-page.json, results-overlay.json, results-library.json): what ran where, and the same tables as
// in the terminal. bench.mjs does so after each run; `node bench/results.mjs [folder]` does it again.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { engineTables } from './engines/report.mjs';

const DEVICES = {
  wasm: 'WASM in headless Chromium',
  webgpu: 'WebGPU in headless Chromium',
  'webgpu-node': 'WebGPU under Node',
};

/** Tasks over 50 ms that are listed. */
const MOST_TASKS = 5;

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function table({ title, head, rows }) {
  const line = (cells) => `| ${cells.map((cell) => cell ?? '').join(' | ')} |`;
  return [
    `### ${title}`,
    '',
    line(head),
    line(head.map((_, i) => (i === 0 ? ':--' : '--:'))),
    ...rows.map(line),
  ].join('\n');
}

function engineSection(name, results) {
  const { command, date, machine, load, browser, adapter, started } = results;
  const facts = [
    command && `\`${command}\``,
    date,
    machine,
    browser && `Chromium ${browser}`,
    adapter,
    load > 0.5 && `other programs were running (load ${load.toFixed(1)}): compare with care`,
  ];
  const engines = Object.entries(started).map(([engine, what]) => `- ${engine}: ${what}`);
  return [
    `## ${DEVICES[name]}`,
    `${facts.filter(Boolean).join('; ')}.`,
    engines.join('\n'),
    ...engineTables(results).map(table),
  ].join('\n\n');
}

/** A step of each method against plain Hinton. */
function methodsSection({ date, presets }) {
  const head = ['method', 'ms', 'of Hinton’s', 'at most', ''];
  const verdict = ({ ratio, limit, steady }) =>
    `${ratio <= limit ? 'met' : 'missed'}${steady ? '' : ', leaves tensors'}`;
  const tables = Object.entries(presets).map(([title, rows]) =>
    table({
      title,
      head,
      rows: rows.map((row) => [
        row.id,
        row.ms.toFixed(1),
        `${row.ratio.toFixed(2)}×`,
        `${row.limit}×`,
        verdict(row),
      ]),
    }),
  );
  const about = `\`npm run bench -- --only=methods\`; ${date}; fused WASM kernels under Node, one thread; ratios are medians over rounds in which all take turns.`;
  return ['## Methods', about, ...tables].join('\n\n');
}

function pageSection({ machine, date, load, rows, tasks = [] }) {
  const busy = load > 0.5 && `load ${load.toFixed(1)} before the default run`;
  const about = `\`npm run bench -- --only=page\`; ${[date, machine, busy].filter(Boolean).join('; ')}.`;
  const parts = [
    '## The page',
    about,
    table({ title: 'For a person', head: ['', 'reached', 'target'], rows }),
  ];
  const longest = tasks.toSorted((a, b) => b.ms - a.ms).slice(0, MOST_TASKS);
  if (longest.length > 0)
    parts.push(
      `The longest tasks of the default run:\n\n${longest
        .map(({ ms, when, cause }) => `- ${ms} ms at ${when}: ${cause}`)
        .join('\n')}`,
    );
  return parts.join('\n\n');
}

function overlaySection({ machine, date, load, runs, steps, rows }) {
  const busy = load > 0.5 && `other programs were running (load ${load.toFixed(1)})`;
  const about = `\`npm run bench -- --only=overlay\`; ${[date, machine, busy].filter(Boolean).join('; ')}. A display draws 60 frames a second, 16.7 ms each.`;
  const head = ['changed in each frame', 'frame, median', '95 %', 'script, median'];
  return [
    '## Many runs on one chart',
    about,
    table({ title: `${runs} runs of ${steps} steps`, head, rows }),
  ].join('\n\n');
}

function librarySection({ machine, date, load, models, rows }) {
  const busy = load > 0.5 && `other programs were running (load ${load.toFixed(1)})`;
  const about = `\`npm run bench -- --only=library\`; ${[date, machine, busy].filter(Boolean).join('; ')}.`;
  return [
    '## The library',
    about,
    table({ title: `${models} models`, head: ['', 'reached', 'target'], rows }),
  ].join('\n\n');
}

/** @param folder where the JSON files are and RESULTS.md goes. */
export async function writeResults(folder) {
  const engines = read(join(folder, 'results.json')) ?? {};
  const page = read(join(folder, 'results-page.json'));
  const overlay = read(join(folder, 'results-overlay.json'));
  const library = read(join(folder, 'results-library.json'));
  const methods = read(join(folder, 'results-methods.json'));
  const text = [
    '# Results of the benchmarks',
    'Written by `npm run bench`. Engines take turns within a run and figures are medians: compare within one table only. ' +
      '"Full" asks the teacher in every step, "cached" has its answers; "stock tfjs" is the same model as one writes it in plain ' +
      'TensorFlow.js, with its own gradients.',
    ...Object.keys(DEVICES)
      .filter((name) => engines[name])
      .map((name) => engineSection(name, engines[name])),
    ...(methods ? [methodsSection(methods)] : []),
    ...(page ? [pageSection(page)] : []),
    ...(overlay ? [overlaySection(overlay)] : []),
    ...(library ? [librarySection(library)] : []),
  ].join('\n\n');
  const file = join(folder, 'RESULTS.md');
  writeFileSync(file, await prettier.format(text, { parser: 'markdown', printWidth: 110 }));
  return file;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const here = fileURLToPath(new URL('.', import.meta.url));
  console.log(await writeResults(resolve(process.argv[2] ?? here)));
}
