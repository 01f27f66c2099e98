// Stock TensorFlow.js under the benchmark: its own backend as it comes, the model of stock-model.ts, the loss read after each
// step. Batches and the teacher's kept answers lie on the device.

import * as tf from '@tensorflow/tfjs-core';
import { initTransformer } from '../../src/models/init';
import type { StoredTensor } from '../../src/models/safetensors';
import { type Device, type Engine, limitThreads, type Steps } from './engine';
import { AdamW, distillationLoss, forward, tables, type Tables, type Weights } from './stock-model';
import { BATCHES, makeBatch, modelConfig, type Workload } from './workload';

interface DeviceBatch {
  ids: tf.Tensor2D; // [B, T]
  labels: tf.Tensor1D; // [B·T]
  mask: tf.Tensor1D; // [B·T]
  /** The teacher's logits, [B·T, V]. */
  answers: tf.Tensor;
}

interface Model {
  weights: Weights;
  logits: (ids: tf.Tensor2D) => tf.Tensor;
  tables: Tables;
}

interface Run {
  student: Model;
  teacher: Model;
  batches: DeviceBatch[];
  optimizer: AdamW;
  step: number;
}

async function startDevice(device: Device): Promise<void> {
  if (device === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu');
  else {
    const { setThreadsCount, setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    const [plain, simd, threaded] = await Promise.all([
      import('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url'),
      import('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url'),
      import('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.wasm?url'),
    ]);
    setWasmPaths({
      'tfjs-backend-wasm.wasm': plain.default,
      'tfjs-backend-wasm-simd.wasm': simd.default,
      'tfjs-backend-wasm-threaded-simd.wasm': threaded.default,
    });
    setThreadsCount(navigator.hardwareConcurrency);
  }
  if (!(await tf.setBackend(device))) throw new Error(`TensorFlow.js has no ${device} here.`);
}

/** First weights; the projections turned from [out, in] to [in, out]. */
function makeModel(size: Workload['student'], workload: Workload, seed: number): Model {
  const config = modelConfig(size, workload);
  const variable = ([name, { data, shape }]: [string, StoredTensor]): [string, tf.Variable] =>
    tf.tidy(() => {
      const stored = tf.tensor(Float32Array.from(data), [...shape]);
      return [name, tf.variable(name.endsWith('proj.weight') ? tf.transpose(stored) : stored)];
    });
  const weights = Object.fromEntries(Object.entries(initTransformer(config, seed)).map(variable));
  const made = tables(config, workload.context);
  return { weights, tables: made, logits: (ids) => forward(weights, config, ids, made) };
}

function prepareRun(workload: Workload): Run {
  const { batch: B, context: T } = workload;
  const teacher = makeModel(workload.teacher, workload, 2);
  const student = makeModel(workload.student, workload, 1);
  const batches = Array.from({ length: BATCHES }, (_, index): DeviceBatch => {
    const { ids, labels, mask } = makeBatch(workload, index);
    const inputs = tf.tensor2d(ids, [B, T], 'int32');
    return {
      ids: inputs,
      labels: tf.tensor1d(labels, 'int32'),
      mask: tf.tensor1d(Float32Array.from(mask)),
      answers: tf.tidy(() => teacher.logits(inputs)),
    };
  });
  return { student, teacher, batches, optimizer: new AdamW(student.weights), step: 0 };
}

async function steps(run: Run, count: number, cached: boolean): Promise<Steps> {
  const taken: Steps = { ms: [], losses: [] };
  const { student, teacher, optimizer } = run;
  const trained = Object.values(student.weights);
  for (let i = 0; i < count; i++) {
    const began = performance.now();
    const { ids, labels, mask, answers } = run.batches[run.step++ % BATCHES]!;
    const targets = cached ? answers : tf.tidy(() => teacher.logits(ids));
    const { value, grads } = tf.variableGrads(
      () => distillationLoss(student.logits(ids), targets, labels, mask),
      trained,
    );
    optimizer.step(grads);
    const [loss] = await value.data();
    tf.dispose([value, grads]);
    if (!cached) targets.dispose();
    taken.ms.push(performance.now() - began);
    taken.losses.push(loss!);
  }
  return taken;
}

function disposeRun({ student, teacher, batches, optimizer }: Run): void {
  optimizer.dispose();
  for (const { weights, tables: made } of [student, teacher]) tf.dispose([weights, { ...made }]);
  for (const batch of batches) tf.dispose({ ...batch });
}

export function stockEngine(): Engine {
  let run: Run | undefined;
  return {
    async start({ device, threads }) {
      limitThreads(threads);
      await startDevice(device);
      return `TensorFlow.js ${tf.version_core}, ${device}, ${navigator.hardwareConcurrency} threads at most`;
    },
    async prepare({ workload }) {
      if (run) disposeRun(run);
      run = prepareRun(workload);
    },
    async run({ steps: count, cached }) {
      if (!run) throw new Error('Nothing is prepared.');
      return steps(run, count, cached);
    },
    async memory() {
      const { numTensors, numBytes } = tf.memory();
      return { tensors: numTensors, tensorBytes: numBytes };
    },
  };
}
