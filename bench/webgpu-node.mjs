// The WebGPU part of the engine benchmark under Node, wherever there is a Vulkan driver (a GPU's own, or Mesa's lavapipe 25 or
// newer): npm i --no-save webgpu && node bench/webgpu-node.mjs [--quick] [--pairs=small,large]
// Says what is missing where it cannot run. Adds its figures to bench/results.json under "webgpu-node".
import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BROWSER_ENGINES, PAIRS, startAll } from './engines/measure.mjs';
import { reportEngines, targets } from './engines/report.mjs';
import { comparePairs, PLANS } from './engines/run.mjs';
import { machine, writeJson } from './output.mjs';
import { writeResults } from './results.mjs';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    pairs: { type: 'string', default: 'small,large' },
  },
});

function skip(why) {
  console.log(`The WebGPU benchmark under Node was skipped: ${why}`);
  process.exit();
}

/** The adapter's name; ends the process where there is none. */
async function findAdapter() {
  let webgpu;
  try {
    // as node-child.ts does, so that both find it in the same places, NODE_PATH among them
    webgpu = createRequire(import.meta.url)('webgpu');
  } catch {
    skip('the package "webgpu" (Dawn, 132 MB) is not installed. npm i --no-save webgpu');
  }
  const adapter = await webgpu.create([]).requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) {
    skip(
      'no Vulkan driver that Dawn accepts. Install the GPU’s driver, or Mesa’s lavapipe 25 or newer ' +
        '(Debian 12: apt-get install -t bookworm-backports mesa-vulkan-drivers).',
    );
  }
  const { vendor, architecture, device, description } = adapter.info;
  return [vendor, architecture, device, description].filter(Boolean).join(' ');
}

/** A process with one engine; resolves once it listens. */
function startEngine(engine) {
  const path = (name) => fileURLToPath(new URL(name, import.meta.url));
  const child = fork(path('../scripts/run.mjs'), [path('./engines/node-child.ts'), engine]);
  const waiting = new Map();
  let requests = 0;
  const call = (command, options) =>
    new Promise((resolve, reject) => {
      waiting.set(++requests, { resolve, reject });
      child.send({ id: requests, command, options });
    });
  return new Promise((ready, fail) => {
    child.on('exit', (code) => {
      const error = new Error(`${engine} ended with ${code}.`);
      fail(error);
      for (const { reject } of waiting.values()) reject(error);
    });
    child.on('message', (message) => {
      if (message === 'ready') return ready({ call, stop: () => child.disconnect() });
      const { resolve, reject } = waiting.get(message.id);
      waiting.delete(message.id);
      if ('error' in message) reject(new Error(`${engine}: ${message.error}`));
      else resolve(message.value);
    });
  });
}

const adapter = await findAdapter();
console.log(`WebGPU under Node on ${adapter}; ${machine()}`);
// jax-js needs iterator helpers
const jax = Number(process.versions.node.split('.')[0]) >= 22;
if (!jax) console.log(`jax-js: skipped, it needs Node 22 or newer and this is ${process.version}`);
const engines = BROWSER_ENGINES.filter((engine) => engine !== 'jax' || jax);
const running = {};
for (const engine of engines) running[engine] = await startEngine(engine);
const call = (engine, command, options) => running[engine].call(command, options);
const started = await startAll(call, engines, { device: 'webgpu' });
const pairs = Object.fromEntries(values.pairs.split(',').map((name) => [name, PAIRS[name]]));
const plan = PLANS[values.quick ? 'quick' : 'webgpu'];
const results = { device: 'webgpu', adapter, started };
results.pairs = await comparePairs(call, engines, plan, pairs);
for (const { stop } of Object.values(running)) stop();
reportEngines(results);
if (!values.quick) {
  const file = fileURLToPath(new URL('results.json', import.meta.url));
  const about = {
    command: 'node bench/webgpu-node.mjs',
    date: new Date().toISOString().slice(0, 10),
    machine: machine(),
  };
  await writeJson(file, { 'webgpu-node': { ...about, ...results, targets: targets(results) } });
  await writeResults(fileURLToPath(new URL('.', import.meta.url)));
}
