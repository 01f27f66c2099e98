// The measurements, each a function of an open page (browser.mjs). Engines take turns, A B C A B C, so that whatever else the
// machine does falls on all of them alike; figures are medians.
import { median } from '../output.mjs';

export const BROWSER_ENGINES = ['retort', 'stock', 'composed', 'jax'];

const size = (layers, width) => ({ layers, width, hidden: Math.round((width * 2.75) / 8) * 8 });
const shape = { heads: 4, vocabulary: 512 };

/** The default pair of the page, a larger one, and one to see that all works. */
export const PAIRS = {
  tiny: { ...shape, student: size(1, 32), teacher: size(1, 32), batch: 4, context: 16 },
  small: { ...shape, student: size(2, 64), teacher: size(4, 128), batch: 32, context: 64 },
  large: { ...shape, student: size(4, 128), teacher: size(6, 256), batch: 16, context: 128 },
};

/**
 * Relative difference of the losses at steps 1 to 3 that still counts as the same computation: float32 sums in another order,
 * made larger by Adam, which divides small gradients by their own size.
 */
const SAME_LOSS = 1e-3;

export const startAll = async (call, engines, options) => {
  const started = {};
  for (const engine of engines) started[engine] = await call(engine, 'start', options);
  return started;
};

/** Losses of the first three steps by engine; throws where they differ. `free`: engines with weights of their own. */
export async function agreement(call, engines, workload, free = []) {
  const losses = {};
  for (const engine of engines) {
    await call(engine, 'prepare', { workload });
    losses[engine] = (await call(engine, 'run', { steps: 3, cached: false })).losses;
  }
  const [first, ...others] = engines.filter((engine) => !free.includes(engine));
  for (const engine of others) {
    losses[engine].forEach((loss, i) => {
      const wanted = losses[first][i];
      if (!(Math.abs(loss - wanted) <= SAME_LOSS * Math.abs(wanted)))
        throw new Error(
          `${engine} has loss ${loss} at step ${i + 1}, ${first} ${wanted}: not the same step.`,
        );
    });
  }
  return losses;
}

/**
 * ms a step of every prepared engine, with the teacher's forward and with its answers kept, in rounds; in each round the
 * matrix product that the machine manages, too.
 */
export async function interleaved(call, engines, { rounds, steps, warmup, matmulSizes }) {
  const ms = Object.fromEntries(engines.map((engine) => [engine, { full: [], cached: [] }]));
  const matmul = Object.fromEntries(matmulSizes.map((n) => [n, []]));
  for (let round = -1; round < rounds; round++) {
    for (const engine of engines) {
      for (const kind of ['full', 'cached']) {
        const options = { steps: round < 0 ? warmup : steps, cached: kind === 'cached' };
        const taken = await call(engine, 'run', options);
        if (round >= 0) ms[engine][kind].push(...taken.ms);
      }
    }
    for (const n of matmulSizes) {
      const rate = await call('retort', 'matmul', { size: n, repetitions: 5 });
      if (round >= 0) matmul[n].push(rate);
    }
  }
  const medians = Object.fromEntries(
    engines.map((engine) => [engine, { full: median(ms[engine].full), cached: median(ms[engine].cached) }]),
  );
  const rates = Object.fromEntries(matmulSizes.map((n) => [n, median(matmul[n])]));
  return { ms: medians, all: ms, matmul: rates, peak: Math.max(...Object.values(rates)) };
}

/** Live tensors after steps 2 and 50 of a fresh run. */
export async function liveTensors(call, engine, workload) {
  await call(engine, 'prepare', { workload });
  await call(engine, 'run', { steps: 2, cached: false });
  const early = await call(engine, 'memory');
  await call(engine, 'run', { steps: 48, cached: false });
  return { step2: early, step50: await call(engine, 'memory') };
}

/** Memory after step 50 and after many: live tensors, bytes of the device's memory, bytes of the process. */
export async function longRun({ call, rendererMemory }, engine, workload, last) {
  await call(engine, 'prepare', { workload });
  const look = async () => ({ ...(await call(engine, 'memory')), process: (await rendererMemory())?.now });
  await call(engine, 'run', { steps: 50, cached: false });
  const early = await look();
  const { losses } = await call(engine, 'run', { steps: last - 50, cached: false });
  return { steps: last, step50: early, end: await look(), lastLoss: losses.at(-1) };
}

/** Slope of log y over log x by least squares. */
export function exponent(xs, ys) {
  const [u, v] = [xs.map(Math.log), ys.map(Math.log)];
  const mean = (values) => values.reduce((a, b) => a + b) / values.length;
  const [mu, mv] = [mean(u), mean(v)];
  const along = u.map((x, i) => (x - mu) * (v[i] - mv)).reduce((a, b) => a + b);
  return along / u.map((x) => (x - mu) ** 2).reduce((a, b) => a + b);
}

/** What is varied, one at a time, around the small pair's student; the teacher's answers are kept. */
export const AXES = {
  batch: [8, 16, 32, 64],
  context: [32, 64, 128, 256],
  width: [32, 64, 128, 256],
  depth: [1, 2, 4, 8],
};

/**
 * How fast the machine is at the moment, as the rate of one matrix product. Shared machines change speed from one minute to
 * the next; sizes are measured one after the other, so each is put in relation to this.
 */
const speed = (call) => call('retort', 'matmul', { size: 512, repetitions: 9 });

/** Median ms of some steps with kept answers, as they would be at a speed of 1 GFLOP/s beside them. */
async function scaledStep(call, engine, workload, steps, rate) {
  await call(engine, 'prepare', { workload });
  await call(engine, 'run', { steps: 2, cached: true });
  const { ms } = await call(engine, 'run', { steps, cached: true });
  return median(ms) * rate;
}

/** Step time along one axis for each engine (scaled; the smallest size is 1), and the fitted exponent. */
export async function growth(call, engines, axis, { values, steps }) {
  const times = Object.fromEntries(engines.map((engine) => [engine, []]));
  for (const value of values) {
    const workload = { ...PAIRS.small, teacher: size(1, 32) };
    if (axis === 'width') workload.student = size(2, value);
    else if (axis === 'depth') workload.student = size(value, 64);
    else workload[axis] = value;
    for (const engine of engines)
      times[engine].push(await scaledStep(call, engine, workload, steps, await speed(call)));
  }
  return fitted(values, times);
}

/** Times relative to the first, and their exponents, by engine. */
export function fitted(values, times) {
  const by = (f) => Object.fromEntries(Object.entries(times).map(([engine, list]) => [engine, f(list)]));
  return {
    values,
    times: by((list) => list.map((time) => time / list[0])),
    exponents: by((list) => exponent(values, list)),
  };
}
