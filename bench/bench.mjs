// All benchmarks in one command, `npm run bench`: the engines beside each other, then the page. Prints tables; writes
// bench/results.json (engines) and bench/results-page.json.
//   --only=engines | page    one of the two           --pairs=small,large   which models
//   --device=webgpu          the GPU instead of WASM  --long[=2000]         a run of many steps, for its memory
//   --quick                  a few steps: whether it works, not how fast
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchmarkEngines } from './engines/run.mjs';
import { reportEngines, targets } from './engines/report.mjs';
import { machine, warnIfBusy, writeJson } from './output.mjs';

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

console.log(`Benchmark on ${machine()}`);
const load = warnIfBusy();
if (values.only !== 'page') {
  const results = await benchmarkEngines({
    device: values.device,
    quick: values.quick,
    long: Number(values.long),
    pairs: values.pairs.split(','),
  });
  reportEngines(results);
  if (!values.quick)
    await writeJson(path('results.json'), {
      [values.device]: { machine: machine(), load, ...results, targets: targets(results) },
    });
}
if (values.only !== 'engines') {
  console.log('\nThe page');
  const { status } = spawnSync(process.execPath, [path('page.mjs')], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
process.exit();
