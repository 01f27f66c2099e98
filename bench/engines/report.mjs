// The engine benchmark's figures as tables, with the targets beside them: for the terminal here, for RESULTS.md in results.mjs.
import { printTable } from '../output.mjs';

const ENGINE_NAMES = {
  retort: 'this engine',
  stock: 'stock tfjs',
  composed: 'our ops, no fused kernels',
  jax: 'jax-js',
  pytorch: 'PyTorch eager',
};

const ms = (value) => (value === undefined ? '–' : value < 100 ? value.toFixed(1) : value.toFixed(0));
const megabytes = (bytes) => (bytes === undefined ? '–' : `${(bytes / 2 ** 20).toFixed(0)} MiB`);
const verdict = (ok) => (ok ? 'met' : 'missed');

function stepTable(name, { ms: times, flops, peak, workload }) {
  const { student: s, teacher: t, batch, context } = workload;
  const rows = Object.entries(times).map(([engine, { full, cached }]) => {
    const rate = flops.full / full / 1e6;
    return [
      ENGINE_NAMES[engine],
      ms(full),
      ms(cached),
      `${(full / times.retort.full).toFixed(2)}×`,
      `${(full / times.retort.cached).toFixed(2)}×`,
      rate.toFixed(1),
      `${((100 * rate) / peak).toFixed(0)} %`,
    ];
  });
  const models = `student ${s.layers}×${s.width}, teacher ${t.layers}×${t.width}, batch ${batch}×${context}`;
  return {
    title: `${name} pair: ${models}; matmul peak ${peak.toFixed(1)} GFLOP/s`,
    head: ['', 'ms full', 'ms cached', 'full / ours', 'full / our cached', 'GFLOP/s', 'of peak'],
    rows,
  };
}

function profileTable(name, { profile, profiledSteps }) {
  const { ms: total, kernels } = profile.full;
  const inside = kernels.reduce((sum, kernel) => sum + kernel.ms, 0);
  const rows = [...kernels.slice(0, 14), { name: 'outside kernels', calls: 0, ms: total - inside }].map(
    (kernel) => [
      kernel.name,
      kernel.calls ? String(kernel.calls / profiledSteps) : '',
      ms(kernel.ms / profiledSteps),
      `${((100 * kernel.ms) / total).toFixed(0)} %`,
    ],
  );
  return {
    title: `${name} pair: where our full step goes`,
    head: ['kernel', 'calls', 'ms', 'share'],
    rows,
  };
}

/** [what, figure, target, met?] for everything of the issue that this run has figures of. */
export function targets(results) {
  const { device, pairs, generation, long, liveTensors } = results;
  const gpu = device === 'webgpu';
  const small = pairs.small?.ms;
  const rows = [];
  const add = (what, figure, unit, least, target = `at least ${least}${unit}`) =>
    rows.push([what, `${figure.toFixed(figure < 100 ? 2 : 0)}${unit}`, target, verdict(figure >= least)]);
  const name = gpu ? 'WebGPU' : 'WASM';
  if (small) {
    const { retort, stock, jax, pytorch } = small;
    add(`${name} step against stock tfjs`, stock.full / retort.full, '×', gpu ? 3 : 8);
    if (jax) add(`${name} step against jax-js`, jax.full / retort.full, '×', gpu ? 1.5 : 2);
    if (jax && !gpu) add('cached targets against jax-js (full step)', jax.full / retort.cached, '×', 5);
    if (pytorch)
      add('cached targets against PyTorch eager (full)', pytorch.full / retort.cached, '×', 1, 'no slower');
  }
  const large = pairs.large;
  if (large && !gpu) {
    const share = large.flops.full / large.ms.retort.full / 1e6 / large.peak;
    add('share of the matmul peak, larger pair', 100 * share, ' %', 50);
  }
  if (!gpu) add('generation, student 2×64', generation[0].tokensPerSecond, ' tokens/s', 1500);
  if (liveTensors) {
    const [early, late] = [liveTensors.step2.tensors, liveTensors.step50.tensors];
    rows.push(['live tensors, step 2 and 50', `${early}, ${late}`, 'the same', verdict(early === late)]);
  }
  if (long) {
    const { step50, end } = long;
    const same = step50.tensors === end.tensors && step50.deviceBytes === end.deviceBytes;
    const figure = `${step50.tensors} → ${end.tensors} tensors, ${megabytes(step50.deviceBytes)} → ${megabytes(end.deviceBytes)}`;
    rows.push([`memory, step 50 and ${long.steps}`, figure, 'the same', verdict(same)]);
  }
  return rows;
}

function growthTable(growth) {
  const engines = Object.keys(Object.values(growth)[0].exponents);
  return {
    title: 'Step time ∝ size^exponent (student alone, around 2×64, batch 32×64)',
    head: ['', 'sizes', ...engines.map((engine) => ENGINE_NAMES[engine])],
    rows: Object.entries(growth).map(([axis, { values, exponents }]) => [
      axis,
      values.join(' '),
      ...engines.map((engine) => exponents[engine].toFixed(2)),
    ]),
  };
}

function memoryTable(peakMemory) {
  const engines = Object.keys(Object.values(peakMemory)[0]);
  return {
    title: 'Peak memory of the renderer process',
    head: ['', ...engines.map((engine) => ENGINE_NAMES[engine])],
    rows: Object.entries(peakMemory).map(([pair, sizes]) => [pair, ...Object.values(sizes).map(megabytes)]),
  };
}

function generationTable(generation) {
  return {
    title: 'Generation with a key-value cache, one thread',
    head: ['', 'side by side', 'tokens/s'],
    rows: generation.map(({ model, sequences, tokensPerSecond }) => [
      model,
      String(sequences),
      tokensPerSecond.toFixed(0),
    ]),
  };
}

/** Everything that a run has figures of, as { title, head, rows }. */
export function engineTables(results) {
  const { pairs, generation, growth, peakMemory } = results;
  const each = (table) => Object.entries(pairs).map(([name, pair]) => table(name, pair));
  return [
    { title: 'Targets', head: ['', 'reached', 'target', ''], rows: targets(results) },
    ...each(stepTable),
    ...each(profileTable),
    ...(generation ? [generationTable(generation)] : []),
    ...(growth ? [growthTable(growth)] : []),
    ...(peakMemory ? [memoryTable(peakMemory)] : []),
  ];
}

export function reportEngines(results) {
  for (const { title, head, rows } of engineTables(results)) printTable(title, head, rows);
}
