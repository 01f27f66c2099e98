// For this folder's tests: tiny models and batches, and the golden run that PyTorch made. Not part of the page.

import type { Batch } from '../data/batches';
import { AdamW } from '../engine/adamw';
import { dispose } from '../engine/tensor';
import { createRng } from '../lib/rng';
import golden from '../models/fixtures/distill-ten-steps.json';
import { initMlp, initTransformer } from '../models/init';
import type { StoredTensor } from '../models/safetensors';
import { parseTransformerConfig } from '../models/llama';
import type { TransformerConfig } from '../models/transformer-config';
import { type Method, methodOf, type Needs, settingsIn, withMethodParams } from './method';
import { mlpModel, transformerModel } from '../models/model';
import { toParams } from '../models/weights';
import { methodInfo } from '../catalog/catalog';
import type { Settings } from '../catalog/types';
import type { Params } from '../engine/tensor';
import { constant } from './schedule';
import { liveTargets } from './targets/targets';
import { train, type TrainOptions } from './train';
import type { Model } from '../models/model';
import type { StepLog } from '../protocol/training';
import type { Launched } from './types';

export const stored = (
  weights: Record<string, { shape: number[]; data: number[] }>,
): Record<string, StoredTensor> =>
  Object.fromEntries(
    Object.entries(weights).map(([name, { shape, data }]) => [
      name,
      { shape, data: Float32Array.from(data) },
    ]),
  );

/** Runs a generator to its end (or for so many steps). */
export async function collect(steps: AsyncGenerator<Launched, unknown>, most = Infinity): Promise<StepLog[]> {
  const all: StepLog[] = [];
  while (all.length < most) {
    const next = await steps.next();
    if (next.done) break;
    all.push(await next.value.log);
  }
  return all;
}

export interface Rig {
  options: TrainOptions;
  student: Model;
  dispose(): void;
}

/** The golden run: one batch of four rows, two of them labelled, ten steps at T = 2, λ = 0.5. */
export function goldenRig(): Rig {
  const configOf = (json: unknown): TransformerConfig => parseTransformerConfig(JSON.stringify(json));
  const student = transformerModel(configOf(golden.studentConfig), stored(golden.studentWeights));
  const teacher = transformerModel(configOf(golden.teacherConfig), stored(golden.teacherWeights), false);
  const { learningRate, temperature, lambda, noDecay, ...rest } = golden.settings;
  const optimizer = new AdamW(student.params, { ...rest, noDecay: (name) => noDecay.includes(name) });
  const batch: Batch = {
    inputs: Int32Array.from(golden.ids.data),
    shape: golden.ids.shape as [number, number],
    labels: Int32Array.from(golden.labels),
    hardMask: Float32Array.from(golden.hardMask),
    softMask: Float32Array.from(golden.softMask),
    rows: [0, 1, 2, 3],
  };
  return {
    student,
    options: {
      arm: 'student',
      model: student,
      optimizer,
      batch: () => batch,
      targets: liveTargets(teacher),
      method: methodOf('hinton'),
      controls: { temperature, lambda, learningRate },
      schedule: constant,
      steps: golden.steps.length,
    },
    dispose() {
      optimizer.dispose();
      dispose(student.params);
      dispose(teacher.params);
    },
  };
}

/** Whether a method can compare what models of this kind have. */
export const fitsKind = (kind: 'transformer' | 'mlp', method: string): boolean =>
  kind === 'transformer' || methodInfo(method).compares !== 'attention';

/** What a method wants of two models, and weights of its own. */
export function methodParts(
  method: Method,
  { shape: student }: Model,
  { shape: teacher }: Model,
  settings: Settings = {},
): { needs: Needs | undefined; methodParams: Params } {
  const context = { student, teacher, settings: settingsIn(method, settings) };
  return {
    needs: method.needs?.(context),
    methodParams: toParams(method.createParams?.(context, 3) ?? {}),
  };
}

/** A tiny model of each kind with a teacher of its own and a new random batch at each step. */
export function tinyRig(kind: 'transformer' | 'mlp', id = 'hinton', settings: Settings = {}): Rig {
  const config = { ...parseTransformerConfig(JSON.stringify(golden.studentConfig)), vocab_size: 11 };
  const make = (seed: number, trainable: boolean): Model =>
    kind === 'mlp'
      ? mlpModel(initMlp([2, 6, 3], seed, 2), trainable)
      : transformerModel(config, initTransformer(config, seed), trainable);
  const student = make(1, true);
  const teacher = make(2, false);
  const method = methodOf(id);
  const parts = methodParts(method, student, teacher, settings);
  const optimizer = new AdamW(withMethodParams(student.params, parts.methodParams), { clipNorm: 1 });
  const batch = (step: number): Batch => {
    const rng = createRng(step);
    const shape: [number, number] = kind === 'mlp' ? [8, 2] : [2, 4];
    const inputs =
      kind === 'mlp'
        ? Float32Array.from({ length: 16 }, () => rng.normal())
        : Int32Array.from({ length: 8 }, () => rng.int(11));
    return {
      inputs,
      shape,
      labels: Int32Array.from({ length: 8 }, () => rng.int(3)),
      hardMask: Float32Array.from([1, 1, 1, 1, 0, 0, 0, 0]),
      softMask: new Float32Array(8).fill(1),
      ...(kind === 'transformer' && {
        plan: Float32Array.of(0, 1, 0, 0, 0, 1, 0, 0),
        own: Float32Array.of(1, 0, 0, 0, 0, 0, 0, 0),
      }),
      rows: [],
    };
  };
  return {
    student,
    options: {
      arm: 'student',
      model: student,
      optimizer,
      batch,
      targets: liveTargets(teacher),
      method,
      ...parts,
      controls: { temperature: 2, lambda: 0.5, learningRate: 0.01, settings },
      schedule: constant,
      steps: 50,
    },
    dispose() {
      optimizer.dispose();
      dispose(parts.methodParams);
      dispose(student.params);
      dispose(teacher.params);
    },
  };
}

/** The losses of a rig's run from the start. */
export async function lossesOf(rig: Rig, steps = rig.options.steps): Promise<number[]> {
  return (await collect(train({ ...rig.options, steps }))).map(({ loss }) => loss);
}
