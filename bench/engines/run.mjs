// The engine benchmark in one run: this engine, stock TensorFlow.js and jax-js in headless Chromium, PyTorch beside them where
// it is. Prints the figures as they come; bench.mjs calls this and writes what it returns.
import { availableParallelism } from 'node:os';
import { median } from '../output.mjs';
import { serveEngines } from './browser.mjs';
import {
  agreement,
  AXES,
  BROWSER_ENGINES,
  fitted,
  growth,
  interleaved,
  liveTensors,
  longRun,
  PAIRS,
  startAll,
} from './measure.mjs';
import { stepFlops } from './flops.mjs';
import { startPython } from './python.mjs';

/** How much is measured (`sizes` of each axis of growth). A software GPU takes half a minute for what WASM does in a second. */
export const PLANS = {
  full: {
    ...{ rounds: 7, steps: 4, warmup: 4, matmulSizes: [256, 512, 1024] },
    ...{ growthSteps: 7, sizes: 4, memorySteps: 10, tokens: 4000 },
  },
  quick: {
    ...{ rounds: 1, steps: 2, warmup: 1, matmulSizes: [512] },
    ...{ growthSteps: 1, sizes: 2, memorySteps: 1, tokens: 256 },
  },
  webgpu: {
    ...{ rounds: 3, steps: 1, warmup: 1, matmulSizes: [512] },
    ...{ growthSteps: 0, sizes: 0, memorySteps: 1, tokens: 256 },
  },
};

/** The shipped teacher's size (public/models/agent-teacher/config.json). */
const SHIPPED_TEACHER = { student: { layers: 4, width: 192, hidden: 512 }, heads: 6 };
/** Dialogues that an evaluation writes side by side (src/distillation/evaluate-agent.ts). */
const SIDE_BY_SIDE = 32;

/** Tokens a second with a key-value cache, beside the tensors, on one thread: one sequence as in the chat, many as in evaluations. */
async function generation(call, tokens) {
  const models = {
    'student 2×64': PAIRS.small,
    'shipped teacher 4×192': { ...PAIRS.small, ...SHIPPED_TEACHER },
  };
  const rows = [];
  for (const [model, pair] of Object.entries(models)) {
    for (const sequences of [1, SIDE_BY_SIDE]) {
      const workload = { ...pair, context: 128 };
      const some = { workload, tokens: sequences > 1 ? 4 * tokens : tokens, sequences };
      const rate = await call('retort', 'generate', some);
      rows.push({ model, sequences, tokensPerSecond: rate });
    }
  }
  return rows;
}

const say = (text) => console.log(`  ${text}`);

/** Losses, times, floating-point operations and our profile for each pair, by engines that are started. */
export async function comparePairs(call, engines, plan, pairs) {
  const results = {};
  for (const [name, workload] of Object.entries(pairs)) {
    say(`${name} pair: the same loss in every engine at steps 1 to 3`);
    const losses = await agreement(call, engines, workload, ['pytorch']);
    say(`${name} pair: ms a step, in turns`);
    const times = await interleaved(call, engines, plan);
    const flops = {
      full: stepFlops(workload, false),
      cached: stepFlops(workload, true),
    };
    const profile = {
      full: await call('retort', 'profile', { steps: plan.steps, cached: false }),
      cached: await call('retort', 'profile', { steps: plan.steps, cached: true }),
    };
    results[name] = { workload, losses, ...times, flops, profile, profiledSteps: plan.steps };
  }
  return results;
}

/** @param turns of two steps for each number of threads: in turns, so that a slow moment of the machine meets all alike. */
async function growthWithThreads(server, engines, turns) {
  const counts = [1, 2, 4, 8].filter((n) => n <= availableParallelism());
  const ms = Object.fromEntries(engines.map((engine) => [engine, counts.map(() => [])]));
  const pages = [];
  for (const threads of counts) {
    const page = await server.open('wasm');
    await startAll(page.call, engines, { device: 'wasm', threads });
    for (const engine of engines) await page.call(engine, 'prepare', { workload: PAIRS.small });
    pages.push(page);
  }
  for (let turn = -1; turn < turns; turn++) {
    for (const [i, page] of pages.entries()) {
      for (const engine of engines) {
        const took = await page.call(engine, 'run', { steps: 2, cached: true });
        if (turn >= 0) ms[engine][i].push(...took.ms); // the first turn warms up
      }
    }
  }
  for (const page of pages) await page.close();
  return fitted(counts, Object.fromEntries(engines.map((engine) => [engine, ms[engine].map(median)])));
}

/** Of the two that fuse; stock tfjs would take longer than all the rest. */
async function growthTable(call, server, engines, plan) {
  const table = {};
  for (const axis of Object.keys(AXES)) {
    say(`growth with ${axis}`);
    const values = AXES[axis].slice(0, plan.sizes);
    table[axis] = await growth(call, engines, axis, { values, steps: plan.growthSteps });
  }
  say('growth with threads');
  table.threads = await growthWithThreads(server, engines, plan.growthSteps);
  return table;
}

/** Most memory that a renderer with one engine takes over some full steps of each pair, in a browser of its own. */
async function peakMemory(server, engines, device, pairs, steps) {
  const peaks = {};
  for (const engine of engines) {
    const page = await server.open(device);
    await page.call(engine, 'start', { device });
    for (const [name, workload] of Object.entries(pairs)) {
      await page.call(engine, 'prepare', { workload });
      await page.call(engine, 'run', { steps, cached: false });
      peaks[name] = { ...peaks[name], [engine]: (await page.rendererMemory())?.peak };
    }
    await page.close();
  }
  return peaks;
}

/**
 * @param device 'wasm' or 'webgpu'. @param quick few steps, to see that it works. @param long steps of the long run; 0: none.
 * @param pairs names of PAIRS.
 */
export async function benchmarkEngines({ device, quick, long, pairs: names }) {
  const plan = PLANS[quick ? 'quick' : device === 'webgpu' ? 'webgpu' : 'full'];
  const pairs = Object.fromEntries(names.map((name) => [name, PAIRS[name]]));
  const server = await serveEngines(4176);
  const python = device === 'wasm' ? startPython() : { missing: 'compared with WASM only' };
  try {
    const page = await server.open(device);
    const engines = python.missing ? BROWSER_ENGINES : [...BROWSER_ENGINES, 'pytorch'];
    const call = (engine, command, options) =>
      engine === 'pytorch' ? python.call(command, options) : page.call(engine, command, options);
    const started = await startAll(call, engines, { device });
    for (const [engine, what] of Object.entries(started)) say(`${engine}: ${what}`);
    if (python.missing) say(`pytorch: skipped, ${python.missing}`);

    const results = { device, browser: page.version, started, pytorch: python.missing ?? 'measured' };
    results.pairs = await comparePairs(call, engines, plan, pairs);
    say('generation');
    results.generation = await generation(call, plan.tokens);
    if (plan.growthSteps > 0) results.growth = await growthTable(call, server, ['retort', 'jax'], plan);
    await page.close();

    say('peak memory, an engine to a browser');
    results.peakMemory = await peakMemory(server, BROWSER_ENGINES, device, pairs, plan.memorySteps);
    say(`live tensors${long ? `, and ${long} steps` : ''}`);
    const alone = await server.open(device);
    await alone.call('retort', 'start', { device });
    results.liveTensors = await liveTensors(alone.call, 'retort', PAIRS.small);
    if (long) results.long = await longRun(alone, 'retort', PAIRS.small, long);
    await alone.close();
    return results;
  } finally {
    python.close?.();
    await server.close();
  }
}
