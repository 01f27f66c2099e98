// All benchmarks in one command, `npm run bench`: the engines beside each other, a step of each method, exports, the page, many runs
// on one chart, then a library of 200 models. Prints tables; writes bench/results.json (engines), results-methods.json, results-page.json,
// results-overlay.json, results-library.json, and all as tables to bench/RESULTS.md.
//   --only=engines | methods | exports | page | overlay | library   one of them     --pairs=small,large   which models
//   --device=webgpu          the GPU instead of WASM  --long[=2000]         a run of many steps, for its memory
//   --quick                  a few steps: whether it works, not how fast; its files go to .cache/bench-quick
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchmarkEngines } from './engines/run.mjs';
import { reportEngines, targets } from './engines/report.mjs';
import { machine, warnIfBusy, writeJson } from './output.mjs';
import { writeResults } from './results.mjs';

const flags = process.argv.slice(2).map((flag) => (flag === '--long' ? '--long=2000' : flag));
const { values } = parseArgs({
  args: flags,
  options: {
    only: { type: 'string' },
    device: { type: 'string', default: 'wasm' },
    pairs: { type: 'string', default: 'small,large' },
    long: { type: 'string', default: '0' },
    quick: { type: 'boolean', default: false },
  },
});
const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const folder = path(values.quick ? '../.cache/bench-quick' : '.');
mkdirSync(folder, { recursive: true });
const about = {
  command: ['npm run bench', ...(flags.length ? ['--', ...flags] : [])].join(' '),
  date: new Date().toISOString().slice(0, 10),
  machine: machine(),
};

console.log(`Benchmark on ${machine()}`);
const load = warnIfBusy();
const wants = (part) => !values.only || values.only === part;
const run = (...args) => {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  process.exitCode ||= status ?? 1;
};
const how = [folder, ...(values.quick ? ['quick'] : [])];
if (wants('engines')) {
  const results = await benchmarkEngines({
    device: values.device,
    quick: values.quick,
    long: Number(values.long),
    pairs: values.pairs.split(','),
  });
  reportEngines(results);
  await writeJson(join(folder, 'results.json'), {
    [values.device]: { ...about, load, ...results, targets: targets(results) },
  });
}
if (wants('methods')) {
  console.log('\nMethods');
  run(path('../scripts/run.mjs'), path('methods/speed.ts'), ...how);
}
if (wants('exports')) run(path('exports.mjs'), ...how);
if (wants('page')) {
  console.log('\nThe page');
  run(path('page.mjs'), ...how);
}
if (wants('overlay')) run(path('overlay.mjs'), ...how);
if (wants('library')) run(path('library.mjs'), ...how);
console.log(`\nWritten: ${await writeResults(folder)}`);
process.exit();
