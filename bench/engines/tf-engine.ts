// This product's engine under the benchmark: its own training loop, models and kernels, as the page runs them. With `fused`
// false the same ops compose what they need from TensorFlow.js's own kernels (stock-engine.ts is TensorFlow.js without us).
// B rows, T positions, V vocabulary.

import { backend, memory as tfMemory } from '@tensorflow/tfjs-core';
import { startBackend } from '../../src/engine/backend';
import { AdamW } from '../../src/engine/adamw';
import { switchOffFused } from '../../src/engine/kernels/fused';
import { linear } from '../../src/engine/ops/linear';
import { dispose, memory, read, tensor, tidy } from '../../src/engine/tensor';
import { methodOf } from '../../src/distillation/method';
import { transformerModel } from '../../src/models/model';
import { liveTargets, type Targets } from '../../src/distillation/targets/targets';
import { train, type TrainOptions } from '../../src/distillation/train';
import type { Model } from '../../src/models/model';
import type { Batch } from '../../src/data/batches';
import { createDecoder } from '../../src/models/create-decoder';
import { initTransformer } from '../../src/models/init';
import { type Engine, limitThreads, median, type Steps } from './engine';
import { profiled } from './profile';
import { BATCHES, makeBatch, modelConfig, noDecay, STEP, type Workload } from './workload';

/** A run between two commands. */
interface Run {
  student: Model;
  teacher: Model;
  options: TrainOptions;
  optimizer: AdamW;
  step: number;
  /** The teacher's logits of each batch, [N, V]. */
  answers: Float32Array[];
  vocabulary: number;
}

async function prepareRun(workload: Workload): Promise<Run> {
  const { vocabulary, batch: B, context: T } = workload;
  const model = (size: Workload['student'], seed: number, trainable: boolean) => {
    const config = modelConfig(size, workload);
    return transformerModel(config, initTransformer(config, seed), trainable);
  };
  const student = model(workload.student, 1, true);
  const teacher = model(workload.teacher, 2, false);
  const optimizer = new AdamW(student.params, { ...STEP, noDecay });
  const batches = Array.from({ length: BATCHES }, (_, index): Batch => {
    const { ids, labels, mask } = makeBatch(workload, index);
    // as data/batches.ts has it: only what carries loss
    const positions = Int32Array.from(mask.keys()).filter((at) => mask[at]);
    const ones = new Float32Array(positions.length).fill(1);
    return {
      inputs: ids,
      shape: [B, T],
      positions,
      labels: Int32Array.from(positions, (at) => labels[at]!),
      hardMask: ones,
      softMask: ones,
      rows: [index],
    };
  });
  const answers: Float32Array[] = [];
  for (const { inputs, shape, positions } of batches) {
    const where = () => positions && tensor(positions, [positions.length]); // [N]
    const logits = tidy(() => teacher.forward(tensor(inputs, shape), { positions: where() }).logits); // [N, V]
    answers.push(Float32Array.from(await read(logits)));
    logits.dispose();
  }
  const options: TrainOptions = {
    arm: 'student',
    model: student,
    optimizer,
    batch: (step) => batches[step % BATCHES]!,
    targets: null,
    method: methodOf('hinton'),
    controls: { temperature: STEP.temperature, lambda: STEP.lambda, learningRate: STEP.learningRate },
    schedule: () => 1,
    steps: 0,
  };
  return { student, teacher, options, optimizer, step: 0, answers, vocabulary };
}

async function steps(run: Run, count: number, cached: boolean): Promise<Steps> {
  const { answers, vocabulary, teacher } = run;
  const known: Targets = {
    ask({ rows }) {
      const kept = answers[rows[0]!]!;
      return { logits: tensor(kept, [kept.length / vocabulary, vocabulary]) }; // [N, V]
    },
  };
  const targets = cached ? known : liveTargets(teacher);
  const loop = train({ ...run.options, targets, startStep: run.step, steps: run.step + count });
  const taken: Steps = { ms: [], losses: [] };
  for (;;) {
    const began = performance.now();
    const next = await loop.next();
    if (next.done) break;
    const { loss } = await next.value.log; // the page does not wait for it
    taken.ms.push(performance.now() - began);
    taken.losses.push(loss);
    run.step = next.value.step;
  }
  return taken;
}

/** Bytes that the WASM module has taken from the system. */
function deviceBytes(): number | undefined {
  const { wasm } = backend() as unknown as { wasm?: { HEAPU8: Uint8Array } };
  return wasm?.HEAPU8.buffer.byteLength;
}

export function tfEngine({ fused }: { fused: boolean }): Engine {
  let run: Run | undefined;
  const current = (): Run => {
    if (!run) throw new Error('Nothing is prepared.');
    return run;
  };
  return {
    async start({ device, threads }) {
      limitThreads(threads);
      const report = await startBackend(device);
      if (!fused) switchOffFused(device);
      return `${report.adapter}, ${report.threads} threads`;
    },

    async prepare({ workload }) {
      if (run) {
        run.optimizer.dispose();
        dispose([run.student.params, run.teacher.params]);
      }
      run = await prepareRun(workload);
    },

    run: ({ steps: count, cached }) => steps(current(), count, cached),

    async memory() {
      const { numTensors, numBytes } = memory();
      const bytes = deviceBytes() ?? (tfMemory() as { numBytesInGPU?: number }).numBytesInGPU;
      return { tensors: numTensors, tensorBytes: numBytes, ...(bytes && { deviceBytes: bytes }) };
    },

    async matmul({ size, repetitions }) {
      const square = Float32Array.from({ length: size * size }, (_, i) => (i % 7) - 3);
      const [x, w] = [tensor(square, [size, size]), tensor(square, [size, size])];
      const rates: number[] = [];
      for (let i = 0; i < repetitions; i++) {
        const began = performance.now();
        const y = linear(x, w); // [size, size]
        await read(y);
        rates.push((2 * size ** 3) / (performance.now() - began) / 1e6);
        y.dispose();
      }
      dispose([x, w]);
      return median(rates);
    },

    async generate({ workload, tokens, sequences }) {
      const config = modelConfig(workload.student, workload);
      const decoder = await createDecoder(config, initTransformer(config, 1), sequences);
      const slots = Array.from({ length: sequences }, (_, slot) => slot);
      const began = performance.now();
      for (let done = 0; done < tokens;) {
        for (const slot of slots) decoder.reset(slot);
        let ids = slots.map((slot) => slot + 1);
        for (let t = 0; t < decoder.context && done < tokens; t++, done += sequences) {
          const logits = decoder.feed(slots.map((slot) => ({ slot, ids: [ids[slot]!] }))); // sequences × [V]
          ids = logits.map((row) => row.reduce((best, logit, i) => (logit > row[best]! ? i : best), 0));
        }
      }
      return (1000 * tokens) / (performance.now() - began);
    },

    profile: ({ steps: count, cached }) => profiled(() => steps(current(), count, cached)),
  };
}
