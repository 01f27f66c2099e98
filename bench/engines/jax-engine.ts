// jax-js under the benchmark: weights and batches on its device, one compiled call a step, the loss read after each.

import { blockUntilReady, defaultDevice, init, numpy as np, tree } from '@jax-js/jax';
import { initTransformer } from '../../src/models/init';
import type { StoredTensor } from '../../src/models/safetensors';
import { type Engine, limitThreads, median, type Steps } from './engine';
import { type Arrays, compiledSteps, type State } from './jax-model';
import { type Batch, BATCHES, makeBatch, modelConfig, STEP, type Workload } from './workload';

interface DeviceBatch {
  ids: np.Array; // [B, T]
  labels: np.Array; // [B·T]
  mask: np.Array; // [B·T]
  /** The teacher's logits, [B·T, V]. */
  answers: np.Array;
}

interface Run {
  compiled: ReturnType<typeof compiledSteps>;
  teacher: Arrays;
  batches: DeviceBatch[];
  state: State;
  step: number;
}

/** First weights by name; the projections turned from [out, in] to [in, out]. */
function onDevice(size: Workload['student'], workload: Workload, seed: number): Arrays {
  const weights = initTransformer(modelConfig(size, workload), seed);
  const array = ([name, { data, shape }]: [string, StoredTensor]): [string, np.Array] => {
    const turns = name.endsWith('proj.weight');
    const [rows, columns] = shape as [number, number];
    const values = turns ? data.map((_, i) => data[(i % rows) * columns + Math.floor(i / rows)]!) : data;
    return [name, np.array(Float32Array.from(values), { shape: turns ? [columns, rows] : [...shape] })];
  };
  return Object.fromEntries(Object.entries(weights).map(array));
}

function batchOnDevice(
  { ids, labels, mask }: Batch,
  { batch, context }: Workload,
): Omit<DeviceBatch, 'answers'> {
  return {
    ids: np.array(Int32Array.from(ids), { shape: [batch, context], dtype: np.int32 }),
    labels: np.array(Int32Array.from(labels), { shape: [labels.length], dtype: np.int32 }),
    mask: np.array(Float32Array.from(mask), { shape: [mask.length] }),
  };
}

async function prepareRun(workload: Workload): Promise<Run> {
  const compiled = compiledSteps(
    modelConfig(workload.student, workload),
    modelConfig(workload.teacher, workload),
  );
  const teacher = onDevice(workload.teacher, workload, 2);
  const weights = onDevice(workload.student, workload, 1);
  const zeros = () =>
    Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, np.zeros(weight.shape)]));
  const batches: DeviceBatch[] = [];
  for (let index = 0; index < BATCHES; index++) {
    const batch = batchOnDevice(makeBatch(workload, index), workload);
    const answers = compiled.answers(tree.ref(teacher), batch.ids.ref) as np.Array;
    batches.push({ ...batch, answers: await answers.blockUntilReady() });
  }
  return { compiled, teacher, batches, state: { weights, m: zeros(), v: zeros() }, step: 0 };
}

async function steps(run: Run, count: number, cached: boolean): Promise<Steps> {
  const taken: Steps = { ms: [], losses: [] };
  for (let i = 0; i < count; i++) {
    const began = performance.now();
    const { ids, labels, mask, answers } = run.batches[run.step % BATCHES]!;
    const t = ++run.step;
    const corrections = np.array(Float32Array.of(1 - STEP.beta1 ** t, 1 - STEP.beta2 ** t));
    const [state, loss] = (
      cached
        ? run.compiled.cached(run.state, answers.ref, ids.ref, labels.ref, mask.ref, corrections)
        : run.compiled.full(run.state, tree.ref(run.teacher), ids.ref, labels.ref, mask.ref, corrections)
    ) as [State, np.Array];
    run.state = state;
    const [value] = await loss.data();
    await blockUntilReady(state); // the update comes after the loss
    taken.ms.push(performance.now() - began);
    taken.losses.push(value!);
  }
  return taken;
}

function disposeRun({ compiled, teacher, batches, state }: Run): void {
  tree.dispose(teacher);
  tree.dispose(state);
  for (const batch of batches) tree.dispose({ ...batch });
  for (const step of Object.values(compiled)) step.dispose();
}

export function jaxEngine(): Engine {
  let run: Run | undefined;
  return {
    async start({ device, threads }) {
      limitThreads(threads);
      const started = await init(device);
      if (!started.includes(device)) throw new Error(`jax-js has no ${device} here.`);
      defaultDevice(device);
      return `${device}, ${navigator.hardwareConcurrency} threads at most`;
    },

    async prepare({ workload }) {
      if (run) disposeRun(run);
      run = await prepareRun(workload);
    },

    async run({ steps: count, cached }) {
      if (!run) throw new Error('Nothing is prepared.');
      return steps(run, count, cached);
    },

    memory: async () => ({}),

    async matmul({ size, repetitions }) {
      const square = np.array(
        Float32Array.from({ length: size * size }, (_, i) => (i % 7) - 3),
        { shape: [size, size] },
      );
      const rates: number[] = [];
      for (let i = 0; i < repetitions; i++) {
        const began = performance.now();
        const y = np.einsum('ik,jk->ij', square.ref, square.ref);
        await y.data();
        rates.push((2 * size ** 3) / (performance.now() - began) / 1e6);
      }
      square.dispose();
      return median(rates);
    },
  };
}
